"""Does the cited passage support this sentence?

`Verifier.check` reads the facts of both (numbers with their units, dates, object numbers, names, materials,
denials, reservations, causes), lets the embedding model's tokens say which clause of a passage a clause of
the sentence speaks of, and weighs what has no ground there (docs/decisions/0010-verification.md).
"""

from assistant.verification.entailment import Entailment, open_entailment
from assistant.verification.token_space import PassageTokens
from assistant.verification.verdict import KINDS, Verdict
from assistant.verification.verifier import Verifier, open_verifier

__all__ = ["KINDS", "Entailment", "PassageTokens", "Verdict", "Verifier", "open_entailment", "open_verifier"]
