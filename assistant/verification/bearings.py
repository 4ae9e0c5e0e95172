"""What a sentence's clauses meet in the passages: what number goes with what, who denies, who doubts, and why.

Every clause of the sentence is led by the model's tokens to the passage clause that says most of it; there
the two are compared by rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.verification.alignment import Alignment
from assistant.verification.contrasts import opposites
from assistant.verification.polarity import within
from assistant.verification.reading import Reading
from assistant.verification.token_space import overlapping
from assistant.verification.verdict import Place
from retrieval.embeddings import Vectors

_FEWEST_WORDS = 2


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

    def misplaced(self) -> Iterator[tuple[Place, str, float]]:
        """Numbers and dates that the passages have, but with something else: place, kind, by how much."""
        for kind, place, there in self._bound_facts():
            clause = next((c for c in self._sentence.clauses if c[0] <= place[0] < c[1]), self._sentence.clauses[0])
            rows = self._rows(clause, [place])
            if len(rows) < _FEWEST_WORDS:
                rows = self._rows((0, len(self._sentence.text)), [place])
            if len(rows) < _FEWEST_WORDS or not self._clauses:
                continue
            fits = self._fits(rows)
            holding = [any(i == p and c[0] <= at < c[1] for p, at in there) for i, c, _ in self._clauses]
            if not any(holding):
                continue
            best = int(fits.argmax())
            if not holding[best] and self._has_rival(kind, self._clauses[best][:2]):
                own = max(fit for fit, held in zip(fits, holding, strict=True) if held)
                yield place, kind, float(fits[best] - own)

    def denials(self) -> tuple[float, float]:
        """How far the sentence denies what the passages say, and says what they deny, each from 0 to 1."""
        added = dropped = 0.0
        mine = self._sentence.stance.denials
        for met in self.met:
            theirs = self._passages[met.passage].stance.denials
            near, around = within(theirs, *met.clause), within(theirs, *met.sentence)
            if within(mine, *met.place):
                added = max(added, 0.0 if near else 0.5 if around else 1.0)
            elif near:
                dropped = max(dropped, 0.5 if mine else 1.0)
        return added, dropped

    def unhedged(self) -> float:
        """How far the sentence states flatly what the passages only suppose, from 0 to 1."""
        if self._sentence.stance.hedges:
            return 0.0
        most = 0.0
        for met in self.met:
            theirs = self._passages[met.passage].stance.hedges
            most = max(most, 1.0 if within(theirs, *met.clause) else 0.5 if within(theirs, *met.sentence) else 0.0)
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
        facts = [(f.start, f.end) for f in (*self._sentence.dates, *self._sentence.days, *self._sentence.numbers)]
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

    def _bound_facts(self) -> Iterator[tuple[str, Place, list[tuple[int, int]]]]:
        """Each date, day and number of the sentence with every place where the passages have it."""
        texts = list(enumerate(self._passages))
        for date in self._sentence.dates:
            if not date.named:
                there = [(i, d.start) for i, p in texts for d in p.dates if date.borne_out_by(d)]
                yield "date", (date.start, date.end), there
        for day in self._sentence.days:
            there = [(i, d.start) for i, p in texts for d in p.days if day.borne_out_by(d)]
            yield "day", (day.start, day.end), there
        for number in self._sentence.numbers:
            if number.certain:
                there = [
                    (i, n.start)
                    for i, p in texts
                    for n in p.numbers
                    if number.same_value(n) or number.same_quantity(n)
                ]
                yield "number", (number.start, number.end), there

    def _has_rival(self, kind: str, where: tuple[int, Place]) -> bool:
        """Whether a passage clause names another fact of the kind."""
        passage, clause = self._passages[where[0]], where[1]
        facts: Sequence[Place] = {
            "date": [(d.start, d.end) for d in passage.dates if not d.named],
            "day": [(d.start, d.end) for d in passage.days],
            "number": [(n.start, n.end) for n in passage.numbers if n.certain],
        }[kind]
        return any(clause[0] <= a < clause[1] for a, _ in facts)
