"""Where sentences begin and end, in any of the languages a museum writes.

The boundaries are sentencex's (Wikimedia's splitter, rules for some 240 languages). It reads a few
abbreviations of catalogues and inventories as ends of sentences; `retrieval.language.abbreviations` tells
where those are joined again. And it does not see an end that the number of a note hides ("in the Museum.1
His next"), nor one before a digit in Chinese; those are found here.
"""

import re
from collections.abc import Iterator

import sentencex

from retrieval.language.abbreviations import LISTED, goes_on

Span = tuple[int, int]

PAGE_BREAK = "\f"  # where a page of the original ends within a text

# The marks of notes between the end of a sentence and the capital that the next one begins with. The word
# before is looked for from there: a pattern that began with it would be tried at every letter of a long word.
_NOTED_END = re.compile(
    r"(?P<end>[\"”’»)\]]{0,2}[.!?…][\"”’»)\]]{0,2})"
    r"(?P<marks>\d{1,3}(?:[,–-]\d{1,3})*|[*†‡§¹²³⁰⁴-⁹]{1,4})"
    r"(?=\s+[\"“‘«(\[]{0,2}(?P<next>[^\W\d_]))"
)
_NO_WORD = frozenset("\"“”'’«»()[]")
# After these the number is no note's: it counts figures, pages, sections, parts of something.
_COUNTING = """
app art bk col eq ex exh ff fol fols gal illus item ms mss n nn note para pt pts ref rev sect sec ser
suppl tab v ver гл кн л лл лист оп оф п пл пп прим разд рис с см ст стр т табл тт ф хр ч №
"""
_COUNTED = LISTED["en"].union(_COUNTING.split())
_YEARS = re.compile(r"\d{4}[–-]\d{2,4}|\d{4}s")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATED = re.compile(
    rf"(?:^|\s)(?:{_MONTHS})\s\d{{1,2}}$|(?:^|\s)(?:\d{{1,2}},|in|by|of|to|and|from|since|until|till|after|before|during|around|about|between|"
    rf"ca?\.|circa|early|late|spring|summer|autumn|winter|{_MONTHS}|в|до|после|около|к|от|с)\s\d{{4}}$",
    re.IGNORECASE,
)
_LONGEST_DATE = 40  # characters, with room to spare
# One character for three dots, which sentencex knows only spelled out.
_ELLIPSIS = re.compile(r"…(?=[\"»”)]*\s+[«“\"(]*[A-ZА-ЯЁ])")
# The end of a Chinese sentence before a digit, where sentencex sees none: 。2003年.
_HAN_END = re.compile("(?<!\\d)[。！？][」』”’》）】]*(?=\\d)")
_OPENING, _CLOSING = "「『“‘《（【", "」』”’》）】"
_CYRILLIC, _HAN = re.compile(r"[Ѐ-ӿ]"), re.compile(r"[\u3400-\u9fff]")


def sentence_spans(text: str, language: str = "") -> list[Span]:
    """The half-open spans of the sentences of `text` in order, without the space around them.

    A line break always ends a sentence. `language` is an ISO 639-1 code; without one, the script
    of each line decides.
    """
    spans: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        code = language or script_language(line.group())
        for start, end in _joined(line.group(), code):
            spans.append((line.start() + start, line.start() + end))
    return spans


def split_sentences(text: str, language: str = "") -> list[str]:
    """The sentences of `text`, each verbatim; see `sentence_spans`."""
    return [text[start:end] for start, end in sentence_spans(text, language)]


def page_parts(text: str) -> list[str]:
    """The parts of `text` that stand on one page each, as a quote has to; parts without a letter left out."""
    parts = [part.strip() for part in text.split(PAGE_BREAK)]
    return [part for part in parts if any(map(str.isalnum, part))]


def script_language(text: str) -> str:
    """`zh`, `ru` or `en` by the script most of `text` is written in."""
    han, cyrillic = len(_HAN.findall(text)), len(_CYRILLIC.findall(text))
    latin = sum("a" <= letter <= "z" for letter in text.lower())
    if 3 * han >= max(cyrillic, latin, 1):  # one Han character says about as much as three letters
        return "zh"
    return "ru" if cyrillic > latin else "en"


def _joined(line: str, language: str) -> list[Span]:
    spans: list[Span] = []
    capitals = _begins_with_a_capital(line)
    last: Span = (0, 0)
    for boundary in _boundaries(line, language):
        start, end = _stripped(line, *boundary)
        if start == end:
            continue
        gap = line[last[1] : start]
        if spans and goes_on(line[slice(*last)], gap, line[start:end], language, capitals=capitals):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = (start, end)
    return spans


def _begins_with_a_capital(line: str) -> bool:
    """Whether the first letter that can be one is a capital; then so are those of the other sentences."""
    cased = next((letter for letter in line if letter.islower() or letter.isupper()), "")
    return cased.isupper()


def _boundaries(line: str, language: str) -> list[Span]:
    """Where sentencex cuts the line, and where the marks of a note hide an end; marks end their sentence."""
    found = sentencex.get_sentence_boundaries(language, _ELLIPSIS.sub(".", line))
    starts = {boundary["start_index"] for boundary in found}
    for end, after_marks in _noted_ends(line):
        starts -= set(range(end, after_marks + 1))
        starts.add(after_marks)
    starts |= set(_ends_before_digits(line))
    ordered = sorted(starts | {0})
    return list(zip(ordered, [*ordered[1:], len(line)], strict=True))


def _ends_before_digits(line: str) -> Iterator[int]:
    """Where a sentence of a Chinese line begins with a digit, outside quotations and brackets."""
    depth = read = 0
    for match in _HAN_END.finditer(line):
        since, read = line[read : match.end()], match.end()
        depth += sum(map(since.count, _OPENING)) - sum(map(since.count, _CLOSING))
        if depth <= 0:
            yield read


def _noted_ends(line: str) -> Iterator[Span]:
    """The marks of notes behind the end of a sentence, told from decimals and numbers of figures or pages."""
    for match in _NOTED_END.finditer(line):
        if not match["next"].isupper():
            continue
        if match["end"] != "." or not match["marks"].isascii() or _can_end_a_sentence(line[: match.start()]):
            yield match.span("marks")


def _can_end_a_sentence(before: str) -> bool:
    """Whether a number behind `before`, the line up to there, and a full stop may be a note's."""
    word = _last_word(before)
    if any(map(str.isdigit, word)):
        return bool(_YEARS.fullmatch(word) or _DATED.search(before[-_LONGEST_DATE:]))
    is_code = word.isupper() and len(word) <= 4  # an initial, a section, the letters of an inventory number
    return bool(word) and not (is_code or word.lower() in _COUNTED or re.search(r"[./:@]", word))


def _last_word(text: str) -> str:
    start = len(text)
    while start and not (text[start - 1].isspace() or text[start - 1] in _NO_WORD):
        start -= 1
    return text[start:]


def _stripped(line: str, start: int, end: int) -> Span:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end
