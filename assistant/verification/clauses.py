"""Cuts sentences into clauses, as far as punctuation and conjunctions tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.verification.verdict import Place

# A comma in a number is none; a dash with space around it is one.
_CUT = re.compile(
    r"[;；:：，。！？!?\n|]|,(?!\d)|\s[—–-]\s|——|[()（）]|"
    r"\s(?=(?:and|but|while|whereas|although|which|who|where|when|because|и|а|но|хотя|который|которая|которое|которые)\s)",
    re.IGNORECASE,
)
_SHORTEST, _SHORTEST_HAN = 12, 8  # characters; a shorter piece says nothing by itself
_HAN = re.compile(r"[\u3400-\u9fff]")


def clause_spans(text: str, sentences: Iterable[Place]) -> Iterator[Place]:
    """The clauses of `text` in order; one too short to say anything belongs to the one before it."""
    for start, end in sentences:
        cuts = [found.end() for found in _CUT.finditer(text, start, end)]
        pieces: list[Place] = []
        for a, b in zip([start, *cuts], [*cuts, end], strict=True):
            if pieces and (_is_short(text[a:b]) or _is_short(text[slice(*pieces[-1])])):
                pieces[-1] = (pieces[-1][0], b)
            elif b > a:
                pieces.append((a, b))
        yield from pieces


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether a clause ends between two places of `text`."""
    return _CUT.search(text, start, end) is not None


def _is_short(piece: str) -> bool:
    bare = piece.strip()
    return len(bare) < (_SHORTEST_HAN if _HAN.search(bare) else _SHORTEST)
