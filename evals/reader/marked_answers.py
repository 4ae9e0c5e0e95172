"""Questions with their answers marked in a text, from files in the form of SQuAD (Rajpurkar et al. 2016).

A file holds articles, these paragraphs, and these questions with the place of an answer. Files that share the
ids of questions are translations of each other (as XQuAD's): then a question of one goes with the paragraphs
of all.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retrieval.language.sentences import sentence_spans

Span = tuple[int, int]
_LONGEST = {"zh": 350}  # characters of a text, as long as a passage of an index
_LONGEST_ELSEWHERE = 1000


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with the spans of its sentences; `article` is the same for all that are about one subject."""

    text: str
    language: str
    article: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """A question, the text (by its number) that answers it, and the answer's span; `elsewhere` are the
    numbers of the other texts of the same paragraph. `is_parallel` is set for files with translations.
    """

    question: str
    asked_in: str
    text: int
    answer: Span
    elsewhere: tuple[int, ...]
    is_parallel: bool = False

    def moved(self, by: int) -> MarkedAnswer:
        """The same, behind `by` other texts."""
        others = tuple(number + by for number in self.elsewhere)
        return replace(self, text=self.text + by, elsewhere=others)


@dataclass(frozen=True, slots=True)
class File:
    """A file with the language of its texts."""

    language: str
    path: Path

    @classmethod
    def of(cls, given: str) -> File:
        """From `zh:PATH`."""
        language, _, path = given.partition(":")
        return cls(language, Path(path))


def read_alone(files: Sequence[File]) -> tuple[list[MarkedText], list[MarkedAnswer]]:
    """The texts and questions of files each in its own language."""
    texts: list[MarkedText] = []
    answers: list[MarkedAnswer] = []
    for file in files:
        for paragraph in _paragraphs(file):
            numbers = _added(texts, paragraph)
            for question in paragraph.questions.values():
                answers += _placed(question, file.language, question, numbers, paragraph)
    return texts, answers


def read_parallel(
    files: Sequence[File], within: Collection[str], core: Collection[str]
) -> tuple[list[MarkedText], list[MarkedAnswer]]:
    """The texts of files that are translations of each other, with the questions of all.

    Only paragraphs one translation of which is in `within` are taken; a question goes with a paragraph where
    one of the two is in a language of `core`.
    """
    translations = list(zip(*(list(_paragraphs(file)) for file in files), strict=True))
    texts: list[MarkedText] = []
    answers: list[MarkedAnswer] = []
    for paragraphs in translations:
        if within and not any(p.context.strip() in within for p in paragraphs):
            continue
        for paragraph in paragraphs:
            numbers = _added(texts, paragraph)
            for other in paragraphs:
                if not {other.language, paragraph.language} & set(core):
                    continue
                for name, question in other.questions.items():
                    if own := paragraph.questions.get(name):
                        answers += _placed(question, other.language, own, numbers, paragraph)
    return texts, [replace(answer, is_parallel=True) for answer in answers]


@dataclass(frozen=True, slots=True)
class _Question:
    asked: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    context: str
    language: str
    article: str
    questions: dict[str, _Question]
    pieces: tuple[Span, ...]


def _paragraphs(file: File) -> Iterator[_Paragraph]:
    for i, article in enumerate(json.loads(file.path.read_text("utf-8"))["data"]):
        for paragraph in article["paragraphs"]:
            questions = {}
            for each in paragraph["qas"]:
                for answer in each["answers"][:1]:
                    start = answer["answer_start"]
                    questions[each["id"]] = _Question(each["question"], start, start + len(answer["text"]))
            text = paragraph["context"]
            # Translations have the same articles in the same order, under names of their own.
            yield _Paragraph(text, file.language, str(i), questions, tuple(_pieces(text, file.language)))


def _pieces(text: str, language: str) -> Iterator[Span]:
    """Runs of whole sentences, as long as passages are."""
    longest = _LONGEST.get(language, _LONGEST_ELSEWHERE)
    start, end = 0, 0
    for a, b in sentence_spans(text, language):
        if end and b - start > longest:
            yield start, end
            start, end = a, 0
        start, end = (start if end else a), b
    if end:
        yield start, end


def _added(texts: list[MarkedText], paragraph: _Paragraph) -> list[int]:
    numbers = []
    for start, end in paragraph.pieces:
        text = paragraph.context[start:end]
        sentences = tuple(sentence_spans(text, paragraph.language))
        numbers.append(len(texts))
        texts.append(MarkedText(text, paragraph.language, paragraph.article, sentences))
    return numbers


def _placed(
    question: _Question,
    asked_in: str,
    own: _Question,
    numbers: Sequence[int],
    paragraph: _Paragraph,
) -> Iterator[MarkedAnswer]:
    """The question with the one text of the paragraph that has the whole answer."""
    for number, (start, end) in zip(numbers, paragraph.pieces, strict=True):
        if start <= own.start and own.end <= end:
            others = tuple(other for other in numbers if other != number)
            answer = (own.start - start, own.end - start)
            yield MarkedAnswer(question.asked, asked_in, number, answer, others)
            return


def is_held_out(text: MarkedText) -> bool:
    """Whether a text is of the articles, one in five, that nothing is learned from."""
    return zlib.crc32(text.article.encode()) % 5 == 0
