"""What verification says of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

# A half-open range of characters.
Place = tuple[int, int]

# What may have no ground, in the order in which it is told: the plainest first.
KINDS = ("object_number", "date", "number", "unit", "name", "negation", "claim", "hedge")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether passages support a sentence.

    `score` is from 0 to 1 and comparable between sentences and languages. `reason` and `kind` are empty
    when the sentence is supported; else `reason` is a short plain sentence that says what has no ground,
    and `kind` is one of KINDS. `closeness` says how nearly it says in the passages' words what they say, from
    0 to 1; of a sentence in another language, whose words tell little, it is 1.
    """

    supported: bool
    score: float
    reason: str = ""
    kind: str = ""
    closeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a sentence, `text[start:end]`, that the passages do not bear out, and of what kind it is."""

    kind: str
    start: int
    end: int
    reason: str
