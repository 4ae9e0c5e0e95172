"""What a sentence's clauses meet in the passages: what number goes with what, who denies, who doubts, and why.

Every clause of the sentence is led by the model's tokens to the passage clause that says most of it; there
the two are compared by rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.verification.alignment import Alignment, place_of
from assistant.verification.contrasts import opposites
from assistant.verification.dated import Dated
from assistant.verification.numbers import Number
from assistant.verification.polarity import within
from assistant.verification.reading import Reading
from assistant.verification.token_space import overlapping
from assistant.verification.verdict import Place
from assistant.verification.words import WordGrounding
from retrieval.embeddings import Vectors
from retrieval.language.analysis import stem

_FEWEST_TOKENS, _MOST_TOKENS = 2, 10
_WINDOW = 24  # tokens either side of a fact, and how much less each counts than the one before it
_FADING = 0.012
_DENIED = 3  # words either side of a denial that it is about
_NEAR_AT_HOME, _NEAR_ABROAD = (0.1, 0.4), (0.0, 0.25)


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


@dataclass(frozen=True, slots=True)
class Met:
    """A clause of the sentence at `place` and what it meets: passage, clause and sentence there, and the fit."""

    place: Place
    passage: int
    clause: Place
    sentence: Place
    fit: float


class Bearings:
    """Where the clauses of one sentence stand in the passages."""

    def __init__(
        self, sentence: Reading, passages: Sequence[Reading], words: WordGrounding, alignment: Alignment
    ) -> None:
        self._sentence, self._passages, self._alignment = sentence, passages, alignment
        self._words = words
        # How near a word is met by what does not say it, and by what does.
        self._unsaid_to, self._said_from = _NEAR_ABROAD if words.foreign else _NEAR_AT_HOME
        self._clauses = [
            (i, clause, columns)
            for i, passage in enumerate(passages)
            for clause in passage.clauses
            if len(columns := self._columns(i, clause))
        ]
        self.met = [met for place in sentence.clauses if (met := self._meet(place))]

    def misplaced(self) -> Iterator[tuple[str, Place, float]]:
        """Facts that the passages have, but of something else: kind, place, and by how much.

        What stands around such a fact in the sentence is held against what stands around it in the
        passages, and against what stands around the others of its kind there.
        """
        for kind, place, own, rivals in self._bound_facts():
            rows = self._around(place)
            if len(rows) < _FEWEST_TOKENS or not own or not rivals:
                continue
            best = max(self._fit_around(rows, at) for at in own)
            other = max(self._fit_around(rows, at) for at in rivals)
            if other > best:
                yield kind, place, other - best

    def denials(self) -> tuple[float, float]:
        """How far the sentence denies what the passages say, and says what they deny, each from 0 to 1."""
        return max(map(self._added, self._sentence.stance.denials), default=0.0), self._dropped()

    def _added(self, denial: Place) -> float:
        """How far the passages do not deny what `denial` does: its clause is met, and what it denies is."""
        met = next((m for m in self.met if m.place[0] <= denial[0] < m.place[1]), None)
        found = [(met.passage, met.clause, met.sentence)] if met else []
        denied = next((w for w in self._sentence.words if denial[0] <= w.start and w.end > denial[1]), None)
        at = self._alignment.meeting(denied.start, denied.end) if denied else None
        if at and denied and self._alignment.of_place(denied.start, denied.end) >= self._said_from:
            passage = self._passages[at[0]]
            clause, around = (place_of(spans, at[1]) for spans in (passage.clauses, passage.sentences))
            if clause and around:
                found.append((at[0], clause, around))
        most = 1.0
        for passage_index, clause, around in found:
            theirs = self._passages[passage_index].stance.denials
            most = min(most, 0.0 if within(theirs, *clause) else 0.5 if within(theirs, *around) else 1.0)
        word = self._sentence.folded[slice(*denial)]
        same = len(word) > 3 and any(
            word in p.folded[slice(*d)] for p in self._passages for d in p.stance.denials
        )
        return min(most, 0.3) if same else most

    def _dropped(self) -> float:
        mine, most = self._sentence.stance.denials, 0.0
        for met in self.met:
            if within(mine, *met.place):
                continue
            passage = self._passages[met.passage]
            for denial in passage.stance.denials:
                if not met.sentence[0] <= denial[0] < met.sentence[1]:
                    continue
                said = self._said(met, denial)
                if not met.clause[0] <= denial[0] < met.clause[1] and said < 1.0:
                    continue
                most = max(most, said * (0.5 if mine else 1.0))
        return most

    def _said(self, met: Met, denial: Place) -> float:
        """How far the sentence's clause says what the passage it meets denies there, from 0 to 1."""
        passage = self._passages[met.passage]
        clause = place_of(passage.clauses, denial[0]) or met.clause
        before = [w for w in passage.words if clause[0] <= w.start and w.end <= denial[0]]
        behind = [w for w in passage.words if denial[1] <= w.start < clause[1]]
        denied = [*before[-_DENIED:], *behind[:_DENIED]]
        rows = self._rows(met.place, [])
        if not denied or not rows:
            return 0.0
        own = {w.key for w in self._sentence.words if met.place[0] <= w.start < met.place[1]}
        said = []
        for word in denied:
            columns = self._columns(met.passage, (word.start, word.end))
            near = float(self._alignment.near[np.ix_(rows, columns)].max(axis=0).mean()) if columns else 0.0
            scaled = min(max((near - self._unsaid_to) / (self._said_from - self._unsaid_to), 0.0), 1.0)
            said.append(1.0 if word.key in own else scaled)
        return min(max((float(np.mean(said)) - 0.35) / 0.4, 0.0), 1.0)

    def unhedged(self) -> float:
        """How far the sentence states flatly what the passages only suppose, from 0 to 1."""
        if self._sentence.stance.hedges:
            return 0.0
        most = 0.0
        for met in self.met:
            theirs = self._passages[met.passage].stance.hedges
            near, around = within(theirs, *met.clause), within(theirs, *met.sentence)
            most = max(most, 1.0 if near else 0.5 if around else 0.0)
        return most

    def overstated(self) -> float:
        """How far the sentence leaves no room where the passages do, or insists where they do not."""
        most = 0.0
        for met in self.met:
            own, there = self._sentence.stance, self._passages[met.passage].stance
            if within(own.insists, *met.place) and not within(there.insists, *met.sentence):
                most = 1.0
            if within(own.no_room, *met.place) and not within(there.no_room, *met.sentence):
                most = max(most, 1.0 if within(there.room, *met.sentence) else 0.3)
        return most

    def room_dropped(self) -> float:
        """1 where the passages leave room and the sentence says the same without it."""
        own = self._sentence.stance
        return float(
            not own.room
            and not own.hedges
            and any(within(self._passages[met.passage].stance.room, *met.clause) for met in self.met)
        )

    def swapped(self) -> float:
        """By how much two facts of the sentence fit better in each other's places in the passages."""
        facts = [f for f in self._bound_facts() if f[2]]
        fits: dict[tuple[int, int], float] = {}

        def fit(i: int, j: int) -> float:
            if (i, j) not in fits:
                rows = self._around(facts[i][1])
                fits[i, j] = max(self._fit_around(rows, at) for at in facts[j][2]) if rows else 0.0
            return fits[i, j]

        most = 0.0
        for i, one in enumerate(facts):
            for j, other in enumerate(facts[:i]):
                if one[0] == other[0] and not set(one[2]) & set(other[2]):
                    most = max(most, fit(i, j) + fit(j, i) - fit(i, i) - fit(j, j))
        return most

    def miscounted(self) -> float:
        """How far a number that the passages have counts something else there, from 0 to 1."""
        most = 0.0
        for number in self._sentence.numbers:
            there = [
                (i, n)
                for i, p in enumerate(self._passages)
                for n in p.numbers
                if number.same_value(n) or number.same_quantity(n)
            ]
            counted = self._counted(self._sentence, number)
            if not number.certain or not there or counted is None or number.unit:
                continue
            met = max(self._count_met(counted, self._passages[i], i, n) for i, n in there)
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
        written = self._sentence.folded[slice(*counted)]
        around = passage.folded[max(0, number.start - 30) : number.end + 30]
        if stem(written) in {stem(w) for w in around.split()} or (written and written in around):
            return 1.0
        columns = self._columns(index, (max(0, number.start - 40), number.end + 40))
        near = self._alignment.of_place(*counted, columns) if columns else 0.0
        return min(max((near - self._unsaid_to) / (self._said_from - self._unsaid_to), 0.0), 1.0)

    def opposed(self) -> list[Place]:
        """Words of the sentence whose opposite stands where the passage says the same."""
        found = []
        for met in self.met:
            ground = self._passages[met.passage].text[slice(*met.sentence)]
            own = self._sentence.text[slice(*met.place)]
            found += [(met.place[0] + a, met.place[0] + b) for a, b in opposites(own, ground)]
        return found

    def causes(self) -> list[Place]:
        """The clauses in which the sentence gives a cause where the passages it meets give none."""
        found = []
        for start, _ in self._sentence.stance.causes:
            met = next((m for m in self.met if m.place[0] <= start < m.place[1]), None)
            if met and not within(self._passages[met.passage].stance.causes, *met.sentence):
                found.append((start, met.place[1]))
        return found

    def _meet(self, place: Place) -> Met | None:
        rows = self._rows(place, [])
        if not rows or not self._clauses:
            return None
        fits = self._fits(rows)
        best = int(fits.argmax())
        passage, clause, _ = self._clauses[best]
        sentences = self._passages[passage].sentences
        around = next((s for s in sentences if s[0] <= clause[0] < s[1]), clause)
        return Met(place, passage, clause, around, float(fits[best]))

    def _fits(self, rows: list[int]) -> Vectors:
        """How well tokens of the sentence are met in each clause."""
        near = self._alignment.near[rows]
        return np.array([near[:, columns].max(axis=1).mean() for _, _, columns in self._clauses], np.float32)

    def _rows(self, place: Place, without: Sequence[Place]) -> list[int]:
        """The tokens of the content words in `place`, those of other facts left out."""
        facts = [
            (f.start, f.end) for f in (*self._sentence.dates, *self._sentence.days, *self._sentence.numbers)
        ]
        out = [*facts, *without]
        rows: dict[int, None] = {}
        for word in self._sentence.words:
            if place[0] <= word.start < place[1] and not any(a < word.end and word.start < b for a, b in out):
                rows.update(dict.fromkeys(overlapping(self._alignment.spans, word.start, word.end)))
        return list(rows)

    def _columns(self, passage: int, clause: Place) -> list[int]:
        starts = self._alignment.places[:, 0]
        held = (self._alignment.owners == passage) & (starts >= clause[0]) & (starts < clause[1])
        return [int(i) for i in np.flatnonzero(held)]

    def _around(self, place: Place) -> list[int]:
        """The tokens of the content words nearest to a fact, in its clause where that has enough of them."""
        clause = place_of(self._sentence.clauses, place[0]) or (0, len(self._sentence.text))
        for where in (clause, (0, len(self._sentence.text))):
            rows = self._rows(where, [place])
            if len(rows) >= _FEWEST_TOKENS:
                break
        middle = (place[0] + place[1]) / 2
        return sorted(rows, key=lambda i: abs(sum(self._alignment.spans[i]) / 2 - middle))[:_MOST_TOKENS]

    def _fit_around(self, rows: list[int], at: tuple[int, int]) -> float:
        """How well tokens are met by those around a place of a passage, in its sentence."""
        passage, place = at
        starts = self._alignment.places[:, 0]
        around = place_of(self._passages[passage].sentences, place) or (0, len(self._passages[passage].text))
        own = np.flatnonzero(self._alignment.owners == passage)
        centre = int(np.searchsorted(starts[own], place))
        window = own[max(0, centre - _WINDOW) : centre + _WINDOW]
        away = np.abs(np.arange(len(window)) - min(centre, _WINDOW))
        inside = (starts[window] >= around[0]) & (starts[window] < around[1])
        if not inside.any():
            return -1.0
        near = self._alignment.near[np.ix_(rows, window[inside])] - _FADING * away[inside]
        return float(near.max(axis=1).mean())

    def _bound_facts(self) -> Iterator[Bound]:
        """Each exact fact of the sentence with the places where the passages have it and where others of its kind."""
        mine = self._sentence
        texts = list(enumerate(self._passages))
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
        theirs = [(i, n) for i, p in enumerate(self._passages) for n in p.names]
        mine = self._sentence.names
        others = [
            (i, n.start) for i, n in theirs if n.sure and not any(self._words.matches(m, n) for m in mine)
        ]
        for name in (n for n in mine if self._words.surely(n)):
            own = [(i, n.start) for i, n in theirs if self._words.matches(name, n)]
            yield "name", (name.start, name.end), own, others

    def _bound_terms(self) -> Iterator[Bound]:
        theirs = [(i, m) for i, p in enumerate(self._passages) for m in p.mentions]
        said = {t for m in self._sentence.mentions for t in m.terms}
        for mention in self._sentence.mentions:
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
