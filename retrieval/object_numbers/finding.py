"""Object numbers as museums write them: found in a text, and compared however they are written."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.object_numbers.shapes import (
    ALONE,
    CIRCA,
    CODED,
    LABELLED,
    NUMBER_AND_YEAR,
    QUOTED,
    SHAPES,
    SIGNED_OR_DAY,
    UNMARKED,
    UNSPACED,
    UP_TO,
    ZEROS_FIRST,
    is_something_else,
)

# How much a number found says about a number asked for.
SAME_TEXT, SAME_KEY, _PART_OF = 2.0, 1.5, 0.5
_LONGEST_RANGE = 100  # numbers that one range may stand for

_LONGEST_CIRCA = 40  # years

_PART = re.compile(r"\d+|[^\W\d_\u3400-\u9fff]+|[\u3400-\u9fff]")
# Letters of Cyrillic that look like Latin ones, and registers in traditional characters: folded in keys.
_ALIKE = str.maketrans("авекмнорстхіё資購贈參號畫書銅漆織", "abekmhopctxie资购赠参号画书铜漆织")
_INITIALS = re.compile(r"(?<![^.])[a-zа-яё](?:\.[a-zа-яё]){1,4}(?=\.\d)")  # R.F. 1234; not 335a, b
_RANGE = re.compile(r"(?P<first>[^-‐‑–—]*\.[^-‐‑–—]*)[-‐‑–—](?P<to>\.?\d{1,5}|[a-z]|[^-‐‑–—]*\.[^-‐‑–—]*)")
_HAN_RANGE = re.compile(r"(?P<first>[^\W\d]+\s?\d{5,10})[-‐‑–—~～至到](?P<to>(?:[^\W\d]+\s?)?\d{5,10})")
# "21.175.335a, b" and "20a,b" are two numbers.
_MORE = re.compile(r"(?:,\s?[b-h](?![\w.]))+")
_REGISTER = re.compile(r"(?:[\u3400-\u9fff]\.)+(?=\d)")
_MARKED = re.compile(r"\w[./-]\w")
# Letters and digits in full width, and the marks between them; other punctuation ends a number there.
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ](?:[．／－](?=[０-９Ａ-Ｚａ-ｚ]))?")
_HYPHENS = str.maketrans("‐‑", "--")  # as typesetters write the one that keeps a number on its line
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ObjectNumber:
    """An object number and the half-open place `start:end` where it stands.

    `text` is what is written there, word for word; a range stands there once for each of its numbers.
    `key` is the number itself, to compare by. `sure` is that its shape or its label makes it an object's;
    what a question only quotes or calls a number may count a volume. `guessed` is that only its letters and
    digits tell it (EA10470, MP3000): it counts where something has such a number.
    """

    start: int
    end: int
    text: str
    key: str
    sure: bool = True
    guessed: bool = False


def number_key(text: str) -> str:
    """What is left of a number without case, spaces, leading zeros, full widths and the kind of mark between.

    `2005.1.1` and `2005.00001.0001` have the same key, so do `71.DG.77` and `71dg77`, `R.F. 1234` and
    `RF1234`. Letters that look alike in Latin and Cyrillic are one. A key is its own key; without letters or
    digits it is empty.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    folded = unicodedata.normalize("NFKC", folded)
    key = ".".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in _PART.findall(folded))
    return _INITIALS.sub(lambda letters: letters.group().replace(".", ""), key)


def key_prefixes(key: str) -> list[str]:
    """The keys that `key` continues by whole parts, longest first: `1985.20` of `1985.20.23`, not `1985.2`.

    A lone part, such as a year, is left out: it would stand for everything acquired then.
    """
    parts = key.split(".")
    return [".".join(parts[:count]) for count in range(len(parts) - 1, 1, -1)]


