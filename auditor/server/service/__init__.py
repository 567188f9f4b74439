"""The gate behind HTTP: one article or a batch in, verdict, reasons and findings out. Nothing is kept.

app          the routes, and what every request must be before an article is looked at
limits       how large, how slow and how many requests may be
workers      processes that audit, each watched by a clock from outside
metrics      counters for Prometheus
description  the OpenAPI document
serve        the server, its signals and its end
"""
