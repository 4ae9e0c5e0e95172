"""Denials, reservations and causes in three languages: whether a clause says no, perhaps, or because.

The words are in `stances.yaml`.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import yaml

from assistant.verification.verdict import Place
from retrieval.language.analysis import fold_han

# What stands before and behind the patterns of a language.
_AROUND = {"en": (r"\b(?:", r")\b"), "ru": ("(?<![а-яё])(?:", ")(?![а-яё])")}
# "not only … but", and 不是 … 就是, "either … or": says yes. "not A but B" stays a denial.
_NOT_ONLY = re.compile(
    r"\bnot\s+(?:only|just|merely)\b|не\s+только|不仅|不但|不只|不是(?=[^。；]{1,12}就是)", re.IGNORECASE
)

# "пока … не" is "until" and denies nothing.
_UNTIL = re.compile(r"(?<![а-яё])пока\s+(?:[а-яё]+\s+){0,4}не(?![а-яё])", re.IGNORECASE)
# "хочет, чтобы" is a wish and no cause.
_WISHED = re.compile(
    r"(?<![а-яё])(?:хоч|хот|жела|прос|попрос|треб|потреб|говор|сказ|следи|стара|забот|предлож|настаива|настоя)\w*,?\s+чтобы(?![а-яё])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a text denies, doubts, insists, gives causes, leaves room or none, and tells opinions.

    `soft_denials` are words that may stand for a denial, `outcomes` those that follow a cause.
    """

    denials: tuple[Place, ...]
    hedges: tuple[Place, ...]
    insists: tuple[Place, ...]
    causes: tuple[Place, ...]
    room: tuple[Place, ...]
    no_room: tuple[Place, ...]
    opinions: tuple[Place, ...]
    soft_denials: tuple[Place, ...]
    outcomes: tuple[Place, ...]

    def outside(self, names: Iterable[Place]) -> Stance:
        """The same without the denials and causes that are part of a name: 什未林, 海因里希 (Heinrich)."""
        held = list(names)
        denials, soft, causes = (
            tuple(p for p in places if not any(a <= p[0] and p[1] <= b for a, b in held))
            for places in (self.denials, self.soft_denials, self.causes)
        )
        return replace(self, denials=denials, soft_denials=soft, causes=causes)


def stance(text: str) -> Stance:
    """The stance of `text`."""
    text = fold_han(text)
    text = _UNTIL.sub(lambda found: found.group()[:-2] + "  ", text)
    text = _WISHED.sub(lambda found: found.group()[:-5] + "     ", text)
    plain = _NOT_ONLY.sub(lambda found: " " * len(found.group()), text)
    return Stance(
        **{
            kind: tuple(found.span() for found in pattern.finditer(plain))
            for kind, pattern in _patterns().items()
        }
    )


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """One pattern for all languages of each kind of words, by the names that `Stance` has for them."""
    file = importlib.resources.files("assistant.verification") / "stances.yaml"
    kinds: dict[str, dict[str, list[str]]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {kind: _pattern(by_language) for kind, by_language in kinds.items()}


def _pattern(by_language: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    parts = []
    for language, patterns in by_language.items():
        before, behind = _AROUND.get(language, ("(?:", ")"))
        parts.append(before + "|".join(patterns).replace(" ", r"\s+") + behind)
    return re.compile("|".join(parts), re.IGNORECASE)


def within(places: Iterable[Place], start: int, end: int) -> int:
    """How many of `places` lie in `start:end`."""
    return sum(start <= a < end for a, _ in places)