def match_strength(asked: str, found: str) -> float:
    """How well `found` answers to `asked`, two numbers as they are written or their keys, from 0 to 2.

    2 for the same text, 1.5 for the same number written otherwise, 0.5 to 0.9 where one is the
    beginning of the other by whole parts, growing with what they share, and 0 for different numbers.
    """
    if not asked or not found:
        return 0.0
    if asked == found:
        return SAME_TEXT
    one, other = number_key(asked), number_key(found)
    if one == other:
        return SAME_KEY if one else 0.0
    shorter, longer = sorted((one, other), key=len)
    if shorter not in key_prefixes(longer):
        return 0.0
    return _PART_OF + 0.4 * (shorter.count(".") + 1) / (longer.count(".") + 1)


def find_object_numbers(text: str, *, question: bool = False) -> list[ObjectNumber]:
    """The object numbers in `text`, in order; years, dates, sizes, sums and the like are left alone.

    A number after a museum's code ("MMA 29.100.5") is given with the code and without. In a `question`
    a number without any shape of its own counts too when it is quoted or called an object or a number, and
    one that was typed without the marks or the space between its parts.
    """
    # Both of the same length as the text.
    narrow = _WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide.group()), text).translate(_HYPHENS)
    searched = _ADDRESS.sub(lambda address: "\x00" * len(address.group()), narrow)
    sure = _places(searched)
    if question:
        sure += _in_small_letters(searched)
    loose = (QUOTED, UNMARKED, ZEROS_FIRST) if question else ()
    named = [found.span("number") for pattern in loose for found in pattern.finditer(searched)]
    guessed = _unspaced(searched) if question else []
    if question and not (sure or named or guessed):
        guessed = _alone(searched)
    numbers: list[ObjectNumber] = []
    taken = 0
    for start, end in sorted({*sure, *named, *guessed}, key=lambda place: (place[0], -place[1])):
        if start >= taken:
            known = any(a < end and start < b for a, b in sure)
            found = _numbers(searched, start, end, sure=known)
            guess = not known and not any(a < end and start < b for a, b in named)
            numbers += [replace(number, guessed=guess) for number in found]
            taken = numbers[-1].end
    as_they_stand = [replace(number, text=text[number.start : number.end]) for number in numbers]
    return _joined(text, as_they_stand)


def _places(text: str) -> list[tuple[int, int]]:
    """Where numbers stand that have a label or a shape."""
    places = [found.span("number") for found in LABELLED.finditer(text)]
    places += [
        found.span()
        for shape in SHAPES
        for found in shape.finditer(text)
        if not is_something_else(text, found)
    ]
    return places


def _in_small_letters(text: str) -> list[tuple[int, int]]:
    """Numbers that whoever asked wrote in small letters: `71.dg.77`; with a mark between their parts.

    Without spaces, for any small word may stand before a number: "is 14.40.488". Of c.1750-60 nobody would
    make an object.
    """
    large = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    found = (found for shape in SHAPES for found in shape.finditer(large))
    marked = (f for f in found if _MARKED.search(f.group()) and not re.search(r"\s", f.group()))
    return [f.span() for f in marked if not is_something_else(large, f) and not _may_be_circa(f.group())]


def _unspaced(text: str) -> list[tuple[int, int]]:
    """Codes and digits without a space between them, but for those of standards, money and the like."""
    return [f.span("number") for f in UNSPACED.finditer(text) if not is_something_else(text, f)]


def _alone(text: str) -> list[tuple[int, int]]:
    """The whole of a text that is nothing but a number, as it is typed into a search."""
    found = ALONE.fullmatch(text)
    return [found.span("number")] if found and not is_something_else(text, found) else []


def _joined(text: str, numbers: Sequence[ObjectNumber]) -> list[ObjectNumber]:
    """`numbers` with those between the two ends of a range that is written with a space or a word."""
    joined: list[ObjectNumber] = []
    for number in numbers:
        first = joined[-1] if joined else None
        if first and _are_ends(text, first, number):
            place = first.start, number.end, text[first.start : number.end]
            joined[-1:] = [ObjectNumber(*place, key) for key in _range_keys(first.key, number.key)]
        else:
            joined.append(number)
    return joined


