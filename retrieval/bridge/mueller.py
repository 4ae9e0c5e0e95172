"""English and Russian word pairs out of Mueller's dictionary, as Debian's package `mueller7-dict` carries it.

The dictionary (V. K. Mueller, 7th edition; electronic edition S. Starostin and E. S. Cymbalyuk) is
licensed GPL-2.0-or-later (see docs/licences.md), so it is read where it is installed and not shipped.
The format is dictd's: `.dict.dz` is gzipped text, `.index` a line for each headword with the place
of its entry, offset and length in base 64. An entry reads `[fənetics] _n. 1) серебро; sterling silver
чистое серебро 2) серебряные монеты; деньги`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

MOST_WORDS = 3

_DIGITS = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
_NOT_TEXT = re.compile(r"\[[^\]]*\]|\([^()]*\)|_[\w-]+\.?|\bи т\. ?[пд]\.|\b(?:тж|обыкн|особ|преим)\.")
_SENSE = re.compile(r"(?:^|\s)(?:\d+[.)]|[а-я]\))(?=\s)")
_REFERENCE = re.compile(r"(?:=|\bсм\.)\s*([a-z][a-z' -]*[a-z])", re.IGNORECASE)
_EXAMPLE = re.compile(r"^([A-Za-z][A-Za-z' ~-]*?)\s+([а-яё].*)$", re.IGNORECASE)
_RUSSIAN = re.compile(r"^[а-яё][а-яё -]*$", re.IGNORECASE)


def pairs(dictionary: Path) -> Iterator[tuple[str, str, int]]:
    """Every usable pair of a `.dict.dz` file with its `.index` beside it.

    A pair is a word or expression, a rendering, and how many renderings of the word come before it.
    """
    text = gzip.decompress(dictionary.read_bytes())
    renderings: dict[str, list[str]] = {}
    references: dict[str, str] = {}
    index = dictionary.with_name(dictionary.name.removesuffix(".dict.dz") + ".index")
    for line in index.read_text(encoding="utf-8").splitlines():
        headword, offset, length = line.split("\t")[:3]
        if headword.startswith(("00-database", "_", "-")) or headword.endswith("-"):
            continue
        start = _number(offset)
        body = text[start : start + _number(length)].decode("utf-8", "replace").partition("\n")[2]
        if reference := _REFERENCE.search(body):
            references[headword] = reference[1]
        for english, russian in parsed(headword, body):
            own = renderings.setdefault(english, [])
            if russian not in own:
                own.append(russian)
    for headword, other in references.items():
        if headword not in renderings and other in renderings:
            renderings[headword] = renderings[other]
    for english, own in renderings.items():
        for rank, russian in enumerate(own):
            yield english, russian, rank


def parsed(headword: str, body: str) -> Iterator[tuple[str, str]]:
    """The pairs in one entry: the headword's renderings, and its examples with theirs."""
    plain = _NOT_TEXT.sub(" ", _NOT_TEXT.sub(" ", " ".join(body.split())))
    for sense in _SENSE.split(plain):
        for part in re.split(r"[;:]", sense):
            english = headword
            if example := _EXAMPLE.match(part.strip()):
                english, part = example[1].replace("~", headword), example[2]
            for rendering in part.split(","):
                text = " ".join(rendering.strip(" .!?").split())
                if _RUSSIAN.match(text) and len(text.split()) <= MOST_WORDS and len(text) > 1:
                    yield english, text


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * 64 + _DIGITS[digit]
    return value
