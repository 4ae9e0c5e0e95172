"""Whether readers take in all that a file says, and whether the places they give lead back to it."""

from evals.coverage.following import text_at
from evals.coverage.measuring import FileCoverage, measure_file
from evals.coverage.nodes import text_nodes

__all__ = ["FileCoverage", "measure_file", "text_at", "text_nodes"]
