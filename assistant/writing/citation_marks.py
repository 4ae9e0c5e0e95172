"""The marks with which a language model cites, read out of its answer sentence by sentence.

Read as marks, one or several in a row:

```
[1]  [1,2]  [1, 2]  [1-3]  [1][2]  [[1]]  【1】  ［1］  【1†source】  [^1]  ([1])  [1](#1)
[Passage 1]  [Passages 1 and 2]  (Source 3)  [источник 1]  [来源1]  【来源：1】
```

A bare number in round brackets is not a mark: `(1)` is a list item, `(1738)` a date. Nor is a
number of four digits or more (`[1738]`), or an editor's bracket (`[sic]`, `[Paris]`, `[c. 1750]`):
those stay in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from retrieval.language.sentences import sentence_spans

REFUSAL = "NOT_IN_THE_DOCUMENTS"
"""What a prompt tells a model to write when the passages do not answer; see `has_refused`."""

_WORD = (
    r"(?:passages?|sources?|documents?|docs?|references?|refs?|citations?"
    r"|пассаж\w{0,3}|источник\w{0,3}|отрыв\w{1,4}|фрагмент\w{0,3}|документ\w{0,3}"
    r"|来源|來源|出处|出處|段落|资料|資料|文献|文獻|文档|文檔|引用|参考|參考)"
)
_LABEL = rf"{_WORD}\s{{0,2}}[:：#№.]?\s{{0,2}}"
_DASH = r"[-‐‑–—−~～至]"
_NUMBER = rf"\d{{1,3}}(?!\d)(?:\s?{_DASH}\s?\d{{1,3}}(?!\d))?"
# Possessive (`++`, `}+`) and atomic (`?>`), so that no thicket of brackets takes exponential time.
_LINK = r"\s{0,2}+(?:[,，、;；&]|and|и|和|与|與)?+\s{0,2}+"
_BARE = rf"\^?{_NUMBER}(?:{_LINK}\^?{_NUMBER})*"
_LABELLED_NUMBERS = rf"{_LABEL}\d{{1,9}}(?!\d)(?:{_LINK}(?:{_LABEL})?{_NUMBER})*"
_LABELLED = rf"{_LABELLED_NUMBERS}(?:\s?[:：,，][^\[\]【】［］()（）\n]{{0,200}})?"
_INSIDE = rf"\s?(?:{_BARE}|第\s?{_NUMBER}\s?[段条條篇则則]|{_LABELLED})\s?(?:†[^\[\]【】［］\n]{{0,80}})?"
_LINKED = r"(?:\((?:#|https?:)[^()\s]{0,200}\))"
_BRACKETED = rf"(?:[\[【［]{{1,2}}{_INSIDE}[\]】］]{{1,2}}{_LINKED}?)"
_MARK = rf"(?:{_BRACKETED}|[(（]\s?{_LABELLED}\s?[)）])"
_RUN = rf"(?>{_MARK}(?:[ \t]{{0,3}}+(?:[,，、;；&]|and|и|和|与|與)?+[ \t]{{0,3}}+{_MARK})*)"
_SEE = rf"(?:(?:see|см\.|见|見|{_WORD})\s?[:：]?\s?)?"
_MARKS = re.compile(rf"[(（]\s?{_SEE}{_RUN}\s?[)）]|{_RUN}", re.IGNORECASE)

_NOT_NUMBERS = re.compile(rf"†[^\[\]【】［］]*|(?<=\]){_LINKED}")
_PIECE = re.compile(rf"(\d+)(?:\s?{_DASH}\s?(\d+))?")

_FENCE = re.compile(r"^[ \t]*```.*$", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t]*(?:(?:>[ \t]?)+|#{1,6}[ \t]+)?(?:[-*+•◦▪‣][ \t]+)?", re.MULTILINE)
_NUMBERED = re.compile(r"^[ \t]*(\d{1,2})[.)、．][ \t]*(?=\D)", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])")

_WORDS = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"[^\S\n]+")
_HAN_OR_SPACE = re.compile(r"[\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """One sentence of an answer, without its marks.

    `citations` are the passages it cites, each from 1 to the number of passages, once, in order.
    `stray` are the numbers it cites that no passage has, as written (`17`, `0`, `1-17`).
    """

    text: str
    citations: tuple[int, ...]
    stray: tuple[str, ...]


def parse_marks(text: str, passages_count: int, *, language: str = "") -> list[MarkedSentence]:
    """The sentences of a model's answer in order, each with the passages it cites.

    A mark belongs to the sentence it stands in or directly after, also on a line of its own; at
    the start of a line of text, to the sentence that follows. Markdown, list markers and marks are
    taken out; no other letter or digit is lost. A range counts only if all of it is in range.
    """
    prose, marks = _without_marks(_without_markdown(_readable(text)))
    spans = [
        (start, end) for start, end in sentence_spans(prose, language) if _says_something(prose[start:end])
    ]
    written: list[list[str]] = [[] for _ in spans]
    for place, forward, pieces in marks:
        owner = _owner(spans, place, forward)
        if owner is not None:
            written[owner] += pieces
    return [
        MarkedSentence(_tidy(prose[start:end]), *_resolved(pieces, passages_count))
        for (start, end), pieces in zip(spans, written, strict=True)
    ]


def has_refused(text: str, refusal: str = REFUSAL) -> bool:
    """Whether the answer is the refusal, or begins with it; case, quotes, marks and Markdown aside.

    An answer that ends in a refusal has answered a part; test its sentences one by one.
    """
    words = _WORDS.findall(_folded(refusal))
    if not words:
        return False
    opening = r"^[\W_]*(?:\w+\s*[:：]\s*)?" + r"[\W_]+".join(map(re.escape, words))
    answer = _folded(_MARKS.sub(" ", _without_markdown(_readable(text))))
    return re.match(opening + r"[^\w\n,，]*?(?:$|[.。!?:;\n]| [-–—] )", answer) is not None


def _readable(text: str) -> str:
    """The text with one kind of line break and no halves of characters, which encoders refuse."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", whole)


