"""Makes near-alike catalogue entries from one template: what tells them apart is a few words each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from evals.near_alike import facts
from evals.near_alike.facts import Fact

COUNT, SEED = 600, 3
# The facts of an entry in the order of the template; three figures, each in a place of its own.
_PLACES = (
    ("kind", facts.KINDS),
    ("ornament", facts.FIGURES),
    ("scene", facts.SCENES),
    ("knob", facts.FIGURES),
    ("material", facts.MATERIALS),
    ("town", facts.TOWNS),
    ("mark", facts.FIGURES),
    ("owner", facts.OWNERS),
    ("damage", facts.DAMAGES),
)
_TEMPLATE = (
    "{kind}, {material}, made in {town} about {year}. The body is decorated with the figure of a {ornament} "
    "on one side and with {scene} on the other; the lid ends in a knob shaped as a {knob}. "
    "Height {height} cm, width {width} cm, weight {weight} g. Marks: a {mark} in a shaped field, and the "
    "initials {initials}, both struck under the base. {damage}. Formerly the property of {owner}; given "
    "to the museum in {given}. Accession number {number}."
)


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One entry; `places` names which fact stands at which place of the template."""

    number: str
    title: str
    text: str
    places: dict[str, Fact]


def make_records(count: int = COUNT, seed: int = SEED) -> list[Record]:
    """`count` entries, the same for the same seed; no figure stands in one entry twice."""
    random = Random(seed)
    return [_record(number, random) for number in _numbers(count)]


def _record(number: str, random: Random) -> Record:
    figures = iter(random.sample(facts.FIGURES, 3))
    places = {
        place: next(figures) if choices is facts.FIGURES else random.choice(choices)
        for place, choices in _PLACES
    }
    text = _TEMPLATE.format(
        **{place: fact.record for place, fact in places.items()},
        year=random.randrange(1680, 1880, 5),
        height=f"{random.uniform(6, 42):.1f}",
        width=f"{random.uniform(5, 36):.1f}",
        weight=random.randrange(90, 2400),
        initials="".join(random.sample("ABCDEFGHJKLMNPRSTVW", 2)),
        given=int(number.split(".")[0]),
        number=number,
    )
    return Record(number, places["kind"].record, with_articles(text), places)


def with_articles(text: str) -> str:
    """`text` with `an` for `a` before a vowel; no fact begins with a vowel that sounds otherwise."""
    return re.sub(r"\ba (?=[aeio])", "an ", text)


def _numbers(count: int) -> Iterator[str]:
    """Accession numbers as a museum gives them: year, gift, piece."""
    for i in range(count):
        yield f"{1921 + i // 12}.{i // 4 % 3 + 1}.{i % 4 + 1}"
