"""What a question and its answer are about: names, object numbers, terms, the title of what is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Answer
from assistant.conversation.leaning_words import MORE
from retrieval.language.function_words import FUNCTION_WORDS, content_words
from retrieval.language.sentences import script_language
from retrieval.language.word_keys import key
from retrieval.object_numbers import find_object_numbers
from retrieval.vocabulary import Vocabulary

Span = tuple[int, int]

_MOST_NAMES, _MOST_SAID = 4, 2
# Kinds of the vocabulary's terms: those that are names, and those that things are called.
_PROPER = frozenset(
    ["building", "dynasty", "institution", "maker", "period", "place", "reign", "style", "work"]
)
_OBJECTS = frozenset(["material", "motif", "object", "technique"])
# Objects that belong to another: who asks about a lid means the lid of what was spoken of.
_PARTS = frozenset(
    (
        "base", "coat of arms", "colophon", "finial", "hallmark", "handle", "inscription", "lid",
        "monogram", "reign mark", "spout",
    )
)  # fmt: skip
_LONGEST_TITLE = 80  # characters
_QUOTED = re.compile(r"《[^《》]{1,40}》|«[^«»]{1,60}»|“[^“”]{1,60}”|「[^「」]{1,40}」")
_UPPER = r"[A-ZÀ-ÖØ-ÞА-ЯЁ]"
_NAME = re.compile(
    rf"(?<![\w’'-]){_UPPER}[\w’-]*"
    rf"(?:\s+(?:(?:of|from)(?:\sthe)?\s+|(?:de|du|da|von|van|la)\s+)?{_UPPER}[\w’-]*)*"
)
_DIGITS = re.compile(r"\d+")
_LATIN = re.compile(r"[^\W\d_][\w’-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s+|[«“\"(]\s*)$")
_ARTICLE = re.compile(
    r"(?:^|\s)(?:the|an?|which|whose|this|that|his|her|their|[\w-]+[’']s?)\s+$", re.IGNORECASE
)
_PHRASE = re.compile(r"\b(?:the|an?|two|three|how many|[\w-]+[’']s)\s+(?=[a-z])", re.IGNORECASE)
_WORD = re.compile(r" ?([a-z][\w’'-]*)")
_POINTING = re.compile(r"(?:first|second|third|fourth|last|former|latter|others?|same|next)(?: two)?")
# What a rule put behind a question: "And when was it made? (Peacock clock)".
_BRACKET = re.compile(r"\s?[(（]([^()（）]+)[)）]$")
_VERB_EN = re.compile(
    r"\w+(?:ed|ing)|made|built|bought|sold|found|come|came|cost|go|went|keep|kept|lie|stand|stood|weigh|look|mean|die|born|"
    r"hang|hung|held|hold|begin|began|work|move|end|differ|get|got|give|given|written|drawn|worn|say|said"
)
_VERB_RU = re.compile(
    r"\w+(?:ть|ться|л|ла|ло|ли|лся|лась|лось|лись|ет|ют|ит|ят|ется|ются|ится|ан|ана|ано|аны|ен|ена|ено|ены)"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a turn was about: `names` in its question, and names `said` in its answer alone.

    A question that names nothing known is about its words and the title of what its answer cites first.
    """

    names: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


_NOTHING = Topic()


class Topics:
    """Finds names with a vocabulary's help."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def names(self, text: str) -> list[str]:
        """The names in `text`, in order: of persons, places and works, and object numbers."""
        return _texts(text, self._named(text))

    def subject(self, text: str) -> list[str]:
        """The names in `text` with its terms and noun phrases; without names all words that say something.

        So the more a question names, the less of the rest of it is carried on.
        """
        named = self._named(text)
        phrases = [*named, *_phrases(text)]
        if named:
            phrases += self._called(text)
        return _texts(text, phrases) or _words(text)

    def name_spans(self, text: str) -> list[Span]:
        """Where the names in `text` stand."""
        return joined(self._named(text))

    def objects(self, text: str) -> list[Span]:
        """Where `text` names an object or a famous work, and not a part of one or a mark on it."""
        found = [(m.start, m.end, m.terms[0]) for m in self._vocabulary.find(text)]
        return [
            (start, end)
            for start, end, term in found
            if term.kind in ("object", "work") and term.forms.get("en", ("",))[0] not in _PARTS
        ]

    def descriptions(self, text: str) -> list[Span]:
        """Where `text` says of what kind something is: noun phrases, materials, techniques, motifs."""
        return [*self._called(text), *_phrases(text)]

    def kinds(self, text: str) -> list[tuple[int, int, str]]:
        """Where the vocabulary's names, materials and techniques stand in `text`, each with its kind."""
        return [
            (m.start, m.end, m.terms[0].kind)
            for m in self._vocabulary.find(text)
            if m.terms[0].kind in _PROPER | {"material", "technique"}
        ]

    def terms(self, text: str) -> list[str]:
        """What `text` calls things, where the vocabulary knows it: materials, techniques, kinds of object."""
        return _texts(text, self._called(text))

    def _called(self, text: str) -> list[Span]:
        return [(m.start, m.end) for m in self._vocabulary.find(text) if m.terms[0].kind in _OBJECTS]

    def _named(self, text: str) -> list[Span]:
        spans = [match.span() for match in _QUOTED.finditer(text)]
        spans += [(n.start, n.end) for n in find_object_numbers(text)]
        spans += [(m.start, m.end) for m in self._vocabulary.find(text) if m.terms[0].kind in _PROPER]
        spans += list(_capitalised(text))
        return [_grown(text, span) for span in spans]

    def of_turn(self, answer: Answer, before: Topic = _NOTHING) -> Topic:
        """What an answer's question was about, with what the answer added; `before` is the last topic.

        A refused question that names nothing changes no subject: `before` is what is still spoken of.
        """
        own, carried = parts(answer.searched, answer.question)
        names = self._subject(own, carried)[:_MOST_NAMES]
        named = self.names(answer.searched) or self.terms(answer.searched)
        if answer.refused or not answer.citations:
            kept = () if named else before.names
            return Topic(tuple(dict.fromkeys([*names, *kept]))[:_MOST_NAMES])
        said = dict.fromkeys(name for s in answer.sentences for name in self.names(s.text))
        new = [name for name in said if not any(_same(name, known) for known in names)]
        if not named:
            names.append(answer.citations[0].title[:_LONGEST_TITLE])
        return Topic(tuple(names), tuple(new[:_MOST_SAID]))

    def _subject(self, own: str, carried: Sequence[str]) -> list[str]:
        """What a question names itself, and what it took over; all its words where it took nothing."""
        if not carried:
            return self.subject(own)
        found = [*self._named(own), *_phrases(own), *self._called(own)]
        return list(dict.fromkeys([*_texts(own, found), *carried]))


