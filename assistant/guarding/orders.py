"""Sentences of documents that are orders to an assistant: they are data, and nothing that answers.

They are held back from whoever writes and checks an answer, and stay to be read, searched and, when that is
what is asked, quoted. Words of a document that ask for nothing are not held, true or false.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.guarding.patterns import pattern
from assistant.guarding.plain import plain
from retrieval.language.sentences import sentence_spans

Span = tuple[int, int]
HELD = "[…]"  # what stands for them where a text is read without them
_TURNS = re.compile("[\u202e\u202b\u2067]")  # what follows is shown from right to left
_LONGEST = 2000  # characters of a sentence that are looked at


def is_order(sentence: str) -> bool:
    """Whether a sentence gives an assistant an order, or could pass for part of its conversation."""
    looked_at = sentence[:_LONGEST]
    turned = [looked_at[::-1]] if _TURNS.search(looked_at) else []
    return any(pattern("orders").search(plain(text)) for text in (looked_at, *turned))


@lru_cache(maxsize=2048)
def held_spans(text: str, language: str = "") -> tuple[Span, ...]:
    """The sentences of a passage that are held: orders, and what follows one in its paragraph.

    A sentence that goes on over a line, and words cut by one, are looked at together.
    """
    held: list[Span] = []
    line_end = -1
    spans = sentence_spans(text, language)
    for i, (start, end) in enumerate(spans):
        if start < line_end:
            held.append((start, end))
        elif is_order(text[start:end]) or _runs_on(text, spans[i : i + 2]):
            held.append((start, end))
            found = text.find("\n", end)
            line_end = len(text) if found < 0 else found
            if not is_order(text[start:end]) and i + 1 < len(spans):
                line_end = max(line_end, spans[i + 1][1])
    return tuple(held)


def _runs_on(text: str, pair: Sequence[Span]) -> bool:
    """Whether two neighbours that a line break parts make an order together, and neither does alone."""
    if len(pair) < 2 or "\n" not in text[pair[0][1] : pair[1][0]]:
        return False
    (start, end), (begin, stop) = pair
    joined = f"{text[start:end][-200:]} {text[begin:stop][:200]}"
    return is_order(joined) and not is_order(text[begin:stop])


def without_held(text: str, language: str = "") -> str:
    """The text with a mark in place of what is held, as a model and a check may read it."""
    kept, position = "", 0
    for start, end in held_spans(text, language):
        gap = text[position:start]
        kept += "" if kept.endswith(HELD) and not gap.strip() else gap + HELD
        position = end
    return kept + text[position:]


def asks_about_orders(question: str) -> bool:
    """Whether a question asks what a document tells an assistant: then such a text is the answer."""
    return pattern("about_orders").search(plain(question)) is not None
