"""The gate: a great_expectations suite decides which articles go on. The only importer of great_expectations."""
