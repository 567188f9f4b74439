"""Alembic's environment: `versions` holds one file for every step of the schema."""
