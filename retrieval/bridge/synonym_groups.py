"""Carries a question's words into another language, for the lexical leg to look for there.

An embedding model of this size loses its way across languages among near-alike records, where one
rare word makes the difference. A dictionary knows that word. Each word or expression of the
question becomes a group of synonyms in the passages' language; the lexical leg counts the best of
a group, weighted by how rare it is. Nothing of a dictionary is ever quoted or shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from retrieval.bridge.dictionaries import Dictionary
from retrieval.bridge.word_vectors import Neighbour, Neighbours
from retrieval.language.function_words import FUNCTION_WORDS, content_words
from retrieval.language.places import overlapping
from retrieval.language.word_keys import Word, dictionary_keys, words
from retrieval.vocabulary import Vocabulary

LONGEST_CHINESE, LONGEST_WORDS = 8, 4
MOST_FORMS = 12
# A single Chinese character has a dozen meanings and stands in hundreds of words.
ONE_CHARACTER_WEIGHT = 0.5
_UNKNOWN_COST = 3.0


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """What one word or expression of a question may be in another language.

    `start` and `end` are its place in the question, `words` itself as written there, `forms` its
    possible renderings as plain text with the most usual first, and `weights` (0 to 1), one a form,
    how far each may be trusted. A form of several words means all of them.
    """

    start: int
    end: int
    words: str
    forms: tuple[str, ...]
    weights: tuple[float, ...]

    @property
    def weight(self) -> float:
        """The most that a form of the group is trusted."""
        return max(self.weights, default=0.0)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    key: str
    forms: tuple[str, ...]


class Bridge:
    """Renders questions in another language: by vocabulary, dictionaries, and the index's own words."""

    def __init__(
        self,
        vocabulary: Vocabulary | None,
        dictionaries: Sequence[Dictionary],
        learned: Neighbours | None = None,
    ) -> None:
        self._vocabulary, self._learned = vocabulary, learned
        self._dictionaries: dict[tuple[str, str], list[Dictionary]] = {}
        for dictionary in dictionaries:
            self._dictionaries.setdefault((dictionary.source, dictionary.target), []).append(dictionary)

    def groups(self, question: str, source: str, target: str) -> list[SynonymGroup]:
        """The groups of `question` in order of place, not overlapping; none where both languages are one.

        Numbers and words in another script than the question's are left out, since they need no
        bridge; so are words that only carry grammar.
        """
        found = self.known_groups(question, source, target)
        if self._learned and source != target:
            found = self._with_neighbours(self._learned, found, question, (source, target))
        return sorted(found, key=lambda group: group.start)

    def known_groups(self, text: str, source: str, target: str) -> list[SynonymGroup]:
        """The groups of `text` that the vocabulary and the dictionaries know, without the index's words.

        It runs no model and says the same whatever is indexed.
        """
        if source == target:
            return []
        found = self._from_vocabulary(text, source, target)
        taken = [(group.start, group.end) for group in found]
        for run in _free_runs(words(text, source), taken, source):
            found += self._from_dictionaries(text, run, source, target)
        return sorted(found, key=lambda group: group.start)

    def _from_vocabulary(self, question: str, source: str, target: str) -> list[SynonymGroup]:
        """The names of the terms that are meant, and what dictionaries have for the very same expression:
        标记 is a silver mark in the vocabulary, and any mark besides.
        """
        groups = []
        for mention in self._vocabulary.find(question) if self._vocabulary else ():
            forms = dict.fromkeys(form for term in mention.terms for form in term.forms.get(target, ()))
            if forms:
                forms.update(
                    dict.fromkeys(self._looked_up(question[mention.start : mention.end], source, target))
                )
                groups.append(_group(question, (mention.start, mention.end), dict.fromkeys(forms, 1.0)))
        return groups

    def _looked_up(self, expression: str, source: str, target: str) -> tuple[str, ...]:
        run = words(expression, source)
        if not run:
            return ()
        keys = _asked(expression, run, source)
        found = self._renderings(keys, source, target)
        return tuple(form for key in keys for form in found.get(key, ()))[:MOST_FORMS]

    def _from_dictionaries(
        self, question: str, run: list[Word], source: str, target: str
    ) -> Iterator[SynonymGroup]:
        stop = FUNCTION_WORDS[source]
        for piece in _fewest(self._pieces(question, run, source, target), len(run), stop):
            if piece.forms and piece.key not in stop:
                weight = ONE_CHARACTER_WEIGHT if source == "zh" and len(piece.key) == 1 else 1.0
                forms = dict.fromkeys(piece.forms[:MOST_FORMS], weight)
                yield _group(question, (piece.start, piece.end), forms)

    def _pieces(
        self, question: str, run: list[Word], source: str, target: str
    ) -> dict[tuple[int, int], _Piece]:
        """What a run may be cut into, by place in the run: what dictionaries know, and each word alone."""
        spans = list(_spans(run, source))
        asked = {(i, j): _asked(question, run[i:j], source) for i, j, _ in spans}
        keys = dict.fromkeys(key for several in asked.values() for key in several)
        renderings = self._renderings(list(keys), source, target)
        pieces = {}
        for i, j, key in spans:
            texts = tuple(dict.fromkeys(f for each in asked[i, j] for f in renderings.get(each, ())))
            if texts or key in FUNCTION_WORDS[source] or j == i + 1:
                pieces[i, j] = _Piece(run[i].start, run[j - 1].end, key, texts)
        return pieces

    def _renderings(self, keys: Sequence[str], source: str, target: str) -> dict[str, tuple[str, ...]]:
        return _merged([each.look_up(keys) for each in self._dictionaries.get((source, target), [])])

    def _with_neighbours(
        self,
        learned: Neighbours,
        groups: list[SynonymGroup],
        question: str,
        languages: tuple[str, str],
    ) -> list[SynonymGroup]:
        """`groups` with the index's words that lie near to theirs, and groups for words not in them."""
        asked = [(word.start, word.end) for word in content_words(question, languages[0])]
        texts = [question[start:end].lower() for start, end in asked]
        near = learned.neighbours(texts, *languages)
        made = []
        for group in groups:
            forms = dict(zip(group.forms, group.weights, strict=True))
            for i in overlapping(asked, group.start, group.end):
                _add(forms, near.get(texts[i], ()))
            made.append(_group(question, (group.start, group.end), forms))
        places = [(group.start, group.end) for group in groups]
        for (start, end), text in zip(asked, texts, strict=True):
            if not overlapping(places, start, end):
                forms = {}
                _add(forms, near.get(text, ()))
                if forms:
                    made.append(_group(question, (start, end), forms))
        return made


