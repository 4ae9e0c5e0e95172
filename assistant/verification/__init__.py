"""Does the cited passage support this sentence?"""

from assistant.verification.verdict import Verdict
from assistant.verification.verifier import Verifier

__all__ = ["Verdict", "Verifier"]
