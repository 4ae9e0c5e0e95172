"""Puts the passages found in order: nearness, late interaction, what is near to everything, and wording.

The first three are cosines and the last a share, so one question's scores can be held against another's.
The shares were chosen on the sets that docs/decisions/0003-ranking.md names.
"""

from __future__ import annotations

import numpy as np

from retrieval.embeddings import Vectors

# How much is taken off of what all questions of a language have in common: it says nothing about what
# is asked, and draws passages of that language.
COMMON_SHARE = 0.65
HUBNESS_SHARE = 0.5
LATE_SHARE = 1.0
WORDING_SHARE = 0.3
# How much lower late interaction is of two texts in different scripts that mean the same.
FOREIGN_LATE = 0.13
# How far cosines of passages that are meant alike differ by chance. Where the nearest passages differ by no
# more than that, their order says nothing, and wording decides.
CHANCE = 0.014
# What an object number of the question adds, times how well it agrees (`match_strength`): found whole it
# outweighs everything else, and as it is spelled it outweighs other spellings.
NUMBER_SHARE = 1.0
# What it adds more where the document opens with the number: it is about that object, and others mention it.
OPENING_SHARE = 0.2
# How many passages are fetched by nearness alone for each one that is wanted, at the least and at most.
_FETCHED, _FEWEST_FETCHED = 4, 40
_CROWD = 40  # of the nearest tell whether they differ by more than chance
# How many of them a cross-encoder reads, which takes as long as embedding each.
_READ, _FEWEST_READ = 2, 20


def question_vector(question: Vectors, common: Vectors) -> Vectors:
    """The vector to search with: the question's without a share of what its language's have in common."""
    vector: Vectors = question - COMMON_SHARE * common
    return vector


def fetched(k: int) -> int:
    """How many passages to fetch by nearness so that the best `k` are among them."""
    return max(_FETCHED * k, _FEWEST_FETCHED)


def read(k: int) -> int:
    """How many passages a cross-encoder reads so that the best `k` are among them."""
    return max(_READ * k, _FEWEST_READ)


def scores(nearness: Vectors, late: Vectors, hubness: Vectors, wording: Vectors, *, crowd: int) -> Vectors:
    """One score a passage, higher is better; all arguments of shape (passages,).

    `nearness` is the product of the searched vector with the passage's, `late` its late interaction
    with the question (or what a cross-encoder gives it), `hubness` its nearness to questions at large,
    `wording` the share of the question's words that it holds, by their rarity (0 to 1, more
    where they follow each other as asked). The first `crowd` passages are those that nearness
    found, best first.
    """
    meant = (nearness + LATE_SHARE * late - HUBNESS_SHARE * hubness) / (1 + LATE_SHARE)
    best = meant.max()
    told = best - reliability(meant[: min(crowd, _CROWD)]) * (best - meant)
    combined: Vectors = np.asarray(told + WORDING_SHARE * wording, np.float32)
    return combined


def reliability(meant: Vectors) -> float:
    """How far the differences in meaning of the nearest passages are to be trusted, 0 to 1.

    One half where their variance is what chance makes of it; squared, so that it falls fast below that, among
    near-alike records, and is nearly one above, among texts on different matters.
    """
    variance = float(meant.var()) if len(meant) else 0.0
    return variance**2 / (variance**2 + CHANCE**4)
