"""`docs/benchmarks.md`: every measurement run once, kept as JSON, and written up for a reader."""

from evals.benchmarks.page import write_page
from evals.benchmarks.parts import PARTS, read_results, run_parts

__all__ = ["PARTS", "read_results", "run_parts", "write_page"]
