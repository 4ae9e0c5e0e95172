"""Retrieval and answer quality, measured: `python -m evals`."""
