"""Names and terms across languages: the shipped vocabulary, and a museum's own beside it.

`vocabulary.csv` says what a reign, a material or a hall is called in English, Chinese and Russian.
docs/vocabulary.md says how a museum adds to it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from retrieval.errors import SettingsError
from retrieval.vocabulary.han_forms import HanForms
from retrieval.vocabulary.terms import LANGUAGES, Mention, Term
from retrieval.vocabulary.word_forms import WordForms
from retrieval.vocabulary.world_places import world_places

_SHIPPED = Path(__file__).with_name("vocabulary.csv")
_COLUMNS = ("kind", *LANGUAGES, "from", "to", "note")
_YEAR = re.compile(r"([1-9]\d{0,4})(\s*BCE?)?", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
# Before a form that is an everyday word too.
_GUARD = "?"
_REMEMBERED = 256  # texts

Row = Mapping[str, str]
Name = tuple[str, str, str]


class Vocabulary:
    """Terms, and where a text names them. It never changes, so threads may share it."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms: tuple[Term, ...] = tuple(terms)
        self._words, self._han = WordForms(self.terms), HanForms(self.terms)
        # A question is looked through for dates, for names, and for each other language.
        self._found = lru_cache(maxsize=_REMEMBERED)(self._looked_through)

    @classmethod
    def load(cls, *extra: Path) -> Vocabulary:
        """The shipped vocabulary with the terms and forms of the `extra` CSV files added in their order.

        Places of the world that it lacks come from the CLDR. Raises SettingsError that names the file
        and the line when a row cannot be used.
        """
        if not extra:
            return _shipped()
        shelf = _shipped_terms().copy()
        for path in extra:
            shelf.add_file(path)
        return cls(shelf.terms)

    def find(self, text: str) -> list[Mention]:
        """Where `text`, in any language, names terms: in order, without overlaps.

        The longest form wins, and all terms that share it are given, for a name may be ambiguous.
        """
        return list(self._found(text))

    def _looked_through(self, text: str) -> tuple[Mention, ...]:
        found = self._words.find(text) + self._han.find(text)
        found.sort(key=lambda mention: (mention.start, -mention.end))
        mentions: list[Mention] = []
        for mention in found:
            if not mentions or mention.start >= mentions[-1].end:
                mentions.append(mention)
        return tuple(mentions)


class _Shelf:
    """Terms as they come in, each found again by its kind and its preferred form in any language."""

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self._places: dict[Name, list[int]] = {}

    def copy(self) -> _Shelf:
        """The same terms, to which others may be added."""
        made = _Shelf()
        made.terms = list(self.terms)
        made._places = {name: list(places) for name, places in self._places.items()}
        return made

    def add_file(self, path: Path) -> None:
        """Adds the rows of a CSV file; SettingsError names the line that cannot be used."""
        for line, row in _rows(path):
            try:
                self.add(_term(row))
            except ValueError as error:
                raise SettingsError(f"Vocabulary {path}, line {line}: {error}") from error

    def add(self, term: Term) -> None:
        """Puts `term` on the shelf, or its forms and years into the term of the same kind and name.

        Raises ValueError when the name is that of several.
        """
        names = _names(term)
        places = self._places.get(names[0], [])
        if len(places) > 1:
            raise ValueError(
                f"{names[0][2]} is the name of several terms: give the name in another language too"
            )
        if places:
            self.terms[places[0]] = _joined(self.terms[places[0]], term)
            return
        for name in names:
            self._places.setdefault(name, []).append(len(self.terms))
        self.terms.append(term)


@lru_cache(maxsize=1)
def _shipped_terms() -> _Shelf:
    """The terms of the shipped file and the places of the world, read once: nobody adds to them."""
    shelf = _Shelf()
    shelf.add_file(_SHIPPED)
    known = {form.casefold() for term in shelf.terms for forms in term.forms.values() for form in forms}
    for place in world_places():
        names = {form.casefold() for forms in place.forms.values() for form in forms}
        if known.isdisjoint(names):  # Tunis is Тунис, and so is Tunisia: a name stands for one of them
            shelf.add(place)
            known |= names
    return shelf


@lru_cache(maxsize=1)
def _shipped() -> Vocabulary:
    return Vocabulary(_shipped_terms().terms)


def _names(term: Term) -> list[Name]:
    return [(term.kind, language, forms[0].casefold()) for language, forms in term.forms.items()]


def _joined(term: Term, addition: Term) -> Term:
    forms = {
        language: tuple(dict.fromkeys(term.forms.get(language, ()) + addition.forms.get(language, ())))
        for language in LANGUAGES
    }
    return replace(
        term,
        forms={language: found for language, found in forms.items() if found},
        first=term.first if addition.first is None else addition.first,
        last=term.last if addition.last is None else addition.last,
        guarded=term.guarded | addition.guarded,
    )


def _term(row: Row) -> Term:
    """The term of a row; ValueError when it is none."""
    kind = row["kind"].strip().lower()
    written = {language: _split(row.get(language, "")) for language in LANGUAGES}
    forms = {
        language: tuple(form.removeprefix(_GUARD) for form in found)
        for language, found in written.items()
        if found
    }
    if not kind or not forms:
        raise ValueError("a term needs a kind and a name in en, zh or ru")
    first, last = _year(row.get("from", "")), _year(row.get("to", ""))
    if first is not None and last is not None and first > last:
        raise ValueError(f"it begins in {row['from']}, after it ends in {row['to']}")
    guarded = (form for found in written.values() for form in found if form.startswith(_GUARD))
    return Term(kind, forms, first, last, frozenset(form.removeprefix(_GUARD) for form in guarded))


def _split(cell: str) -> list[str]:
    forms = [form.strip() for form in cell.split("|")]
    for form in forms:
        if form and not _LETTER.search(form):
            raise ValueError(f"{form!r} is no name")
    return [form for form in forms if form]


def _year(cell: str) -> int | None:
    """The astronomical year that `1736` or `206 BC` stands for; None for an empty cell."""
    if not cell.strip():
        return None
    match = _YEAR.fullmatch(cell.strip())
    if not match:
        raise ValueError(f"{cell.strip()!r} is no year: write 1736 or 206 BC")
    return 1 - int(match[1]) if match[2] else int(match[1])


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a CSV file in UTF-8, each with the number of its line; blank ones are left out."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise SettingsError(f"Vocabulary {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"Vocabulary {path} is not UTF-8: save it as CSV UTF-8") from error
    header = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=";" if ";" in header and "," not in header else ",")
    names = reader.fieldnames or ()
    if unknown := [name for name in names if name not in _COLUMNS]:
        raise SettingsError(f"Vocabulary {path}, line 1: no such column: {', '.join(unknown)}")
    if "kind" not in names or not set(names) & set(LANGUAGES):
        raise SettingsError(f"Vocabulary {path}, line 1: the columns are {', '.join(_COLUMNS)}")
    for row in reader:
        if None in row:
            raise SettingsError(f"Vocabulary {path}, line {reader.line_num}: more cells than columns")
        cells = {name: cell or "" for name, cell in row.items()}
        if any(cell.strip() for cell in cells.values()):
            yield reader.line_num, cells
