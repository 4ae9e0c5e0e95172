"""Searches measured: the product's own, its parts and outside baselines, on BEIR folders."""
