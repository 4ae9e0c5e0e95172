"""Everyday words of catalogue entries in three languages: animals, plants, vessels, garments, damages.

`everyday.csv` is of our own making and needs no package, so there is one dictionary in every
direction wherever Studiolo runs. A row holds words that may stand for each other; a word may be in
several rows, since it has several meanings. Names belong into the vocabulary, not here.
"""

from __future__ import annotations

import csv
import importlib.resources
import io
import itertools
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from retrieval.bridge.dictionaries import LAYOUT, Entry, StoredDictionary, store
from retrieval.language.word_keys import dictionary_key

LANGUAGES = ("en", "zh", "ru")

Row = dict[str, tuple[str, ...]]


def everyday_dictionaries(cache: Path) -> list[StoredDictionary]:
    """The dictionary in all six directions; made below `cache` for each state of the list."""
    content = importlib.resources.files("retrieval.bridge").joinpath("everyday.csv").read_bytes()
    folder = cache / f"everyday-{zlib.crc32(content):08x}-{LAYOUT}"
    rows: list[Row] = []
    opened = []
    for source, target in itertools.permutations(LANGUAGES, 2):
        if not (path := folder / f"{source}-{target}.sqlite").exists():
            rows = rows or read_rows(content.decode())
            store(entries(rows, source, target), path)
        opened.append(StoredDictionary(path, source, target))
    return opened


def read_rows(text: str) -> list[Row]:
    """The rows of a CSV with the words of each language between bars, the most usual first."""
    return [
        {language: tuple(word for word in row[language].split("|") if word) for language in LANGUAGES}
        for row in csv.DictReader(io.StringIO(text))
    ]


def entries(rows: Sequence[Row], source: str, target: str) -> Iterator[Entry]:
    """Each word's key with its renderings: those of rows in which the word comes first lead, and where
    several rows have it their renderings come in turns.
    """
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for row in rows:
        for place, word in enumerate(row[source]):
            found.setdefault(dictionary_key(word, source), []).append((place, row[target]))
    for key, meanings in found.items():
        ordered = [texts for _, texts in sorted(meanings, key=lambda meaning: meaning[0])]
        turns = (text for turn in itertools.zip_longest(*ordered) for text in turn if text)
        yield key, tuple(dict.fromkeys(turns))
