"""Feeds readers damaged files, to find what crashes them, hangs them or swells: `python -m evals fuzz`."""

from evals.fuzz.mutations import mutated
from evals.fuzz.running import Finding, FuzzRun, fuzz
from evals.fuzz.seeds import seeds

__all__ = ["Finding", "FuzzRun", "fuzz", "mutated", "seeds"]
