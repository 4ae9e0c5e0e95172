"""What a passage says with reserve and a sentence repeats without it: all but for "perhaps" or "mostly".

Rewordings lose a reservation among many other words, which `Bearings` weighs. Where a sentence says the words
of the passage, the word that led them there can be looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.verification.arrangement import Laid
from assistant.verification.holding import Held
from assistant.verification.items import Item
from assistant.verification.polarity import Stance, within
from assistant.verification.verdict import Place


def reserves(held: Held, laid: Sequence[Laid]) -> tuple[float, float]:
    """How plainly the sentence leaves out a reservation of the passage, and insists where that does not.

    Each from 0 to 1, by the share of the words that are the passage's; `laid` are the clauses of the
    sentence, those on one spot as one (`Arrangement.joined`).
    """
    own, cut, insists = held.sentence.stance, 0.0, 0.0
    for lying in laid:
        theirs, (start, end) = held.passages[lying.spot.passage].stance, lying.spot.place
        amount = lying.tight(set()) ** 2
        certain = within((*theirs.no_room, *theirs.insists), start, end)
        for mine, there in _said(lying):
            if _is_led(lying.spot.items, there, _reservations(own, theirs), start):
                cut = max(cut, amount)
            if not certain and _is_led(lying.items, mine, (*own.no_room, *own.insists), 0):
                insists = max(insists, amount)
    return cut, insists


def _said(lying: Laid) -> Iterator[tuple[int, int]]:
    """The items that stand on the spot word for word: their numbers in the sentence and there."""
    for i, (met, said) in enumerate(zip(lying.met, lying.said, strict=True)):
        if met is not None and said:
            yield i, met


def _reservations(own: Stance, theirs: Stance) -> Sequence[Place]:
    """The reservations of a passage that the sentence has none of the kind of."""
    if own.hedges or own.opinions:
        return ()
    return theirs.hedges if own.room else (*theirs.hedges, *theirs.room)


def _is_led(items: Sequence[Item], index: int, places: Sequence[Place], start: int) -> bool:
    """Whether one of `places` stands before an item, from `start` on, with no other item between the two."""
    item = items[index]
    for a, b in places:
        if not start <= a < item.start:
            continue
        if not any(b <= other.start and other.end <= item.start for other in items[:index]):
            return True
    return False
