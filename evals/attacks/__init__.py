"""Hostile documents and questions: what of them reaches a reader, with writers that obey and that do not."""

from evals.attacks.measuring import AttackRun, Outcome, evaluate_attacks, figures
from evals.attacks.suite import Attack, attacks

__all__ = ["Attack", "AttackRun", "Outcome", "attacks", "evaluate_attacks", "figures"]
