"""A line of words in ALTO as text: spaces where the file or the gap says so, broken words closed."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.digitised.scan_page import line_text, number
from ingest.readers.xml_source import Element

_NEAR = 0.12  # of a line's height; words that are nearer belong together


class AltoLine:
    """A line of words: its text, and whether its last word goes on in the next line."""

    def __init__(self, line: Element) -> None:
        self._words = list(line.iterchildren("{*}String", "{*}SP", "{*}HYP"))
        self._strings = [word for word in self._words if _name(word) == "String"]
        self.text = line_text(self._pieces())

    @property
    def breaks_word(self) -> bool:
        if not self._strings:
            return False
        return self._strings[-1].get("SUBS_TYPE") == "HypPart1" or _name(self._words[-1]) == "HYP"

    @property
    def goes_on(self) -> bool:
        return bool(self._strings) and self._strings[0].get("SUBS_TYPE") == "HypPart2"

    @property
    def hyphen(self) -> str:
        """The sign at the end of a broken word that belongs to the break, "" where the word has it itself."""
        last = self._words[-1]
        if _name(last) == "HYP":
            sign = last.get("CONTENT", "")
        else:
            sign = self.text[-1:] if self.text[-1:] in ("-", "‐", "\u00ad", "⸗", "¬") else ""
        whole, part = self._strings[-1].get("SUBS_CONTENT", ""), self._strings[-1].get("CONTENT", "")
        return "" if sign and whole.startswith(f"{part.removesuffix(sign)}{sign}") else sign

    def _pieces(self) -> Iterator[str]:
        """Words in groups: those in one group are set without a space."""
        parted = any(_name(word) == "SP" for word in self._words)
        group = ""
        before: Element | None = None
        for word in self._words:
            name = _name(word)
            close = before is None or parted or not _apart(before, word)
            if name == "SP" or (name == "String" and not close):
                yield group
                group = ""
            group += word.get("CONTENT", "") if name != "SP" else ""
            before = word if name == "String" else None if name == "SP" else before
        yield group


def closed(lines: list[AltoLine]) -> list[str]:
    """The texts of lines, a word that a line breaks closed where the file marks both its parts."""
    texts: list[str] = []
    before: AltoLine | None = None
    for line in lines:
        if before is not None and before.breaks_word and line.goes_on:
            texts[-1] = texts[-1].removesuffix(before.hyphen) + line.text
        elif line.text:
            texts.append(line.text)
        else:
            continue
        before = line
    return texts


def _apart(before: Element, word: Element) -> bool:
    """Whether a space parts two words, by the gap between them."""
    left, width, right = number(before.get("HPOS")), number(before.get("WIDTH")), number(word.get("HPOS"))
    if left is None or width is None or right is None:
        return True
    own = number(word.get("WIDTH")) or 0
    height = max(number(before.get("HEIGHT")) or 0, number(word.get("HEIGHT")) or 0)
    gap = right - (left + width) if right >= left else left - (right + own)
    return gap > _NEAR * height


def _name(element: Element) -> str:
    return str(element.tag.rpartition("}")[2])
