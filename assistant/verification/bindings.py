"""What number, date or name goes with what: facts are told by what stands around them.

A year may be in a passage and yet be another's: of a death, where the sentence speaks of a birth. What
stands around a fact in the sentence is held against what stands around it in the passages, and around the
others of its kind there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import numpy as np

from assistant.verification.alignment import place_of
from assistant.verification.dated import Dated
from assistant.verification.holding import Held
from assistant.verification.numbers import Number
from assistant.verification.reading import Reading
from assistant.verification.verdict import Place
from retrieval.language.analysis import stem

_FEWEST_TOKENS, _MOST_TOKENS = 2, 10
_LABEL = 2  # words of another number's line that are surely its label
_WINDOW = 24  # tokens either side of a fact, and how much less each counts than the one before it
_FADING = 0.012


_BOUND_KINDS = frozenset(
    {
        "material",
        "place",
        "building",
        "institution",
        "maker",
        "reign",
        "dynasty",
        "period",
        "technique",
        "work",
    }
)

# A fact's kind, its place in the sentence, its places in the passages and those of others of its kind there.
Bound = tuple[str, Place, list[tuple[int, int]], list[tuple[int, int]]]
Settled = tuple[str, list[tuple[int, int]], list[tuple[int, int]]]
_NAMED = frozenset({"name", "term"})
_LED_BY = _NAMED | {"day"}
_SEVERAL = 3  # sentences
_SETTLED = frozenset({"date", "day", "number"})


class Bindings:
    """The facts of one sentence with the places where passages have them and their rivals."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.facts = [fact for fact in self._bound_facts() if not self._is_named_above(fact[2])]

    def _is_named_above(self, own: Sequence[tuple[int, int]]) -> bool:
        """Whether only headings have a fact: it goes with all that stands below them."""
        return bool(own) and all(self._in_heading(passage, at) for passage, at in own)

    def _in_heading(self, passage: int, at: int) -> bool:
        reading = self.held.passages[passage]
        return place_of(reading.sentences, at) in reading.headings

    def settled(self) -> list[Settled]:
        """The dates, days and numbers that passages have, with their places and those of rivals there."""
        return [(kind, own, rivals) for kind, _, own, rivals in self.facts if kind in _SETTLED and own]

    def named(self) -> list[Settled]:
        """The names and terms that passages have, alike, but for those that lead a passage."""
        return [
            (kind, own, rivals)
            for kind, _, own, rivals in self.facts
            if kind in _NAMED and own and not any(self._is_led_by(*at) for at in own)
        ]

    def misplaced(self) -> Iterator[tuple[str, Place, float]]:
        """Facts that the passages have, but of something else: kind, place, and by how much.

        What stands around such a fact in the sentence is held against what stands around it in the
        passages, and against what stands around the others of its kind there.
        """
        for kind, place, own, rivals in self.facts:
            if kind in _LED_BY and any(self._is_led_by(*at) for at in own):
                continue
            rivals = [at for at in rivals if not self._in_heading(*at)]
            if not own or not rivals:
                continue
            if kind != "date":
                rivals = [at for at in rivals if not any(self._beside(at, one) for one in own)]
            if not rivals:  # which of two in one sentence is meant, `Arrangement.turned` tells
                continue
            around = [
                self._around(place, without) for without in (frozenset(), _NAMED)[: 1 + (kind in _NAMED)]
            ]
            better = [self._better(rows, own, rivals) for rows in around if len(rows) >= _FEWEST_TOKENS]
            if better and min(better) > 0:
                yield kind, place, min(better)

    def _better(
        self, rows: list[int], own: Sequence[tuple[int, int]], rivals: Sequence[tuple[int, int]]
    ) -> float:
        """How much better tokens fit around one of the rivals than around a fact's own places."""
        best = max(self._fit_around(rows, at) for at in own)
        return max(self._fit_around(rows, at) for at in rivals) - best

    def redated(self) -> float:
        """How much more of a date's clause stands, word for word, with another date of the passages.

        From 0 to 1, in the passages' sentences; between languages 0.
        """
        most = 0.0
        for kind, place, own, rivals in self.facts:
            if kind != "date" or not own or not rivals or self.held.words.foreign:
                continue
            clause = place_of(self.held.sentence.clauses, place[0]) or (0, len(self.held.sentence.text))
            said = {w.key for w in self.held.sentence.words if clause[0] <= w.start < clause[1]}
            if len(said) >= _FEWEST_TOKENS:
                beside = max(self._share(said, at) for at in own)
                most = max(most, max(self._share(said, at) for at in rivals) - beside)
        return most

    def _share(self, said: Set[str], at: tuple[int, int]) -> float:
        """The share of words that stand in the sentence of a passage that holds a place."""
        passage, place = self.held.passages[at[0]], at[1]
        around = place_of(passage.sentences, place) or (0, len(passage.text))
        theirs = {w.key for w in passage.words if around[0] <= w.start < around[1]}
        return len(said & theirs) / len(said)

    def mislabelled(self) -> float:
        """How far a sentence says of an object number what lists say of others, from 0 to 1."""
        sentence, most = self.held.sentence, 0.0
        said = {w.key for w in sentence.words}
        lines = [
            (
                {n.key for n in p.object_numbers if a <= n.start < b},
                {w.key for w in p.words if a <= w.start < b},
            )
            for p in self.held.passages
            for a, b in p.sentences
        ]
        for number in sentence.object_numbers if len(sentence.object_numbers) == 1 else ():
            own: set[str] = set().union(*(words for keys, words in lines if number.key in keys))
            others = [(words - own) & said for keys, words in lines if keys and number.key not in keys]
            if own and others:
                most = max(most, min(max(map(len, others)) / _LABEL, 1.0))
        return most

    def _beside(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether two places are in one sentence of a passage."""
        if one[0] != other[0]:
            return False
        sentences = self.held.passages[one[0]].sentences
        return place_of(sentences, one[1]) == place_of(sentences, other[1])

    def miscounted(self) -> float:
        """How far a number that the passages have counts something else there, from 0 to 1."""
        most = 0.0
        for number in self.held.sentence.numbers:
            there = [
                (i, n)
                for i, p in enumerate(self.held.passages)
                for n in p.numbers
                if number.same_value(n) or number.same_quantity(n)
            ]
            counted = self._counted(self.held.sentence, number)
            if not number.certain or not there or counted is None or number.unit:
                continue
            met = max(self._count_met(counted, self.held.passages[i], i, n) for i, n in there)
            most = max(most, 1.0 - met)
        return most

    def _counted(self, reading: Reading, number: Number) -> Place | None:
        """The place of what a number counts: the measure word behind it in Chinese, else the next word."""
        if reading.language == "zh":
            at = number.end
            return (at, at + 1) if reading.text[at : at + 1] >= "\u3400" else None
        after = next((w for w in reading.words if w.start >= number.end), None)
        if after is None or after.start - number.end > 2:
            return None
        return after.start, after.end

    def _count_met(self, counted: Place, passage: Reading, index: int, number: Number) -> float:
        written = self.held.sentence.folded[slice(*counted)]
        around = passage.folded[max(0, number.start - 30) : number.end + 30]
        if stem(written) in {stem(w) for w in around.split()} or (written and written in around):
            return 1.0
        columns = self.held.columns(index, (max(0, number.start - 40), number.end + 40))
        near = self.held.alignment.of_place(*counted, columns) if columns else 0.0
        return self.held.saying(near)

    def _is_led_by(self, passage: int, at: int) -> bool:
        """Whether a place is in the first of several sentences, of which the others may go on without
        naming anybody again.
        """
        sentences = self.held.passages[passage].sentences
        return len(sentences) >= _SEVERAL and at < sentences[0][1]

    def _around(self, place: Place, without: Set[str] = frozenset()) -> list[int]:
        """The tokens of the content words nearest to a fact, in its clause where that has enough of them.

        Facts of the kinds in `without` are left out: in a passage pronouns stand for names.
        """
        others = [fact[1] for fact in self.facts if fact[0] in without]
        clause = place_of(self.held.sentence.clauses, place[0]) or (0, len(self.held.sentence.text))
        for where in (clause, (0, len(self.held.sentence.text))):
            rows = self.held.rows(where, [place, *others])
            if len(rows) >= _FEWEST_TOKENS:
                break
        middle = (place[0] + place[1]) / 2
        return sorted(rows, key=lambda i: abs(sum(self.held.alignment.spans[i]) / 2 - middle))[:_MOST_TOKENS]

    def _fit_around(self, rows: list[int], at: tuple[int, int]) -> float:
        """How well tokens are met by those around a place of a passage, in its sentence."""
        passage, place = at
        starts = self.held.alignment.places[:, 0]
        around = place_of(self.held.passages[passage].sentences, place) or (
            0,
            len(self.held.passages[passage].text),
        )
        own = np.flatnonzero(self.held.alignment.owners == passage)
        centre = int(np.searchsorted(starts[own], place))
        window = own[max(0, centre - _WINDOW) : centre + _WINDOW]
        away = np.abs(np.arange(len(window)) - min(centre, _WINDOW))
        inside = (starts[window] >= around[0]) & (starts[window] < around[1])
        if not inside.any():
            return -1.0
        near = self.held.alignment.near[rows][:, window[inside]] - _FADING * away[inside]
        return float(near.max(axis=1).mean())

    def _bound_facts(self) -> Iterator[Bound]:
        """Each fact of the sentence with its places in the passages, and those of others of its kind."""
        mine = self.held.sentence
        texts = list(enumerate(self.held.passages))
        dates = [(i, d) for i, p in texts for d in p.dates if not d.named]
        for date in (d for d in mine.dates if not d.named):
            own = [(i, d.start) for i, d in dates if date.borne_out_by(d)]
            others = [
                (i, d.start) for i, d in dates if not date.borne_out_by(d) and not _said_too(d, mine.dates)
            ]
            yield "date", (date.start, date.end), own, others
        days = [(i, d) for i, p in texts for d in p.days]
        for day in mine.days:
            own = [(i, d.start) for i, d in days if day.borne_out_by(d)]
            others = [(i, d.start) for i, d in days if not any(m.borne_out_by(d) for m in mine.days)]
            yield "day", (day.start, day.end), own, others
        numbers = [(i, n) for i, p in texts for n in p.numbers]
        for number in (n for n in mine.numbers if n.certain):
            own = [(i, n.start) for i, n in numbers if number.same_value(n) or number.same_quantity(n)]
            others = [
                (i, n.start)
                for i, n in numbers
                if n.certain and n.unit == number.unit and not any(m.same_value(n) for m in mine.numbers)
            ]
            yield "number", (number.start, number.end), own, others
        objects = [(i, n) for i, p in texts for n in p.object_numbers]
        for thing in mine.object_numbers:
            own = [(i, n.start) for i, n in objects if n.key == thing.key]
            others = [(i, n.start) for i, n in objects if n.key not in {m.key for m in mine.object_numbers}]
            yield "object_number", (thing.start, thing.end), own, others
        yield from self._bound_names()
        yield from self._bound_terms()

    def _bound_names(self) -> Iterator[Bound]:
        theirs = [(i, n) for i, p in enumerate(self.held.passages) for n in p.names]
        mine = self.held.sentence.names
        sure = [name for name in mine if self.held.names.surely(name)]
        if not sure:
            return
        same = {name: [self.held.names.matches(name, n) for _, n in theirs] for name in mine}
        met = [any(each) for each in zip(*same.values(), strict=True)]
        others = [(i, n.start) for (i, n), said in zip(theirs, met, strict=True) if n.sure and not said]
        for name in sure:
            # The Dow of a passage may be called Robert Dow.
            whole = [any(same[n][at] for n in mine if n.run == name.run) for at in range(len(theirs))]
            own = [(i, n.start) for (i, n), said in zip(theirs, whole, strict=True) if said]
            yield "name", (name.start, name.end), own, others

    def _bound_terms(self) -> Iterator[Bound]:
        theirs = [(i, m) for i, p in enumerate(self.held.passages) for m in p.mentions]
        said = {t for m in self.held.sentence.mentions for t in m.terms}
        for mention in self.held.sentence.mentions:
            kinds = {t.kind for t in mention.terms} & _BOUND_KINDS
            if not kinds:
                continue
            own = [(i, m.start) for i, m in theirs if set(m.terms) & set(mention.terms)]
            others = [
                (i, m.start)
                for i, m in theirs
                if not set(m.terms) & said and kinds & {t.kind for t in m.terms}
            ]
            yield "term", (mention.start, mention.end), own, others


def _said_too(date: Dated, mine: Sequence[Dated]) -> bool:
    return any(m.borne_out_by(date) for m in mine)