def _group(question: str, place: tuple[int, int], forms: Mapping[str, float]) -> SynonymGroup:
    return SynonymGroup(*place, question[slice(*place)], tuple(forms), tuple(forms.values()))


def _add(forms: dict[str, float], neighbours: Sequence[Neighbour]) -> None:
    for neighbour in neighbours:
        forms.setdefault(neighbour.text, min(1.0, neighbour.nearness))


def _free_runs(found: list[Word], taken: list[tuple[int, int]], language: str) -> Iterator[list[Word]]:
    """Runs of neighbouring words (in Chinese, of characters) that the vocabulary has not claimed."""
    if language == "zh":
        found = [
            Word(word.start + i, word.start + i + 1, character)
            for word in found
            for i, character in enumerate(word.key)
        ]
    run: list[Word] = []
    for word in found:
        claimed = bool(overlapping(taken, word.start, word.end))
        if run and (claimed or (language == "zh" and word.start > run[-1].end)):
            yield run
            run = []
        if not claimed:
            run.append(word)
    if run:
        yield run


def _spans(run: list[Word], language: str) -> Iterator[tuple[int, int, str]]:
    longest, joint = (LONGEST_CHINESE, "") if language == "zh" else (LONGEST_WORDS, " ")
    for i in range(len(run)):
        for j in range(i + 1, min(i + longest, len(run)) + 1):
            yield i, j, joint.join(word.key for word in run[i:j])


def _asked(question: str, run: Sequence[Word], language: str) -> tuple[str, ...]:
    """The dictionary keys of neighbouring words; Chinese ones are those of the characters."""
    if language == "zh":
        return ("".join(word.key for word in run),)
    return dictionary_keys([question[word.start : word.end] for word in run], language)


def _merged(found: list[dict[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for entries in found:
        for key, forms in entries.items():
            merged[key] = tuple(dict.fromkeys(merged.get(key, ()) + forms))
    return merged


def _fewest(pieces: dict[tuple[int, int], _Piece], length: int, stop: frozenset[str]) -> list[_Piece]:
    """The pieces that cover a run with the fewest words, and among those the most even ones."""
    costs, last = [0.0], [0]  # of the cheapest cut up to each place, and where its last piece begins
    for j in range(1, length + 1):
        options = []
        for i in range(max(0, j - LONGEST_CHINESE), j):
            if piece := pieces.get((i, j)):
                cost = 1.0 if piece.forms or piece.key in stop else _UNKNOWN_COST
                options.append((costs[i] + cost + 0.01 * (j - i) ** 2, i))
        cheapest, begin = min(options)
        costs.append(cheapest)
        last.append(begin)
    found: list[_Piece] = []
    end = length
    while end:
        found.append(pieces[last[end], end])
        end = last[end]
    return found[::-1]
