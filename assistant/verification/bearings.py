"""What a sentence's clauses meet in the passages: who denies, leaves room, says the opposite, and why.

The model's tokens lead every clause of the sentence to the passage clause that says most of it; there the
two are compared by rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.verification.alignment import place_of
from assistant.verification.contrasts import Opposite, opposites
from assistant.verification.holding import Held
from assistant.verification.polarity import within
from assistant.verification.verdict import Place
from retrieval.embeddings import Vectors
from retrieval.language.word_keys import Word

# Open, and closed on Mondays.
_EXCEPT = re.compile(r"\bexcept|(?<!\w)кроме(?!\w)|除[^去掉]", re.IGNORECASE)
_CONTRAST = re.compile(r"[;；]|\bbut\b|(?<!\w)(?:но|а|однако)(?!\w)|但|而|却|卻", re.IGNORECASE)
_ALL_BUT = 0.04  # how much less well a clause may be met and still be meant
_BEFORE = 0.8  # how much less the word before a denial is what it denies
_BESIDE = 0.3  # how far a denial is added where the passage denies something in the same sentence
_SOFTLY = 0.5  # how far it is added where the passage has a word that may stand for it
_NEXT = 12  # characters within which what is denied is named
_AROUND = 0.25  # how far a reservation counts that is another clause's
_DENIED = 3  # words either side of a denial that it is about


@dataclass(frozen=True, slots=True)
class Met:
    """A clause of the sentence at `place` and what it meets: a passage, a clause and a sentence of it."""

    place: Place
    passage: int
    clause: Place
    sentence: Place
    fit: float


class Bearings:
    """Where the clauses of one sentence stand in the passages."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.clauses = [
            (i, clause, columns)
            for i, passage in enumerate(held.passages)
            for clause in passage.clauses
            if len(columns := held.columns(i, clause))
        ]
        near = held.alignment.near
        # How well each token is met in each clause.
        self._near = np.array([near[:, columns].max(axis=1) for _, _, columns in self.clauses], np.float32)
        self.met = [met for place in held.sentence.clauses if (met := self._meet(place))]

    def denials(self) -> tuple[float, float]:
        """How far the sentence denies what the passages say, and says what they deny, each from 0 to 1."""
        return max(map(self._added, self.held.sentence.stance.denials), default=0.0), self._dropped()

    def _added(self, denial: Place) -> float:
        """How far the passages do not deny what `denial` does: its clause is met, and what it denies is."""
        place = next((c for c in self.held.sentence.clauses if c[0] <= denial[0] < c[1]), None)
        found = [(m.passage, m.clause, m.sentence) for m in self._may_meet(place)] if place else []
        denied = next(
            (w for w in self.held.sentence.words if denial[0] <= w.start and w.end > denial[1]), None
        )
        at = self.held.alignment.meeting(denied.start, denied.end) if denied else None
        if at and denied and self.held.alignment.of_place(denied.start, denied.end) >= self.held.said_from:
            passage = self.held.passages[at[0]]
            clause, around = (place_of(spans, at[1]) for spans in (passage.clauses, passage.sentences))
            if clause and around:
                found.append((at[0], clause, around))
        most = 1.0
        own = denied is not None and place is not None and denied.start < place[1]
        told = [self._denied_there(denied, *where) for where in found] if denied and own else []
        if said := [how_far for how_far in told if how_far is not None]:
            return 1.0 - max(said)
        for passage_index, clause, around in found:
            stance = self.held.passages[passage_index].stance
            if within(stance.denials, *clause):
                most = 0.0
            elif within(stance.denials, *around):
                most = min(most, _BESIDE)
            elif within(stance.soft_denials, *clause):
                most = min(most, _SOFTLY)
        if denied:  # what the passage never speaks of, it does not affirm: "left plain" is "not decorated"
            where = [(i, clause) for i, clause, _ in found]
            before = [w for w in self.held.sentence.words if w.end <= denial[0]][-1:]
            near = [_BEFORE * self._spoken_of(word, where) for word in before]
            most *= max([self._spoken_of(denied, where), *near])
        if most and place and self._denied_of_the_same(denial, place):
            most = min(most, _BESIDE)
        word = self.held.sentence.folded[slice(*denial)]
        same = len(word) > 3 and any(
            word in p.folded[slice(*d)] for p in self.held.passages for d in p.stance.denials
        )
        return min(most, 0.3) if same else most

    def _denied_of_the_same(self, denial: Place, clause: Place) -> bool:
        """Whether the name next behind a denial stands in a clause of the passages that denies."""
        sentence = self.held.sentence
        behind = [n for n in sentence.names if denial[1] <= n.start < clause[1]][:1]
        texts = [n.text for n in behind] if behind and behind[0].start - denial[1] <= _NEXT else []
        return any(
            text in passage.text[slice(*place)] and within(passage.stance.denials, *place)
            for text in texts
            for passage in self.held.passages
            for place in passage.clauses
        )

    def _spoken_of(self, word: Word, clauses: Sequence[tuple[int, Place]]) -> float:
        """How far clauses of the passages say a word of the sentence, from 0 to 1."""
        most = 0.0
        for passage, clause in clauses:
            near = self.held.alignment.of_place(word.start, word.end, self.held.columns(passage, clause))
            most = max(most, 1.0 if self._has(word, passage, clause) else self.held.saying(near))
        return most

    def _denied_there(self, word: Word, passage: int, clause: Place, around: Place) -> float | None:
        """How far a clause that has a word of the sentence denies it, from 0 to 1; None where it lacks it.

        A denial further to the front of its sentence may reach it, unless what lies between is contrasted.
        What may stand for a denial half does, unless it is the word itself: "not lost" where it was lost.
        """
        reading = self.held.passages[passage]
        own = [w for w in reading.words if w.key == word.key and clause[0] <= w.start < clause[1]]
        if not own:
            return None
        if within(reading.stance.denials, *clause):
            return 1.0
        before = [d for d in reading.stance.denials if around[0] <= d[0] < own[0].start]
        if any(not _CONTRAST.search(reading.text[b : own[0].start]) for _, b in before):
            return 1.0 - _BESIDE
        soft = [d for d in reading.stance.soft_denials if clause[0] <= d[0] < clause[1]]
        return _SOFTLY * any(all(b <= w.start or w.end <= a for w in own) for a, b in soft)

    def _has(self, word: Word, passage: int, clause: Place) -> bool:
        """Whether a clause of a passage has a word of the sentence, in any of its forms."""
        words = self.held.passages[passage].words
        return any(w.key == word.key for w in words if clause[0] <= w.start < clause[1])

    def _dropped(self) -> float:
        mine, most = self.held.sentence.stance.denials, 0.0
        for met in self.met:
            if within(mine, *met.place):
                continue
            passage = self.held.passages[met.passage]
            softly = bool(within(self.held.sentence.stance.soft_denials, *met.place))
            for denial in passage.stance.denials:
                if not met.sentence[0] <= denial[0] < met.sentence[1]:
                    continue
                said = self._said(met, denial)
                there = met.clause[0] <= denial[0] < met.clause[1]
                if not there and (said < 1.0 or self.held.words.foreign):
                    continue
                most = max(most, said * (_BESIDE if softly else 0.5 if mine else 1.0))
        return most

    def _said(self, met: Met, denial: Place) -> float:
        """How far the sentence's clause says what the passage it meets denies there, from 0 to 1."""
        passage = self.held.passages[met.passage]
        clause = place_of(passage.clauses, denial[0]) or met.clause
        before = [w for w in passage.words if clause[0] <= w.start and w.end <= denial[0]]
        behind = [w for w in passage.words if denial[1] <= w.start < clause[1]]
        denied = [*before[-_DENIED:], *behind[:_DENIED]]
        rows = self.held.rows(met.place, [])
        if not denied or not rows:
            return 0.0
        own = {w.key for w in self.held.sentence.words if met.place[0] <= w.start < met.place[1]}
        said = []
        for word in denied:
            columns = self.held.columns(met.passage, (word.start, word.end))
            near = (
                float(self.held.alignment.near[np.ix_(rows, columns)].max(axis=0).mean()) if columns else 0.0
            )
            scaled = self.held.saying(near)
            said.append(1.0 if word.key in own else scaled)
        return min(max((float(np.mean(said)) - 0.35) / 0.4, 0.0), 1.0)

    def unhedged(self) -> float:
        """How far the sentence states flatly what the passages only suppose, from 0 to 1."""
        if self.held.sentence.stance.hedges or self.held.sentence.stance.opinions:
            return 0.0
        most = 0.0
        for met in self.met:
            theirs = self.held.passages[met.passage].stance.hedges
            near, around = within(theirs, *met.clause), within(theirs, *met.sentence)
            most = max(most, 1.0 if near else _AROUND if around else 0.0)
        return most

    def overstated(self) -> float:
        """How far the sentence leaves no room where the passages do, or insists where they do not."""
        most, foreign = 0.0, self.held.words.foreign
        for met in self.met:
            own, there = self.held.sentence.stance, self.held.passages[met.passage].stance
            # Between languages which sentence a clause meets is less sure.
            if foreign and (there.no_room or there.insists):
                continue
            if within(own.insists, *met.place) and not within(there.insists, *met.sentence):
                most = 1.0
            if within(own.no_room, *met.place) and not within(there.no_room, *met.sentence):
                most = max(most, 1.0 if within(there.room, *met.sentence) else 0.3)
        return most

    def room_dropped(self) -> float:
        """1 where the passages leave room and the sentence says the same without it."""
        own = self.held.sentence.stance
        return float(
            not own.room
            and not own.hedges
            and any(within(self.held.passages[met.passage].stance.room, *met.clause) for met in self.met)
        )

    def opposed(self) -> list[Opposite]:
        """Words of the sentence whose opposite stands where the passage says the same.

        Where only one of the two denies, opposites say the same.
        """
        found = []
        for met in self.met:
            passage = self.held.passages[met.passage]
            denied = bool(within(self.held.sentence.stance.denials, *met.place))
            if denied != bool(within(passage.stance.denials, *met.clause)):
                continue
            ground = passage.text[slice(*met.sentence)]
            if _EXCEPT.search(ground):
                continue
            own = self.held.sentence.text[slice(*met.place)]
            for opposite in opposites(own, ground, self.held.sentence.text):
                there = place_of(passage.clauses, met.sentence[0] + opposite.there) or met.clause
                if denied == bool(within(passage.stance.denials, *there)):  # "not treated" is untreated
                    start, end = met.place[0] + opposite.start, met.place[0] + opposite.end
                    found.append(opposite._replace(start=start, end=end))
        return found

    def _may_meet(self, place: Place) -> list[Met]:
        """The passage clauses that a clause of the sentence meets best, or all but as well."""
        rows = self.held.rows(place, [])
        if not rows or not self.clauses:
            return []
        fits = self.fits(rows)
        found = []
        for index in np.flatnonzero(fits >= fits.max() - _ALL_BUT):
            passage, clause, _ = self.clauses[int(index)]
            around = place_of(self.held.passages[passage].sentences, clause[0]) or clause
            found.append(Met(place, passage, clause, around, float(fits[index])))
        return found

    def _meet(self, place: Place) -> Met | None:
        rows = self.held.rows(place, [])
        if not rows or not self.clauses:
            return None
        fits = self.fits(rows)
        best = int(fits.argmax())
        passage, clause, _ = self.clauses[best]
        sentences = self.held.passages[passage].sentences
        around = next((s for s in sentences if s[0] <= clause[0] < s[1]), clause)
        return Met(place, passage, clause, around, float(fits[best]))

    def fits(self, rows: list[int]) -> Vectors:
        """How well tokens of the sentence are met in each clause."""
        fits: Vectors = self._near[:, rows].mean(axis=1)
        return fits
