"""Changes a name, place or material of a sentence into another of the same kind, in the same form."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.verification.rows.clauses import denies
from evals.verification.rows.figures import with_article

_FILE = Path(__file__).with_name("names.csv")
_LANGUAGES = ("en", "zh", "ru")
_ACCUSATIVE, _PREPOSITIONAL = 3, 5  # places among the forms of a Russian name, nominative first
_PLACED = re.compile(r"(?:^|\s)(?:в|во|на|при|о|об)\s$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:[ыоиа]й|ая|яя|[оеы]е|ую|юю|его|ого|ому|ым|им|ом|ых|ей)\s$")
KINDS = {
    "name": [
        "ruler-cn", "reign", "dynasty", "dynasty-short", "ruler-ru", "empress", "empress-consort",
        "man", "surname", "man-cn", "woman-cn",
    ],
    "place": ["city", "city-of-war", "city-cn", "province", "country", "hall", "museum", "gallery"],
    "material": ["metal", "metal-f", "body", "support", "ware", "stone", "wood", "wire", "soft", "adjective"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One name with its forms by language: spellings in English and Chinese, cases in Russian."""

    kind: str
    forms: dict[str, tuple[str, ...]]

    def stands_in(self, text: str) -> bool:
        """Whether any form of the name, in any language, is a part of `text`."""
        folded = text.lower()
        return any(form.lower() in folded for forms in self.forms.values() for form in forms)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    name: Name
    form: int


def changed_name(what: str, sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """`sentence` with one name, place or material (`what`) replaced by one that `evidence` lacks.

    A material is left alone where something is denied: "without a steel frame" is no less true of copper.
    """
    if what == "material" and denies(sentence, language):
        return None
    options = [
        (place, form)
        for place in _places(sentence, language)
        for other in _names()
        if place.name.kind in KINDS[what]
        and other.kind == place.name.kind
        and other is not place.name
        and not other.stands_in(evidence + sentence)
        and (form := _form(other, place, sentence, language))
    ]
    if not options:
        return None
    place, form = rng.choice(options)
    before = sentence[: place.start]
    if language == "ru":
        before = re.sub(r"(?<!\w)([Вв])о?\s$", r"\1о " if form.startswith(("Вл", "Фр")) else r"\1 ", before)
    changed = before + (form if before else form[0].upper() + form[1:]) + sentence[place.end :]
    return with_article(changed) if language == "en" else changed


def _form(other: Name, place: _Place, sentence: str, language: str) -> str:
    """The other name in the form that stands at `place`; empty where no form surely fits."""
    forms = other.forms[language]
    if language != "ru":
        return forms[place.form] if place.form < len(forms) else forms[0]
    ours = place.name.forms["ru"]
    if len(forms) != len(ours):
        return ""
    before = sentence[: place.start]
    cases = [case for case, form in enumerate(ours) if form == ours[place.form]]
    if len(ours) > _PREPOSITIONAL and place.name.kind != "adjective" and _PLACED.search(before):
        cases = [case for case in (_PREPOSITIONAL, _ACCUSATIVE) if case in cases][:1] or cases
    feminine = [name[0][-1] in "аяь" for name in (ours, forms)]
    agrees = feminine[0] == feminine[1] or not (0 in cases or _ADJECTIVE.search(before))
    fitting = {forms[case] for case in cases}
    return fitting.pop() if agrees and len(fitting) == 1 else ""


def _places(sentence: str, language: str) -> list[_Place]:
    """Where names stand, the longest first where they overlap."""
    found: list[_Place] = []
    for _, form, pattern, name in _patterns(language):
        for match in pattern.finditer(sentence):
            a, b = match.span()
            if all(b <= other.start or a >= other.end for other in found):
                found.append(_Place(a, b, name, form))
    return sorted(found, key=lambda place: place.start)


@cache
def _patterns(language: str) -> Sequence[tuple[int, int, re.Pattern[str], Name]]:
    edges = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    return sorted(
        (
            (len(form), i, re.compile(edges[0] + re.escape(form) + edges[1], re.IGNORECASE), name)
            for name in _names()
            for i, form in enumerate(name.forms[language])
            if form not in name.forms[language][:i]
        ),
        key=lambda row: -row[0],
    )


@cache
def _names() -> tuple[Name, ...]:
    return tuple(_read())


def _read() -> Iterator[Name]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Name(row["kind"], {code: tuple(row[code].split("|")) for code in _LANGUAGES})
