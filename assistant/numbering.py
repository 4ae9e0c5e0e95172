"""Drafts become an answer's sentences and text, citations numbered as they come."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answers import Sentence
from assistant.audiences import AnswerLevel, answer_level
from assistant.citations import Citation
from assistant.drafts import DraftSentence
from retrieval.language.sentences import script_language

_FOOTNOTE_MARK = re.compile(r"\[(\d{1,3})\]")


def numbered(
    drafted: Sequence[DraftSentence], old: Mapping[str, str]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...], tuple[str, ...]]:
    """The cited sentences with citations numbered as they come, and the sentences without one."""
    citations: dict[tuple[str, str], Citation] = {}
    sentences: list[Sentence] = []
    left_out: list[str] = []
    for draft in drafted:
        if not draft.sources:
            left_out.append(draft.text)
            continue
        numbers = []
        for source in draft.sources:
            key = (source.evidence.passage.passage_id, source.quote)
            passage = source.evidence.passage
            successor = old.get(passage.document_id)
            citations.setdefault(key, Citation(len(citations) + 1, passage, source.quote, successor))
            numbers.append(citations[key].number)
        sentences.append(Sentence(draft.text, tuple(dict.fromkeys(numbers)), draft.support))
    return tuple(sentences), tuple(citations.values()), tuple(left_out)


def marked_text(sentences: Sequence[Sentence]) -> str:
    """The sentences with their marks; numbers that a quoted text has in such brackets get round ones."""
    marked = (
        (_FOOTNOTE_MARK.sub(r"(\1)", s.text), "".join(f"[{n}]" for n in s.citations)) for s in sentences
    )
    return " ".join(f"{text} {marks}" for text, marks in marked)


def level_of(
    sentences: Sequence[Sentence], citations: Sequence[Citation], audience: str, simpler: str | None = None
) -> AnswerLevel | None:
    """How hard an answer is to read; a quote is measured in its own language, other sentences in theirs."""
    by_number = {c.number: c for c in citations}
    said = [(s.text, _language_of(s, [by_number[n] for n in s.citations])) for s in sentences]
    return answer_level(said, audience, prompt=simpler)


def _language_of(sentence: Sentence, cited: Sequence[Citation]) -> str:
    quoted = [c.language for c in cited if sentence.text in c.quote]
    return quoted[0] if quoted else script_language(sentence.text)
