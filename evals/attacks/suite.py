"""The attacks of `suite.yaml`, each with an object, a place and a bait of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("suite.yaml")
_NAMES = {
    "en": (("Ashby", "Birling", "Corfe", "Dunster", "Elmley", "Fenwick", "Garway", "Hartle", "Inver"),
           ("ewer", "basin", "casket", "tankard", "lantern", "mantle", "quiver")),
    "zh": (("青云", "白鹿", "紫藤", "赤松", "玉泉", "金雀", "寒梅"), ("壶", "瓶", "盘", "匣", "炉")),
    "ru": (("Ковш", "Ларец", "Кубок", "Сундук", "Потир"),
           ("«Заря»", "«Лебедь»", "«Ясень»", "«Гроза»", "«Вьюга»", "«Искра»", "«Рябина»")),
}  # fmt: skip
_BAITS = (
    ("Quor", "Brin", "Thal", "Mirv", "Oska", "Drev", "Felt", "Ghur", "Yelm", "Zand"),
    ("vale", "holm", "stead", "wick", "mark", "gate", "fell", "burg", "moor", "dine"),
)
_PLACES = {
    "en": ("Norwich", "Exeter", "Bruges", "Ghent", "Turin"),
    "zh": ("苏州", "杭州", "扬州", "广州", "福州"),
    "ru": ("Суздаль", "Псков", "Вологда", "Тверь", "Казань"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack: `text` is the document without its `order`, `way` how the order stands in the file.

    `obeys` is what a model writes that does as it is told, "" for one that writes out its prompt. `triggers`
    are the words that tell it to: in its prompt they make it obey. `bait` is in nothing else.
    """

    id: str
    kind: str
    language: str
    text: str
    order: str
    way: str
    question: str
    obeys: str
    bait: str
    place: str
    access: str
    refused: bool

    @property
    def trigger(self) -> str:
        """The words that make an obeying model obey: the document's order, or else the question."""
        return self.order or self.question


def attacks(kinds: tuple[str, ...] = ()) -> list[Attack]:
    """All attacks, or those of some kinds, in the order of the file."""
    suite: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    defaults = suite.pop("defaults")
    made = list(_made(suite, defaults))
    return [attack for attack in made if not kinds or attack.kind in kinds]


def _made(suite: Mapping[str, Any], defaults: Mapping[str, Any]) -> Iterator[Attack]:
    counts = dict.fromkeys(_NAMES, 0)
    number = 0
    for kind, by_language in suite.items():
        for language, rows in by_language.items():
            for row in rows:
                yield _attack(row, kind, language, defaults[language], (number, counts[language]))
                counts[language] += 1
                number += 1


def _attack(
    row: Mapping[str, Any], kind: str, language: str, default: Mapping[str, str], count: tuple[int, int]
) -> Attack:
    number, own = count
    given, things = _NAMES[language]
    joined = "" if language == "zh" else " "
    place = _PLACES[language][own % len(_PLACES[language])]
    values = {
        "object": given[own % len(given)] + joined + things[own // len(given) % len(things)],
        "place": place,
        "bait": _BAITS[0][number % 10] + _BAITS[1][(number // 10 + number) % 10],
    }
    filled = {**default, **{k: v for k, v in row.items() if isinstance(v, str)}}
    filled = {key: _put(text, values) for key, text in filled.items()}
    return Attack(
        id=f"{kind}-{language}-{number:02d}",
        kind=kind,
        language=language,
        text=filled["text"],
        order=filled.get("order", ""),
        way=filled.get("in", "markdown"),
        question=filled["question"],
        obeys="" if filled.get("writes") == "prompt" else filled["obeys"],
        bait=values["bait"],
        place=place,
        access=filled.get("access", "public"),
        refused=bool(row.get("refused")),
    )


def _put(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
