"""Asks about made-up entries in three languages by two or three facts that single one out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from evals.near_alike.facts import Fact
from evals.near_alike.records import SEED, Record, with_articles

COUNT = 100  # entries asked about, each in every language
LANGUAGES = ("en", "zh", "ru")
_FEWEST, _MOST = 2, 3  # facts a question names
# How a question speaks of the fact at each place; the kind of object is the noun of the sentence.
_PHRASES = {
    "en": {
        "ornament": "with a {0} on its side",
        "scene": "showing {0}",
        "knob": "with a {0} on top of the lid",
        "material": "of {0}",
        "town": "from {0}",
        "mark": "stamped with a {0}",
        "owner": "that once belonged to {0}",
        "damage": "with {0}",
    },
    "zh": {
        "ornament": "器身饰有{0}",
        "scene": "画着{0}",
        "knob": "盖钮做成{0}形状",
        "material": "用{0}制成",
        "town": "产自{0}",
        "mark": "底部打有{0}标记",
        "owner": "曾归{0}所有",
        "damage": "{0}",
    },
    "ru": {
        "ornament": "с фигурой {0} на стенке",
        "scene": "с изображением {0}",
        "knob": "с крышкой, увенчанной фигуркой {0}",
        "material": "из {0}",
        "town": "из мастерской {0}",
        "mark": "с клеймом в виде {0}",
        "owner": "из собственности {0}",
        "damage": "{0}",
    },
}
_NOUNS = {"en": "object", "zh": "藏品", "ru": "предмет"}
_SENTENCES = {
    "en": ("Which {kind} is it: the one {facts}?", "What is the accession number of the {kind} {facts}?"),
    "zh": ("哪一件{kind}{facts}？", "{facts}的{kind}，馆藏编号是多少？"),
    "ru": ("Найдите запись: {kind} {facts}.", "Под каким номером значится {kind} {facts}?"),
}
_FORMS = 2  # sentences a language
_JOINTS = {"en": " and ", "zh": "，", "ru": ", "}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language and the entry that it is about."""

    id: str
    language: str
    text: str
    number: str


def make_questions(records: Sequence[Record], count: int = COUNT, seed: int = SEED) -> list[Asked]:
    """Questions about `count` of the entries, the same ones in each language and by the same facts.

    The facts named stand together in no other entry, wherever in its text they stand. An entry that
    no three facts single out is not asked about.
    """
    random = Random(f"questions {seed}")
    saying = _saying(records)
    ways = {record: singling_out(record, saying) for record in random.sample(records, len(records))}
    chosen = [(record, random.choice(found)) for record, found in ways.items() if found][:count]
    return [
        Asked(f"{record.number}/{language}", language, _worded(record, places, language, form), record.number)
        for record, places in chosen
        for form in [random.randrange(_FORMS)]
        for language in LANGUAGES
    ]


def singling_out(record: Record, saying: Mapping[Fact, set[str]]) -> list[tuple[str, ...]]:
    """The smallest sets of places, of two or three, whose facts no other entry has together.

    `saying` names the entries that say a fact.
    """
    for size in range(_FEWEST, _MOST + 1):
        if found := [
            places
            for places in combinations(record.places, size)
            if set.intersection(*(saying[record.places[place]] for place in places)) == {record.number}
        ]:
            return found
    return []


def _saying(records: Sequence[Record]) -> dict[Fact, set[str]]:
    saying: dict[Fact, set[str]] = {}
    for record in records:
        for fact in record.places.values():
            saying.setdefault(fact, set()).add(record.number)
    return saying


def _worded(record: Record, places: Sequence[str], language: str, form: int) -> str:
    kind = _in(language, record.places["kind"]) if "kind" in places else _NOUNS[language]
    phrases = [
        _PHRASES[language][place].format(_in(language, record.places[place]))
        for place in places
        if place != "kind"
    ]
    text = _SENTENCES[language][form].format(kind=kind, facts=_JOINTS[language].join(phrases))
    return with_articles(text) if language == "en" else text


def _in(language: str, fact: Fact) -> str:
    return {"en": fact.en, "zh": fact.zh, "ru": fact.ru}[language]
