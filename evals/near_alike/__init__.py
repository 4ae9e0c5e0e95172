"""Near-alike catalogue entries of our own making, and questions in three languages that tell them apart."""

from evals.near_alike.figures import DEFAULT_LEGS, evaluate_near_alike, print_near_alike
from evals.near_alike.questions import Asked, make_questions
from evals.near_alike.records import Record, make_records

__all__ = [
    "DEFAULT_LEGS",
    "Asked",
    "Record",
    "evaluate_near_alike",
    "make_questions",
    "make_records",
    "print_near_alike",
]
