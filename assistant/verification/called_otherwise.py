"""Persons whom the passages call otherwise: Alan Lyle, where they have Alan Moffat and Kirsten Lyle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verification.names import Name, same_word
from assistant.verification.reading import Reading
from assistant.verification.verdict import Place
from retrieval.language.analysis import fold_accents

_INITIALS = r"(?:[A-ZА-ЯЁ]\.\s?){1,3}"
_BEFORE = re.compile(rf"(?<!\w)({_INITIALS})$")
_BEHIND = re.compile(rf",?\s({_INITIALS})(?!\w)")
_TITLE_WORDS = """
mr mrs ms miss mme mlle dr prof professor sir dame lady lord madam master captain capt colonel col major
general lieutenant sergeant admiral count countess duke duchess earl baron baroness marquess viscount prince
princess king queen emperor empress tsar saint st father brother sister mother bishop archbishop abbot pope
rev reverend canon alderman president mayor judge dean don doña signor signora herr frau monsieur madame van
von de der den
господин госпожа доктор профессор граф графиня князь княгиня княжна барон баронесса император императрица царь
царица король королева святой святая отец мать брат сестра капитан полковник генерал адмирал епископ
архиепископ митрополит патриарх
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_ALIKE = 3  # letters with which a name and its short form begin: Alex, Alexander


@dataclass(frozen=True, slots=True)
class _Person:
    """A family name at `place`, and what stands with it: other words of the name, and initials."""

    family: Name
    given: tuple[str, ...]
    initials: tuple[str, ...]
    place: Place


def called_otherwise(sentence: Reading, passages: Sequence[Reading]) -> Iterator[Place]:
    """Where a sentence calls a person as no passage does, though they have the family name in its script.

    Every full name with that family name has to be another one, and none may go with its initials; nor may
    the given name stand alone, for "his daughter Helen" is a Maddox too.
    """
    alone = {fold_accents(n.text).casefold() for p in passages for n in p.names if n.end == n.run[1]}
    for person in _persons(sentence):
        namesakes = [
            other
            for passage in passages
            for other in _persons(passage)
            if other.family.language == person.family.language
            and same_word(person.family.text, other.family.text, russian=person.family.language == "ru")
        ]
        known = any(_may_be_one(person, other) for other in namesakes) or alone.intersection(person.given)
        if namesakes and not known:
            yield person.place


def _persons(reading: Reading) -> Iterator[_Person]:
    """The full names of a text: those with more than a family name."""
    names = [n for n in reading.names if n.language != "zh"]
    for run in dict.fromkeys(n.run for n in names):
        words = [n for n in names if n.run == run]
        family = words[-1]
        given = tuple(
            folded for n in words[:-1] if (folded := fold_accents(n.text).casefold()) not in _TITLES
        )
        before = _BEFORE.search(reading.text[: words[0].start])
        behind = _BEHIND.match(reading.text, family.end)
        marks = "".join(found.group(1) for found in (before, behind) if found)
        initials = tuple(re.findall(r"[a-zа-яё]", marks.casefold()))
        if given or initials:
            yield _Person(family, given, initials, (words[0].start, family.end))


def _may_be_one(one: _Person, other: _Person) -> bool:
    """Whether two full names with one family name have a given name in common, or its initial."""
    if any(_alike(a, b) for a in one.given for b in other.given):
        return True
    firsts, theirs = ({*p.initials, *(g[0] for g in p.given)} for p in (one, other))
    return bool((one.initials or other.initials) and firsts & theirs)


def _alike(one: str, other: str) -> bool:
    return one[:_ALIKE] == other[:_ALIKE] or one.startswith(other) or other.startswith(one)
