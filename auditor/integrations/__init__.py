"""Doors for other tools, a module each, imported only by those who use the tool.

scrapy                an item pipeline: drop, annotate or quarantine
great_expectations    a frame for suites, and an expectation for a column of texts
examples              files to copy: an Airflow DAG, Dagster asset checks
"""