def _are_ends(text: str, first: ObjectNumber, last: ObjectNumber) -> bool:
    between = text[first.end : last.start] if first.end <= last.start else ""
    begin = first.key.rpartition(".")[0]
    alike = begin and begin == last.key.rpartition(".")[0] and not NUMBER_AND_YEAR.fullmatch(first.text)
    return bool(first.sure and last.sure and alike and UP_TO.fullmatch(between))


def _numbers(text: str, start: int, end: int, *, sure: bool) -> Iterator[ObjectNumber]:
    """The number at `start:end` or those of the range that stands there, also without the code before it."""
    whole = NUMBER_AND_YEAR.fullmatch(text, start, end)
    ends = None if whole else _RANGE.fullmatch(text, start, end) or _HAN_RANGE.fullmatch(text, start, end)
    keys = _range_keys(ends["first"], ends["to"]) if ends else []
    keys = keys or [number_key(text[start:end])]
    more = _MORE.match(text, end)
    if more and keys[-1].endswith(".a"):
        keys += [keys[-1][:-1] + letter for letter in re.findall("[b-h]", more.group())]
        end = more.end()
    for key in keys:
        yield ObjectNumber(start, end, text[start:end], key, sure)
    code = CODED.match(text, start, end)
    if code and any(shape.match(text, code.end()) for shape in SHAPES):
        yield from _numbers(text, code.end(), end, sure=sure)


def number_keys(text: str) -> list[str]:
    """The keys of what a record states as its number: its own, and of a range or list all of its numbers."""
    alone = text.strip()
    within = [n.key for n in find_object_numbers(alone) if (n.start, n.end) == (0, len(alone))]
    return list(dict.fromkeys(key for key in (number_key(alone), *within) if key))


def key_without_register(key: str) -> str:
    """`154701` of `故.154701`: without a register in Chinese, which whoever asks may leave out."""
    found = _REGISTER.match(key)
    return key[found.end() :] if found else key


def may_be_a_date(number: str) -> bool:
    """Whether a number may as well be a date: C.1750-60 (circa), J.T. 1849 (signed), 14.X.1925."""
    return bool(SIGNED_OR_DAY.fullmatch(number)) or _may_be_circa(number)


def _may_be_circa(number: str) -> bool:
    found = CIRCA.fullmatch(number)
    if not found or not found["last"]:
        return bool(found)
    first, last = found["first"], found["last"]
    return 0 < int(first[: 4 - len(last)] + last) - int(first) <= _LONGEST_CIRCA


def _range_keys(first: str, to: str) -> list[str]:
    """The keys from `first` to the number that `to` is, whole or the end of it; empty if that is no range.

    Of two whole numbers without a range between them both.
    """
    parts, last = number_key(first).split("."), number_key(to).split(".")
    if len(last) == 1:
        return _between(parts, to.removeprefix("."))
    if len(last) != len(parts) or last[0].isdecimal() != parts[0].isdecimal():
        return []
    between = _between(parts, last[-1]) if last[:-1] == parts[:-1] else []
    return between or [".".join(parts), ".".join(last)]


def _between(parts: Sequence[str], to: str) -> list[str]:
    """The keys from the number of these parts to the one whose last part is or ends in `to`."""
    base, begin = parts[:-1], parts[-1]
    if begin.isdecimal() and to.isdecimal():
        end = to if len(to) >= len(begin) else begin[: len(begin) - len(to)] + to
        if not base or not 0 < int(end) - int(begin) <= _LONGEST_RANGE:
            return []
        return [".".join([*base, str(number)]) for number in range(int(begin), int(end) + 1)]
    if len(begin) == 1 and begin.isalpha() and to.isalpha() and base and begin < to:
        return [".".join([*base, number_key(chr(code))]) for code in range(ord(begin), ord(to) + 1)]
    return []
