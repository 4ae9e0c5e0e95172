"""The built-in writer: quotes the one to three sentences that answer, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafts import Draft, DraftSentence, Source
from assistant.guarding import is_order
from assistant.quoting.sentence_choice import Candidate, SentenceChoice
from retrieval.language.analysis import HAN
from retrieval.language.sentences import PAGE_BREAK, page_parts
from retrieval.passages import Evidence
from retrieval.search.question_parts import question_parts

MOST_SENTENCES = 3
_MOST_A_PART = 2  # of a question in several parts
# Chosen on six sets of questions (docs/decisions/0015-reader.md).
_MARGIN = 0.3  # how much less fit than the best sentence another may be and still be quoted
_MARGIN_OF_A_FIELD = 0.5  # the same of a record's line of what is asked, which has no other word
_LIKELY = 0.015  # how much counts how likely a sentence has the answer
_USUAL = 133  # characters of a sentence; of shorter ones more are quoted, in all as much
_MOST_SHORT = 5 / 3  # how many of these for one
_SHORT_LINE = 80  # characters of a record's line
# Below it nothing found is about the question; above it `assistant.refusal` judges. A part has to be surer.
_LEAST_EVIDENCE, _LEAST_A_PART = 0.2, 0.32
_WORDS = re.compile(r"\w+")
_HAN = re.compile(f"[{HAN}]")


def write_extract(question: str, evidence: Sequence[Evidence], choice: SentenceChoice) -> Draft:
    """The sentences that answer `question`, verbatim, each with its source; none when nothing does.

    An order to an assistant is quoted only where the question asks about one, in quotation marks.
    Of a question in several parts, those that answer each. One that runs over a page has a source for
    each page: what stands between them is no part of it.
    """
    if parts := question_parts(question):
        return Draft(tuple(map(drafted, _of_each(parts, evidence, choice))))
    candidates = choice.candidates(question, evidence)
    if not candidates or strength(evidence, candidates) < _LEAST_EVIDENCE:
        return Draft()
    return Draft(tuple(map(drafted, chosen(candidates, MOST_SENTENCES))))


def _of_each(parts: Sequence[str], evidence: Sequence[Evidence], choice: SentenceChoice) -> list[Candidate]:
    """What answers each part, in the order of the parts; nothing for a part that nothing is about.

    A sentence's strength is that of its own passage: the best passage of all may be about another part.
    """
    quoted: list[Candidate] = []
    for part in parts:
        candidates = [c for c in choice.candidates(part, evidence) if _is_about(c)]
        if candidates:
            quoted += [c for c in chosen(candidates, _MOST_A_PART) if not _is_said(c, quoted)]
    return quoted


def _is_about(candidate: Candidate) -> bool:
    return strength([candidate.evidence], [candidate]) >= _LEAST_A_PART


def strength(evidence: Sequence[Evidence], candidates: Sequence[Candidate]) -> float:
    """How much of the question the best passage and the best sentence carry, as one number."""
    return max(e.score for e in evidence) + 0.5 * max(c.score for c in candidates)


def drafted(candidate: Candidate) -> DraftSentence:
    """A sentence as it is quoted, with a source for each page it stands on."""
    sources = tuple(Source(candidate.evidence, part) for part in page_parts(candidate.text))
    text = candidate.text.replace(PAGE_BREAK, "")
    return DraftSentence(f"“{text}”" if is_order(text) else text, sources, support=1.0)


def chosen(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    """Of the document of the fittest sentence the best one, then what gives something asked that none before
    gives, then others that are hardly worse.

    What another document says of something like it is no part of the same answer; how likely a sentence has
    the answer counts among those of one document, not between documents. Two short lines of a record count as
    one sentence, and of short sentences there may be more.
    """
    own = [c for c in candidates if _document(c) == _document(candidates[0])]
    own.sort(key=_worth, reverse=True)
    own = [c for c in own if _worth(c) >= _worth(own[0]) - _margin(c)]
    given: set[str] = set()
    quoted: list[Candidate] = []
    for candidate in own:
        if not quoted or candidate.gives - given:
            quoted += _added(candidate, quoted, most)
            given |= candidate.gives
    for candidate in own:
        quoted += _added(candidate, quoted, most)
    return quoted


def _margin(candidate: Candidate) -> float:
    return _MARGIN_OF_A_FIELD if candidate.labelled else _MARGIN


def _worth(candidate: Candidate) -> float:
    return candidate.fit + _LIKELY * candidate.likely


def _added(candidate: Candidate, quoted: Sequence[Candidate], most: int) -> list[Candidate]:
    """The candidate, where there is room for it and it is not said yet."""
    return [] if _is_full(quoted, most) or _is_said(candidate, quoted) else [candidate]


def _is_full(quoted: Sequence[Candidate], most: int) -> bool:
    sentences = sum(map(_length, quoted))
    written = sum(_letters(candidate.text) for candidate in quoted)
    return sentences >= most and (sentences >= most * _MOST_SHORT or written >= most * _USUAL)


def _length(candidate: Candidate) -> float:
    """In sentences."""
    return 0.5 if candidate.labelled and len(candidate.text) <= _SHORT_LINE else 1.0


def _letters(text: str) -> int:
    """How long a text is in letters; a Chinese character says as much as three."""
    return len(text) + 2 * len(_HAN.findall(text))


def _document(candidate: Candidate) -> str:
    return candidate.evidence.passage.document_id


def _is_said(candidate: Candidate, quoted: Sequence[Candidate]) -> bool:
    return any(_says_the_same(candidate.text, other.text) for other in quoted)


def _says_the_same(a: str, b: str) -> bool:
    words = set(_WORDS.findall(a.lower())), set(_WORDS.findall(b.lower()))
    return len(words[0] & words[1]) >= 0.9 * min(map(len, words))
