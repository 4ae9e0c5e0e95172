"""Where sentences begin and end, in any of the languages a museum writes.

The boundaries are sentencex's (Wikimedia's splitter, rules for some 240 languages). It reads a few
abbreviations of catalogues and inventories as ends of sentences; those are joined again here.
"""

import re

import sentencex

Span = tuple[int, int]

PAGE_BREAK = "\f"  # where a page of the original ends within a text

# Abbreviations that stand before a number, a name or a lower-case word. Matched at the end of a
# sentence, without regard to case.
_ABBREVIATIONS = {
    "en": "c ca cf ch cat cats fig figs no nos inv vol vols pl pls pp p fl b d ed eds ill lot acc approx "
    "attr diam ht wt h w l dr mr mrs st",
    "ru": "рис стр с см табл ил илл инв кат кн т тт г гг в вв д ул им пл оп ед хр арх ф л лл вып "
    "ред сост изд прим ок др пр т.е т.п т.д н.э до н",
}
_ENDS_IN_ABBREVIATION = {
    language: re.compile(
        r"(?:^|[\s(\[«\"“])(?:" + "|".join(re.escape(word) for word in words.split()) + r")\.\s*$",
        re.IGNORECASE,
    )
    for language, words in _ABBREVIATIONS.items()
}
# A Russian sentence may well end in "г." or "вв.", so only what cannot begin a sentence continues it.
_CONTINUES = re.compile(r"[a-zа-яё0-9№,;:)\]]")
# One character for three dots, which sentencex knows only spelled out.
_ELLIPSIS = re.compile(r"…(?=[\"»”)]*\s+[«“\"(]*[A-ZА-ЯЁ])")
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
    abbreviation = _ENDS_IN_ABBREVIATION.get(language)
    for boundary in sentencex.get_sentence_boundaries(language, _ELLIPSIS.sub(".", line)):
        start, end = _stripped(line, boundary["start_index"], boundary["end_index"])
        if start == end:
            continue
        if (
            spans
            and abbreviation
            and _CONTINUES.match(line[start])
            and abbreviation.search(line[slice(*spans[-1])])
        ):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _stripped(line: str, start: int, end: int) -> Span:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end
