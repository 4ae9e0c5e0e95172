"""Object numbers of a question, held against the evidence: what is of the objects asked about.

What no passage mentions cannot be answered, and what another object's record says is no answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from retrieval.object_numbers import find_object_numbers, match_strength, number_key
from retrieval.passages import Evidence, Passage

_HAN = r"\u3400-\u9fff"


def unknown_objects(question: str, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The object numbers of `question` where no passage of the evidence mentions any of them; else none.

    A number also counts as mentioned where a passage holds it as part of a longer one, or the other way
    round; and one that may count a volume ("number 14") where it stands at all. Search puts passages that
    hold a number before all others, so what is not among them is nowhere. What only looks like one (MP3000)
    is none where it is nowhere.
    """
    found = find_object_numbers(question, question=True)
    asked = {number.key: number.text for number in found}
    lone, passages = _lone(question), [e.passage for e in evidence]
    if any(agree(asked, held(p)) or _stands(lone, p) for p in passages):
        return ()
    return tuple(dict.fromkeys(asked[number.key] for number in found if not number.guessed))


def of_asked_objects(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that is of the objects that `question` asks about by number: all where it asks by none.

    That are the passages that have such a number, in their text, above it or as a record's own, and of
    the same documents those that are of no other object. A number that may count a volume asks for an object
    where some passage has it as an object's.
    """
    asked, lone = {n.key for n in find_object_numbers(question, question=True)}, _lone(question)
    holding = [e.passage for e in evidence if agree(asked, held(e.passage))]
    if not holding and asked == lone:
        return list(evidence)
    holding += [e.passage for e in evidence if _stands(lone, e.passage)]
    documents = {passage.document_id for passage in holding}
    entries = {passage.document_id for passage in holding if passage.position == 0}
    return [
        e
        for e in evidence
        if e.passage in holding
        or (e.passage.document_id in documents and _goes_on(e.passage, e.passage.document_id in entries))
    ]


def is_of_another(question: str, sentence: str, passage: Passage) -> bool:
    """Whether a sentence stands in the record of another object than `question` asks about by number, and
    does not name that one.
    """
    asked = _sure(question)
    return _is_recorded_elsewhere(asked, passage) and not agree(asked, _keys(sentence))


def touches_another(question: str, sentence: str, passage: Passage) -> bool:
    """Whether a sentence names other objects alone than `question` asks about by number, or stands in the
    record of one.
    """
    asked = _sure(question)
    named = _keys(sentence) if asked else ()
    return (bool(named) and not agree(asked, named)) or _is_recorded_elsewhere(asked, passage)


def spoken_of(sentence: str, passage: Passage) -> frozenset[str]:
    """The keys of the objects that a sentence speaks of, as far as it or its passage has numbers of any."""
    return _keys(sentence) or own(passage) or _keys(passage.text)


def held(passage: Passage) -> frozenset[str]:
    """The keys of the object numbers that a passage has: those of its record, above it, and in its text."""
    return own(passage) | _keys(passage.text)


def own(passage: Passage) -> frozenset[str]:
    """The keys of the object numbers that a passage's record has, and its title and headings."""
    stated = re.split(r"[;；\n]", passage.facets.get("object_number", ""))
    keys = {key for part in stated if (key := number_key(part))}
    return frozenset(keys).union(*map(_keys, (*stated, passage.title, *passage.locator.headings)))


def _goes_on(passage: Passage, entry: bool) -> bool:
    """Whether a passage without the number is of the object that its document has the number of.

    An entry, which opens with the number, may compare it with others; a list goes on to others.
    """
    return not own(passage) and (entry or not _keys(passage.text))


def _is_recorded_elsewhere(asked: Collection[str], passage: Passage) -> bool:
    recorded = own(passage) if asked else ()
    return bool(recorded) and not agree(asked, recorded)


@lru_cache(maxsize=64)
def _sure(question: str) -> frozenset[str]:
    return frozenset(n.key for n in find_object_numbers(question, question=True) if n.sure)


def _lone(question: str) -> set[str]:
    """The keys of a question's numbers that may be none of an object: "number 14", "object no. 12"."""
    found = find_object_numbers(question, question=True)
    return {number.key for number in found if number.key.isdecimal() or not number.sure}


@lru_cache(maxsize=1024)
def _keys(text: str) -> frozenset[str]:
    return frozenset(number.key for number in find_object_numbers(text))


def agree(asked: Collection[str], held: Collection[str]) -> bool:
    """Whether some number of the one is one of the other, or the beginning of one, or the other way round."""
    return any(match_strength(one, other) > 0 for one in asked for other in held)


def _stands(keys: Collection[str], passage: Passage) -> bool:
    """Whether some number stands in a passage, or above its text, and is no part of a longer one."""
    if not keys:
        return False
    text = "\n".join([passage.title, *passage.locator.headings, passage.text])
    parts = "|".join(r"[\s.,:/-]?".join(f"0*{part}" for part in key.split(".")) for key in keys)
    number = rf"(?<![^\W{_HAN}])(?<![^\W{_HAN}][.,/-])(?:{parts})(?![^\W{_HAN}]|[.,/-]\d)"
    return bool(re.search(number, unicodedata.normalize("NFKC", text).casefold()))
