"""Words passages and questions for the lexical engine: terms, renderings, object numbers and years.

A question is worded in every language at once. What its words may be in another language, in another
script or on another calendar stands beside them as alternatives, of which the best counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from retrieval.bridge import Bridge
from retrieval.bridge.background_words import background_words
from retrieval.bridge.kept_vectors import KeptVectors
from retrieval.bridge.packaged_dictionaries import open_dictionaries
from retrieval.bridge.word_vectors import WordVectors
from retrieval.dates.year_terms import asked
from retrieval.embeddings import Embedder
from retrieval.engines.lexical_terms import PAIRS, SHARED, YEARS, Alternative, Entry, Group, pair_term
from retrieval.language.analysis import Term, terms
from retrieval.language.function_words import FUNCTION_WORDS
from retrieval.language.sentences import script_language
from retrieval.marks import dates_of, marks_of, telling
from retrieval.object_numbers import ObjectNumber, find_object_numbers
from retrieval.passages import Passage, passage_context
from retrieval.vocabulary import Vocabulary
from retrieval.vocabulary.terms import LANGUAGES

# A pair of Chinese characters says less than a word, and words and pairs are both asked for.
_PAIR_WEIGHT = 0.3
# What two words of a question add where they follow each other, beside what each of them adds alone
# (the sequential dependence model: Metzler and Croft 2005).
_FOLLOWING_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as the lexical engine is asked it: groups by language, and the object numbers in it."""

    groups: dict[str, list[Group]]
    numbers: tuple[ObjectNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a question with other wordings of what stands there, in the question's language."""

    start: int
    end: int
    alternatives: Group
    language: str


class Wording:
    """Words passages and questions with a vocabulary and what carries words between languages.

    `vocabulary` and `bridge` are what it was made with, for others that compare words.
    """

    def __init__(self, vocabulary: Vocabulary, bridge: Bridge, learned: WordVectors | None = None) -> None:
        self.vocabulary = vocabulary
        self.bridge = bridge
        self._learned = learned

    def learn(self, passages: Sequence[Passage]) -> None:
        """Take up the words of passages, so that questions in other languages find them."""
        if self._learned:
            self._learned.learn(passage.text for passage in passages)

    def entry(self, passage: Passage) -> Entry:
        """What is indexed of a passage: its text under its title and headings."""
        context = passage_context(passage.title, passage.locator.headings)
        whole = f"{context}\n{passage.text}"
        found = terms(whole)
        return Entry(
            passage.passage_id,
            words=[term.text for term in found],
            pairs=word_pairs(found),
            marks=marks_of(
                whole,
                self.vocabulary,
                stated=passage.facets.get("object_number", ""),
                stated_years=passage.facets.get("years", ""),
            ),
            facets={
                "language": passage.language,
                "kind": passage.kind,
                "document_id": passage.document_id,
                **passage.facets,
            },
        )

    def question(self, text: str) -> Wanted:
        """What to ask the lexical engine for `text`."""
        language = script_language(text)
        groups: dict[str, list[Group]] = {}
        places = [*self._dated(text), *self._named(text, language)]
        found = terms(text)
        for spoken, group in _own_words(found, places, language):
            groups.setdefault(spoken, []).append(group)
        groups.setdefault(language, []).extend(
            (Alternative((pair,), _FOLLOWING_WEIGHT, PAIRS),) for pair in dict.fromkeys(word_pairs(found))
        )
        for target in LANGUAGES:
            if rendered := list(self._rendered(text, language, target)):
                groups.setdefault(target, []).extend(rendered)
        return Wanted(groups, tuple(find_object_numbers(text, question=True)))

    def _rendered(self, text: str, language: str, target: str) -> Iterator[Group]:
        for found in self.bridge.groups(text, language, target):
            group = tuple(
                Alternative(wording, weight)
                for form, weight in zip(found.forms, found.weights, strict=True)
                if (wording := _telling(_wording(form), target))
            )
            if group:
                yield group

    def _dated(self, text: str) -> Iterator[_Place]:
        for mention in dates_of(text, self.vocabulary):
            if spans := telling(mention.spans):
                years = tuple(Alternative((term,), field=YEARS) for term in asked(spans))
                yield _Place(mention.start, mention.end, years, SHARED)

    def _named(self, text: str, language: str) -> Iterator[_Place]:
        """Where the vocabulary knows other names in the question's own language."""
        for mention in self.vocabulary.find(text):
            forms = {form for term in mention.terms for form in term.forms.get(language, ())}
            group = tuple(Alternative(w) for form in sorted(forms) if (w := _wording(form)))
            if group:
                yield _Place(mention.start, mention.end, group, language)


def open_wording(embedder: Embedder, words: Path, *, cache: Path, vocabulary: Sequence[Path] = ()) -> Wording:
    """Wording with all that is installed: the vocabulary with a museum's own CSV files, the dictionaries
    (made ready below `cache`), and the words of an index, kept in the file `words`.
    """
    terms_known = Vocabulary.load(*vocabulary)
    kept = KeptVectors(embedder.embed_questions, cache / f"words-{embedder.fingerprint}")
    learned = WordVectors(words, embedder.embed_questions, background_words(terms_known), kept)
    return Wording(terms_known, Bridge(terms_known, open_dictionaries(cache), learned), learned)


def _own_words(found: Sequence[Term], places: Sequence[_Place], language: str) -> Iterator[tuple[str, Group]]:
    """The question's own terms with the language they are in: those of a place together, beside its
    alternatives, the others each alone.
    """
    taken: set[int] = set()
    in_order = sorted(range(len(found)), key=lambda i: found[i].start)
    starts = [found[i].start for i in in_order]
    for place in places:
        begun = in_order[bisect_left(starts, place.start) : bisect_right(starts, place.end)]
        inside = sorted(i for i in begun if found[i].end <= place.end and i not in taken)
        taken.update(inside)
        if own := tuple(dict.fromkeys(found[i].text for i in inside if not found[i].pair)):
            yield place.language, (Alternative(own, every=False), *place.alternatives)
    weights = {t.text: _PAIR_WEIGHT if t.pair else 1.0 for i, t in enumerate(found) if i not in taken}
    for term, weight in weights.items():
        yield _spoken(term, language), (Alternative((term,), weight),)


def word_pairs(found: Sequence[Term]) -> list[str]:
    """The terms of words that follow each other, in order."""
    words = [term.text for term in found if not term.pair]
    return [pair_term(first, second) for first, second in pairwise(words)]


def _spoken(term: str, language: str) -> str:
    """The language of a question's term; numbers, and Latin words in another script, are shared."""
    script = SHARED if term.isdigit() else script_language(term)
    return SHARED if script == "en" != language else script


def _wording(form: str) -> tuple[str, ...]:
    """The terms of a form that must all be there; in Chinese its pairs, not its words."""
    found = terms(form)
    runs = {t.text: t for t in found if not t.pair or len(form) > 1}
    paired = any(t.pair for t in found)
    return tuple(text for text, t in runs.items() if t.pair or not (paired and _is_han(text)))


def _telling(wording: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The terms of a rendering that mean something: of "belong to" the first, of "all" none."""
    return tuple(term for term in wording if term not in FUNCTION_WORDS[language])


def _is_han(text: str) -> bool:
    return script_language(text) == "zh"
