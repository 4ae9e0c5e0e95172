"""Does what a sentence says stand together in the passage, and in the same arrangement?

Every word of a sentence may be in a passage and the sentence still be untrue: a word is there that stands
elsewhere in it, or two have changed places, so that who gave has received. Each clause is led to the
passage sentence that has most of it; there, what is missing and what is turned round is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.verification.crossing import around, crossed, is_list, is_strung, parted
from assistant.verification.grammar import Part, part_of
from assistant.verification.holding import Held
from assistant.verification.items import Item, items_of
from assistant.verification.verdict import Place
from retrieval.embeddings import Vectors

_FEWEST = 3  # items that a clause needs before one of them can be missed
_MOST_TURNED = 14  # items of a clause whose order is looked at
_STRUNG = 0.3
_LONGEST_RUN = 4  # items in the place of others
_AT_AN_END = 0.6  # how far a replaced item counts that stands first or last in its clause


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of a passage, its items, and its columns of the alignment."""

    passage: int
    place: Place
    items: list[Item]
    columns: list[int]


@dataclass(frozen=True, slots=True)
class Gap:
    """Items of a spot by their numbers; `between` others that are said on either side."""

    items: range
    between: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A clause of the sentence on the spot that has most of it: for each item the one there, or None."""

    items: list[Item]
    spot: Spot
    met: list[int | None]
    said: list[bool]
    near: list[float]

    def tight(self, without: set[int]) -> float:
        """The share of the items, but for some, that stand there word for word."""
        said = [s for i, s in enumerate(self.said) if i not in without]
        return sum(said) / len(said) if len(said) >= _FEWEST - 1 else 0.0

    def unsaid_runs(self) -> Iterator[range]:
        """The runs of a few items that the spot does not have word for word."""
        start = None
        for i, said in enumerate([*self.said, True]):
            if not said and start is None:
                start = i
            elif said and start is not None:
                if i - start <= _LONGEST_RUN:
                    yield range(start, i)
                start = None

    def in_their_place(self, run: range) -> Gap | None:
        """The items on the spot between those that say what stands before and behind a run of items."""
        last = len(self.spot.items)
        before = self.met[run.start - 1] if run.start else None
        behind = self.met[run.stop] if run.stop < len(self.met) else None
        if before is not None and behind is not None:
            there = range(before + 1, behind)
        elif before is not None:
            there = range(before + 1, min(before + 1 + len(run), last))
        else:
            there = range(max((behind or 0) - len(run), 0), behind or 0)
        taken = {m for i, m in enumerate(self.met) if i not in run}
        if not 0 < len(there) <= _LONGEST_RUN or taken & set(there):
            return None
        return Gap(there, between=before is not None and behind is not None)


class Arrangement:
    """How one sentence's clauses lie on the sentences of the passages."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self.spots = [] if held.words.foreign else list(self._all_spots())
        self._near = [held.alignment.near[:, spot.columns].max(axis=1) for spot in self.spots]
        self.items = items_of(held.sentence)
        # Between languages nothing is said word for word.
        self.laid = (
            [] if held.words.foreign else [laid for clause in self._clauses() if (laid := self._lay(clause))]
        )

    def together(self) -> float:
        """The share of the items that stand in one place with the rest of their clause."""
        met = [m is not None for laid in self.laid for m in laid.met]
        return float(np.mean(met)) if met else 1.0

    def strays(self) -> tuple[float, float, float]:
        """How plainly one item is missing where the rest of its clause is, from 0 to 1.

        Missing everywhere; standing in the passage further on; standing there before, from where a
        pronoun may take it up.
        """
        lone = behind = before = 0.0
        for laid in self.laid:
            for i, item in enumerate(laid.items):
                if laid.met[i] is not None or item.weak:
                    continue
                amount = laid.tight({i}) ** 3 * (1.0 - self._held.saying(laid.near[i]))
                where = self._elsewhere(item, laid.spot)
                if where is None:
                    lone = max(lone, amount)
                elif where:
                    before = max(before, amount)
                else:
                    behind = max(behind, amount)
        return lone, behind, before

    def replaced(self) -> float:
        """How plainly one item stands in another's place, from 0 to 1: a name between the same words.

        A word that says the same as the one in its place does not.
        """
        most = 0.0
        for laid in self.laid:
            for run in laid.unsaid_runs():
                place = laid.in_their_place(run)
                if not place:
                    continue
                amount = laid.tight(set(run)) ** 2
                if not self._are_names(laid, run, place.items):
                    amount *= 1.0 - self._held.saying(max(laid.near[i] for i in run))
                most = max(most, amount * (1.0 if place.between else _AT_AN_END))
        return most

    def _are_names(self, laid: Laid, run: range, there: range) -> bool:
        """Whether all items of a run, and one at least of those in their place, belong to names."""
        mine = all(self._is_name(laid.items[i], None) for i in run)
        return mine and any(self._is_name(laid.spot.items[k], laid.spot.passage) for k in there)

    def _is_name(self, item: Item, passage: int | None) -> bool:
        reading = self._held.sentence if passage is None else self._held.passages[passage]
        return any(n.start < item.end and item.start < n.end for n in reading.names)

    def turned(self) -> tuple[float, Place | None]:
        """How far two items of the sentence stand in each other's places in the passage, and the first."""
        most: tuple[float, Place | None] = (0.0, None)
        for laid in self.joined():
            order = [m if m is not None else -1 - i for i, m in enumerate(laid.met)]
            ground = list(range(len(laid.spot.items)))
            there = [(i, m) for i, m in enumerate(laid.met) if m is not None and laid.said[i]][:_MOST_TURNED]
            mine = {i: self._part(laid.items[i], None) for i, _ in there}
            theirs = {m: self._part(laid.spot.items[m], laid.spot.passage) for _, m in there}
            tight = laid.tight(set()) ** 2
            for n, (i, at) in enumerate(there):
                for j, to in there[:n]:
                    if at == to or not laid.items[i].alike(laid.items[j]):
                        continue
                    if self._listed(laid, (j, i), (to, at)):
                        continue
                    own = around(order, i, j), around(order, j, i)
                    found = around(ground, at, to), around(ground, to, at)
                    parts = (mine[i], mine[j]), (theirs[at], theirs[to])
                    amount = crossed(own, found, parts)
                    if laid.items[i].exact:
                        amount = min(amount, parted(own, found))
                    elif self._strung(laid, (j, i), (to, at)):
                        amount *= _STRUNG
                    amount *= tight
                    if amount > most[0]:
                        most = amount, (laid.items[i].start, laid.items[i].end)
        return min(most[0] / 2, 1.0), most[1]

    def joined(self) -> list[Laid]:
        """The clauses, those on one spot as one."""
        by_spot: dict[tuple[int, Place], Laid] = {}
        for laid in self.laid:
            spot = laid.spot
            before = by_spot.get((spot.passage, spot.place))
            if before:
                items = before.items + laid.items
                reached = before.near + laid.near
                laid = Laid(items, spot, *self._met(items, spot, reached), reached)
            by_spot[spot.passage, spot.place] = laid
        return list(by_spot.values())

    def _listed(self, laid: Laid, mine: tuple[int, int], theirs: tuple[int, int]) -> bool:
        """Whether two items are of one list, in the sentence or the passage, whose order says nothing."""
        passage = self._held.passages[laid.spot.passage].text
        return is_list(self._held.sentence.text, laid.items, mine) or is_list(
            passage, laid.spot.items, theirs
        )

    def _strung(self, laid: Laid, mine: tuple[int, int], theirs: tuple[int, int]) -> bool:
        """Whether a comma or an "and" stands between two items on both sides, as in a loose list."""
        passage = self._held.passages[laid.spot.passage].text
        return is_strung(self._held.sentence.text, laid.items, mine) and is_strung(
            passage, laid.spot.items, theirs
        )

    def _part(self, item: Item, passage: int | None) -> Part:
        reading = self._held.sentence if passage is None else self._held.passages[passage]
        return part_of(reading.text, (item.start, item.end), reading.language)

    def _clauses(self) -> list[list[Item]]:
        """The items of each clause; a clause with few belongs to the one before it."""
        pieces: list[list[Item]] = []
        for a, b in self._held.sentence.clauses:
            inside = [item for item in self.items if a <= item.start < b]
            if pieces and (len(inside) < _FEWEST or len(pieces[-1]) < _FEWEST):
                pieces[-1] += inside
            elif inside:
                pieces.append(inside)
        return pieces

    def _all_spots(self) -> Iterator[Spot]:
        for i, passage in enumerate(self._held.passages):
            items = items_of(passage)
            for a, b in passage.sentences:
                columns = self._held.columns(i, (a, b))
                inside = [item for item in items if a <= item.start < b]
                if columns and inside:
                    yield Spot(i, (a, b), inside, columns)

    def _lay(self, items: list[Item]) -> Laid | None:
        best: tuple[float, Laid] | None = None
        for spot, near in zip(self.spots, self._near, strict=True):
            reached = [self._reached(item, near) for item in items]
            met, said = self._met(items, spot, reached)
            fit = sum(m is not None for m in met) + 0.5 * float(np.mean(reached))
            if best is None or fit > best[0]:
                best = fit, Laid(items, spot, met, said, reached)
        return best[1] if best else None

    def _reached(self, item: Item, near: Vectors) -> float:
        rows = self._held.alignment.rows(item.start, item.end)
        return float(near[rows].mean()) if rows else 0.0

    def _met(
        self, items: Sequence[Item], spot: Spot, reached: Sequence[float]
    ) -> tuple[list[int | None], list[bool]]:
        """For each item the one on the spot that says it, and whether that is the item itself."""
        taken: set[int] = set()
        found: list[int | None] = []
        said: list[bool] = []
        for item, near in zip(items, reached, strict=True):
            same = [k for k, other in enumerate(spot.items) if item.same(other)]
            free = [k for k in same if k not in taken] or same
            said.append(bool(free))
            met = free[0] if free else None
            if met is None and not item.exact and near >= self._held.said_from:
                met = self._meant(item, spot)
            if met is not None:
                taken.add(met)
            found.append(met)
        return found, said

    def _meant(self, item: Item, spot: Spot) -> int | None:
        at = self._held.alignment.meeting(item.start, item.end, spot.columns)
        if at is None:
            return None
        place = at[1]
        return next((k for k, o in enumerate(spot.items) if o.start <= place < o.end), None)

    def _elsewhere(self, item: Item, spot: Spot) -> bool | None:
        """Whether the item stands in the passages before the spot; None where it stands nowhere."""
        found = None
        for other in self.spots:
            if other is not spot and any(item.same(o) for o in other.items):
                if other.passage == spot.passage and other.place < spot.place:
                    return True
                found = False
        return found
