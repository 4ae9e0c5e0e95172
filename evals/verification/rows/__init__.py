"""Rows that measure verification: sentences that passages support or don't, and the script that makes them.

`python -m evals.verification.rows` writes `dev.jsonl` and `test.jsonl` from the sample documents and from
what is written by hand in `written/`.
"""
