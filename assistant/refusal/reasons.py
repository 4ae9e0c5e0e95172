"""What a refusal says: why, in the language of the question, and what was searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.refusal.measures import EvidenceMeasures
from retrieval.passages import Evidence

_REASONS: Mapping[str, Mapping[str, str]] = {
    "unknown-object": {
        "en": "No passage found mentions the object {missing}.",
        "zh": "检索到的段落都没有提到编号 {missing}。",
        "ru": "Ни в одном из найденных фрагментов нет предмета {missing}.",
    },
    "not-mentioned": {
        "en": "No passage found mentions {missing}, which the question takes as given.",
        "zh": "检索到的段落都没有提到问题中的“{missing}”。",
        "ru": "Ни в одном из найденных фрагментов не упоминается то, из чего исходит вопрос: {missing}.",
    },
    "no-value": {
        "en": "The passages found are near the question, but none gives {missing}.",
        "zh": "检索到的段落与问题相近，但都没有给出{missing}。",
        "ru": "Найденные фрагменты близки к вопросу, но ни в одном не указано: {missing}.",
    },
    "not-answered": {
        "en": "The passages found are near the question, but do not answer it.",
        "zh": "检索到的段落与问题相近，但没有回答它。",
        "ru": "Найденные фрагменты близки к вопросу, но не отвечают на него.",
    },
    "nothing-near": {
        "en": "Nothing found is about this.",
        "zh": "没有检索到与此有关的内容。",
        "ru": "Ничего об этом не найдено.",
    },
    "filtered-out": {
        "en": "The filters leave no passage to answer from.",
        "zh": "按所给的筛选条件，没有可供回答的段落。",
        "ru": "С такими фильтрами не остаётся ни одного фрагмента.",
    },
    "no-documents": {
        "en": "There are no documents yet: take some up with “studiolo ingest”.",
        "zh": "还没有文献：请用“studiolo ingest”导入。",
        "ru": "Документов пока нет: добавьте их командой «studiolo ingest».",
    },
}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "money": {"en": "a sum of money", "zh": "金额", "ru": "сумма"},
    "weight": {"en": "a weight", "zh": "重量", "ru": "вес"},
    "size": {"en": "a size", "zh": "尺寸", "ru": "размер"},
    "share": {"en": "a share or percentage", "zh": "比例", "ru": "доля или процент"},
    "birth": {"en": "a birth", "zh": "出生", "ru": "рождение"},
    "death": {"en": "a death", "zh": "去世", "ru": "смерть"},
    "birth date": {"en": "a date of birth", "zh": "出生年份", "ru": "дата рождения"},
    "death date": {"en": "a date of death", "zh": "去世年份", "ru": "дата смерти"},
    "marriage": {"en": "a marriage", "zh": "婚姻", "ru": "брак"},
}
_SEARCHED = {
    "en": "Searched for “{searched}”; nearest: {titles}.",
    "zh": "检索内容：“{searched}”；最接近的文献：{titles}。",
    "ru": "Искали: «{searched}»; ближе всего: {titles}.",
}
_MOST_TITLES = 3


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: `kind` for programs, `reason` for people, `missing` as the question has it."""

    kind: str
    reason: str
    missing: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The refusal as JSON values."""
        return {"kind": self.kind, "reason": self.reason, "missing": list(self.missing)}


def refusal(kind: str, language: str, missing: Sequence[str] = ()) -> Refusal:
    """A refusal of this kind, worded in `language` or in English."""
    joint = "、" if language == "zh" else ", "
    wording = _REASONS[kind].get(language, _REASONS[kind]["en"])
    told = [_VALUES[m].get(language, _VALUES[m]["en"]) if kind == "no-value" else m for m in missing]
    return Refusal(kind, wording.format(missing=joint.join(told)), tuple(missing))


def refusal_of(measures: EvidenceMeasures, language: str) -> Refusal:
    """The plainest reason that the measures give."""
    if missing := tuple(dict.fromkeys((*measures.names, *measures.facts))):
        return refusal("not-mentioned", language, missing)
    if measures.asked_values:
        return refusal("no-value", language, measures.asked_values)
    return refusal("not-answered", language)


def searched_for(searched: str, evidence: Sequence[Evidence], language: str) -> str:
    """What was searched for and the documents that came nearest; empty where nothing was found."""
    titles = list(dict.fromkeys(e.passage.title or e.passage.document_id for e in evidence))[:_MOST_TITLES]
    if not titles:
        return ""
    wording = _SEARCHED.get(language, _SEARCHED["en"])
    return wording.format(searched=searched, titles="; ".join(titles))
