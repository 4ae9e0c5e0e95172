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
from assistant.verification.polarity import within
from assistant.verification.reading import Reading
from assistant.verification.token_space import overlapping
from assistant.verification.verdict import Place
from retrieval.embeddings import Vectors

_FEWEST_TOKENS, _MOST_TOKENS = 2, 10
_WINDOW = 14  # tokens either side of a fact
_UNSAID, _SAID = 0.1, 0.4  # how near a denied word is met by a sentence that does not say it, and that does


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

    def __init__(self, sentence: Reading, passages: Sequence[Reading], alignment: Alignment) -> None:
        self._sentence, self._passages, self._alignment = sentence, passages, alignment
        self._clauses = [
            (i, clause, columns)
            for i, passage in enumerate(passages)
            for clause in passage.clauses
            if len(columns := self._columns(i, clause))
        ]
        self.met = [met for place in sentence.clauses if (met := self._meet(place))]

    def misplaced(self) -> Iterator[tuple[Place, float]]:
        """Numbers, dates and object numbers that the passages have, but by something else; and by how much.

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
                yield place, other - best

    def denials(self) -> tuple[float, float]:
        """How far the sentence denies what the passages say, and says what they deny, each from 0 to 1."""
        return max(map(self._added, self._sentence.stance.denials), default=0.0), self._dropped()

    def _added(self, denial: Place) -> float:
        """How far the passages do not deny what `denial` does: its clause is met, and what it denies is."""
        met = next((m for m in self.met if m.place[0] <= denial[0] < m.place[1]), None)
        found = [(met.passage, met.clause, met.sentence)] if met else []
        denied = next((w for w in self._sentence.words if denial[0] <= w.start and w.end > denial[1]), None)
        at = self._alignment.meeting(denied.start, denied.end) if denied else None
        if at:
            passage = self._passages[at[0]]
            clause, around = (place_of(spans, at[1]) for spans in (passage.clauses, passage.sentences))
            if clause and around:
                found.append((at[0], clause, around))
        most = 1.0
        for passage_index, clause, around in found:
            theirs = self._passages[passage_index].stance.denials
            most = min(most, 0.0 if within(theirs, *clause) else 0.5 if within(theirs, *around) else 1.0)
        return most

    def _dropped(self) -> float:
        mine, most = self._sentence.stance.denials, 0.0
        for met in self.met:
            if within(mine, *met.place):
                continue
            passage = self._passages[met.passage]
            for start, end in passage.stance.denials:
                if met.clause[0] <= start < met.clause[1]:
                    denied = next((w for w in passage.words if w.start >= start and w.end > end), None)
                    said = self._said(met, (denied.start, denied.end) if denied else (start, end))
                    most = max(most, said * (0.5 if mine else 1.0))
        return most

    def _said(self, met: Met, denied: Place) -> float:
        """How far the sentence's clause says what stands at `denied` of the passage it meets, from 0 to 1."""
        rows = self._rows(met.place, [])
        columns = self._columns(met.passage, denied)
        if not rows or not columns:
            return 0.0
        near = float(self._alignment.near[np.ix_(rows, columns)].max(axis=0).mean())
        return min(max((near - _UNSAID) / (_SAID - _UNSAID), 0.0), 1.0)

    def unhedged(self) -> float:
        """How far the sentence states flatly what the passages only suppose, from 0 to 1."""
        if self._sentence.stance.hedges:
            return 0.0
        most = 0.0
        for met in self.met:
            theirs = self._passages[met.passage].stance.hedges
            most = max(
                most, 1.0 if within(theirs, *met.clause) else 0.5 if within(theirs, *met.sentence) else 0.0
            )
        return most

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
        window = window[(starts[window] >= around[0]) & (starts[window] < around[1])]
        return float(self._alignment.near[np.ix_(rows, window)].max(axis=1).mean()) if len(window) else -1.0

    def _bound_facts(self) -> Iterator[tuple[str, Place, list[tuple[int, int]], list[tuple[int, int]]]]:
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


def _said_too(date: Dated, mine: Sequence[Dated]) -> bool:
    return any(m.borne_out_by(date) for m in mine)