def _texts(text: str, spans: Sequence[Span]) -> list[str]:
    return list(dict.fromkeys(text[start:end] for start, end in joined(spans)))


def parts(searched: str, question: str) -> tuple[str, list[str]]:
    """The words of a question itself, without a request for more, and what it took from the one before."""
    found = _BRACKET.search(searched) if searched != question else None
    own = searched[: found.start()] if found else searched
    if more := MORE[script_language(own)].match(own.strip()):
        own = own.strip()[more.end() :]
    return own, re.split(r"[;；]\s?", found[1]) if found else []


def adds(text: str, known: Iterable[str]) -> bool:
    """Whether `text` has a number, or a word that means something, and none of the `known` texts has it."""
    language = script_language(text)
    known = list(known)
    have = {word.key for other in known for word in content_words(other, language)}
    numbers = {number for other in known for number in _DIGITS.findall(other)}
    return any(word.key not in have for word in content_words(text, language)) or not numbers.issuperset(
        _DIGITS.findall(text)
    )


def _capitalised(text: str) -> Iterator[Span]:
    for found in _NAME.finditer(text):
        start, end = found.span()
        if _SENTENCE_START.search(text[:start]):
            first = _LATIN.match(text, start)
            assert first
            alone = first.end() == end
            if alone and not first.group().isupper():
                continue
            if first.group().lower() in _GRAMMAR:
                rest = _NAME.search(text, first.end(), end)
                if not rest:
                    continue
                start = rest.start()
        if end - start > 1 or text[start:end].isdigit():
            yield start, end


_GRAMMAR = FUNCTION_WORDS["en"] | FUNCTION_WORDS["ru"]


def _grown(text: str, span: Span) -> Span:
    """The span with the noun beside the name: "Peacock" to "Peacock clock", "«Павлин»" to "часы «Павлин»"."""
    start, end = span
    if text[start:end].isascii() and _ARTICLE.search(text[:start]):
        after = re.match(r"\s([a-z][\w-]+)", text[end:])
        if after and _is_noun(after[1], "en"):
            end += after.end()
    before = re.search(r"(?<![\w-])([а-яё-]+)\s$", text[:start])
    if before and _is_noun(before[1], "ru"):
        start = before.start()
    return start, end


def _is_noun(word: str, language: str) -> bool:
    """Whether a word in lower case may well be one, for all that its ending and the lists tell."""
    verb = _VERB_EN if language == "en" else _VERB_RU
    return key(word, language) not in FUNCTION_WORDS[language] and not verb.fullmatch(word)


def joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _phrases(text: str) -> Iterator[Span]:
    """Noun phrases of English: what follows an article as far as nouns and what describes them go."""
    for article in _PHRASE.finditer(text):
        end = article.end()
        while found := _WORD.match(text, end):
            described = end > article.end()
            if (described and not _is_noun(found[1], "en")) or key(found[1], "en") in FUNCTION_WORDS["en"]:
                break
            end = found.end()
        if end > article.end() and not _POINTING.fullmatch(text, article.end(), end):
            yield article.end(), end


def _words(text: str) -> list[str]:
    """The words that mean something, neighbours in Chinese together."""
    language = script_language(text)
    found = content_words(text, language)
    if language != "zh":
        return [" ".join(text[w.start : w.end] for w in found)] if found else []
    return [text[start:end] for start, end in _touching([(w.start, w.end) for w in found])]


def _touching(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _same(name: str, other: str) -> bool:
    a, b = name.casefold(), other.casefold()
    return a in b or b in a
