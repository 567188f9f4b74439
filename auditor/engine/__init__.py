"""Runs the checks over any number of articles: two sweeps, one process or a pool, flat memory."""