def _without_markdown(text: str) -> str:
    """The text without emphasis, fences, headings and list markers."""
    text = _LINE_START.sub("", _FENCE.sub("", text))
    numbers = [int(match[1]) for match in _NUMBERED.finditer(text)]
    if numbers == list(range(1, len(numbers) + 1)):  # else "3. März" would lose its day
        text = _NUMBERED.sub("", text)
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", text))


def _without_marks(text: str) -> tuple[str, list[tuple[int, bool, list[str]]]]:
    """The text without marks, and for each run of marks its place, whether it looks forward, its numbers."""
    prose, marks, position = "", [], 0
    for match in _MARKS.finditer(text):
        prose += text[position : match.start()]
        line = prose[prose.rfind("\n") + 1 :]
        rest = text[match.end() :].split("\n", 1)[0]
        forward = not line.strip() and _says_something(_MARKS.sub("", rest))
        prose = prose if forward else prose.rstrip(" \t\u3000\xa0")
        marks.append((len(prose), forward, _pieces(match.group())))
        position = match.end()
        if _needs_space(prose[-1:], text[position : position + 1]):
            prose += " "
    return prose + text[position:], marks


def _needs_space(before: str, after: str) -> bool:
    """Whether two characters that a mark stood between would run into one word or sentence."""
    return (
        after.isalnum() and bool(before) and not (_HAN_OR_SPACE.match(before) or _HAN_OR_SPACE.match(after))
    )


def _owner(spans: list[tuple[int, int]], place: int, forward: bool) -> int | None:
    """The index of the sentence that a mark at `place` belongs to; None if there are no sentences."""
    before = [index for index, (start, _) in enumerate(spans) if start < place]
    after = [index for index, (start, _) in enumerate(spans) if start >= place]
    if forward or not before:
        return after[0] if after else (before[-1] if before else None)
    return before[-1]


def _pieces(run: str) -> list[str]:
    """The numbers and ranges of a run of marks, as written; what stands beside them is left out."""
    run = _NOT_NUMBERS.sub("", run)
    pieces: list[str] = []
    for mark in re.findall(_MARK, run, re.IGNORECASE):
        labelled = re.search(_LABELLED_NUMBERS, mark, re.IGNORECASE)
        pieces += [match.group() for match in _PIECE.finditer(labelled.group() if labelled else mark)]
    return pieces


def _resolved(pieces: list[str], count: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The passages that exist among the numbers, once each, and the pieces that name none."""
    citations: dict[int, None] = {}
    stray: dict[str, None] = {}
    for piece in pieces:
        match = _PIECE.fullmatch(piece)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if 1 <= first <= last <= count:
            citations.update(dict.fromkeys(range(first, last + 1)))
        else:
            stray[piece] = None
    return tuple(citations), tuple(stray)


def _tidy(sentence: str) -> str:
    """The sentence with single spaces."""
    return _SPACES.sub(" ", sentence).strip()


def _says_something(text: str) -> bool:
    """Whether there is a letter or a digit in the text."""
    return any(character.isalnum() for character in text)


def _folded(text: str) -> str:
    """The text in one case and one width of letters."""
    return unicodedata.normalize("NFKC", text).casefold()
