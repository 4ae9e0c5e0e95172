"""What a passage says with reserve and a sentence repeats without it: all but for "perhaps" or "mostly".

Rewordings lose a reservation among many other words, which `Bearings` weighs. Where a sentence says the words
of the passage, the word that led them there can be looked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verification.arrangement import Laid
from assistant.verification.holding import Held
from assistant.verification.items import Item
from assistant.verification.polarity import Stance
from assistant.verification.verdict import Place


def reserve_cut(held: Held, laid: Sequence[Laid]) -> float:
    """How plainly the sentence leaves out a reservation of the passage.

    From 0 to 1, by the share of the words that are the passage's; `laid` are the clauses of the
    sentence, those on one spot as one (`Arrangement.joined`).
    """
    own, most = held.sentence.stance, 0.0
    for lying in laid:
        there = [met for met, said in zip(lying.met, lying.said, strict=True) if said and met is not None]
        reserved = _reservations(own, held.passages[lying.spot.passage].stance)
        if any(_is_led(lying.spot.items, k, reserved, lying.spot.place[0]) for k in there):
            most = max(most, lying.tight(set()) ** 2)
    return most


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
