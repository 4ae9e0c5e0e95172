"""Whether clauses of a sentence are met better by what denies than by what affirms."""

from __future__ import annotations

import numpy as np

from assistant.verification.bearings import Bearings
from assistant.verification.polarity import within

_FEWEST_ROWS = 2  # tokens of a clause that tell what it meets
_AS_WELL, _MUCH_BETTER = 0.02, 0.12
_HARDLY, _FITTING = 0.05, 0.25  # from how badly a clause may be met to tell anything to how well
_AFFIRMS, _MAY_DENY, _DENIES = 0, 1, 2


def parity(bearings: Bearings) -> tuple[float, float]:
    """How much better clauses are met by what affirms what they deny, and denies what they affirm.

    Each from 0 to 1, by how well the clause is met at all. A clause of the passages that may deny in other
    words than a denial's speaks for neither.
    """
    held, added, dropped = bearings.held, 0.0, 0.0
    own, denying = held.sentence.stance, _denying(bearings)
    for place in held.sentence.clauses:
        rows = held.rows(place, [])
        if len(rows) < _FEWEST_ROWS or not bearings.clauses:
            continue
        fits = bearings.fits(rows)
        affirmed, maybe, denied = (
            float(fits[denying == kind].max(initial=-1.0)) for kind in (_AFFIRMS, _MAY_DENY, _DENIES)
        )
        well = min(max((float(fits.max()) + _HARDLY) / _FITTING, 0.0), 1.0)
        if within(own.denials, *place):
            added = max(added, well * _gap(affirmed - max(maybe, denied)))
        elif not within(own.soft_denials, *place):
            dropped = max(dropped, well * _gap(denied - max(affirmed, maybe)))
    return added, dropped


def _denying(bearings: Bearings) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each clause of the passages whether it denies."""
    found = []
    for passage, clause, _ in bearings.clauses:
        theirs = bearings.held.passages[passage].stance
        softly = _MAY_DENY if within(theirs.soft_denials, *clause) else _AFFIRMS
        found.append(_DENIES if within(theirs.denials, *clause) else softly)
    return np.array(found, np.int64)


def _gap(by: float) -> float:
    """From how much better a clause is met to how surely, from 0 to 1."""
    return min(max((by + _AS_WELL) / _MUCH_BETTER, 0.0), 1.0)
