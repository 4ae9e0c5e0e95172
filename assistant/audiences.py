"""Who an answer is for, and whether it is as easy to read as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from assistant.reading_level import reading_level
from retrieval.errors import CallerError

Audience = Literal["curator", "public", "youth"]
AUDIENCES: tuple[str, ...] = get_args(Audience)

# School years. Youth: the last of primary school, children of eleven or twelve. The public: the last of
# lower secondary school, which all adults have been to. Curators read what the documents say.
TARGETS: Mapping[str, float | None] = {"curator": None, "public": 9.0, "youth": 6.0}

_ABOVE = {
    "en": "Harder to read than was asked for: school year {level:g} rather than {target:g}.",
    "zh": "阅读难度高于所求：约{level:g}年级，所求为{target:g}年级。",
    "ru": "Читать труднее, чем требовалось: уровень класса {level:g} вместо {target:g}.",
}
_QUOTED = {
    "en": "Quotes are word for word and are not made easier.",
    "zh": "引文照录原文，不作简化。",
    "ru": "Цитаты приводятся дословно и не упрощаются.",
}


@dataclass(frozen=True, slots=True)
class AnswerLevel:
    """The school year that an answer takes to be read, and the one that its audience needs, if any.

    `prompt` names the prompt by which sentences of it were made easier.
    """

    grade: float
    target: float | None
    prompt: str | None = None

    @property
    def kept(self) -> bool:
        """Whether the answer is no harder than its audience needs."""
        return self.target is None or self.grade <= self.target

    def to_json(self) -> dict[str, Any]:
        """The level in the contract's form."""
        return {"grade": self.grade, "target": self.target, "kept": self.kept, "prompt": self.prompt}

    def notice(self, language: str, *, quoted: bool) -> str:
        """That the answer is harder than asked for, and why where it is `quoted`; "" where it is not."""
        if self.target is None or self.kept:
            return ""
        told = _ABOVE.get(language, _ABOVE["en"]).format(level=self.grade, target=self.target)
        return f"{told} {_QUOTED.get(language, _QUOTED['en'])}" if quoted else told


def checked_audience(name: str) -> str:
    """`name`, if it is an audience; CallerError otherwise."""
    if name not in AUDIENCES:
        raise CallerError(f"no audience {name!r}: use one of {', '.join(AUDIENCES)}")
    return name


def answer_level(
    said: Sequence[tuple[str, str]], audience: str, *, prompt: str | None = None
) -> AnswerLevel | None:
    """The level of an answer of sentences, each with its language; None where none can be measured.

    Sentences in several languages are measured by language, and count by their number.
    """
    by_language: dict[str, list[str]] = {}
    for text, language in said:
        by_language.setdefault(language, []).append(text)
    measured = [(reading_level(texts, code), len(texts)) for code, texts in by_language.items()]
    found = [(level, count) for level, count in measured if level is not None]
    if not found:
        return None
    mean = sum(level * count for level, count in found) / sum(count for _, count in found)
    return AnswerLevel(round(mean, 1), TARGETS[audience], prompt)
