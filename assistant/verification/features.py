"""The measures of a sentence against passages that its score is made of, each from 0 to about 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

import numpy as np

from assistant.verification.alignment import Alignment
from assistant.verification.arrangement import Arrangement
from assistant.verification.bearings import Bearings
from assistant.verification.bindings import Bindings, Settled
from assistant.verification.called_otherwise import called_otherwise
from assistant.verification.causes import causes, given_causes
from assistant.verification.denied_words import undenied
from assistant.verification.exchanged import exchanged
from assistant.verification.facts import ungrounded_facts
from assistant.verification.holding import Held
from assistant.verification.likest import Likest
from assistant.verification.missing import (
    WELL_MET,
    has_others,
    missing_names,
    missing_terms,
    no_such_names,
    unlike_name,
)
from assistant.verification.parity import parity
from assistant.verification.quotations import unquoted
from assistant.verification.reading import Reading
from assistant.verification.renamed import renamed
from assistant.verification.reserves import reserve_cut
from assistant.verification.supplanted import supplanted
from assistant.verification.verdict import Place, Problem
from assistant.verification.words import WordGrounding

FEATURES = (
    "object_number",
    "date",
    "number",
    "unit",
    "misplaced",
    "redated",
    "misnamed",
    "exchanged",
    "miscounted",
    "name",
    "unsure_name",
    "unlike_name",
    "no_such_name",
    "no_such_names",
    "called_otherwise",
    "unquoted",
    "term",
    "unsure_term",
    "denial_added",
    "denial_dropped",
    "undenied",
    "parity_added",
    "parity_dropped",
    "hedge",
    "overstated",
    "room_dropped",
    "reserve_cut",
    "opposite",
    "cause",
    "other_cause",
    "cause_unmet",
    "cause_apart",
    "unknown_share",
    "unmet",
    "worst",
    "worst_three",
    "alone",
    "unsaid",
    "fit",
    "whole",
    "meant",
    "astray",
    "astray_alone",
    "astray_named",
    "denied_alone",
    "denied_there",
    "apart",
    "lone",
    "stray",
    "stray_before",
    "turned",
    "replaced",
    "renamed",
)
_TOLD_OTHERWISE = ("called_otherwise", "unquoted", "undenied")
# What `Measures.meaning` tells.
_BY_MEANING = ("astray", "astray_alone", "astray_named", "denied_alone", "denied_there", "cause_apart")
# Kinds of facts as `Bearings.misplaced` tells them.
_EXACT, _NAMED = frozenset({"date", "day", "number", "object_number"}), frozenset({"name", "term"})
_SLIGHTLY = 0.02  # by how much less well a fact may fit in its own place
_CAUSE_LIKENESS = (0.85, 0.7)  # of a cause that the passages give, in one language and between two
_PERHAPS = 0.5  # what may be said of one thing from two sides
_MET = 0.25  # how near a word without any other ground has to be to count as met


@dataclass(frozen=True, slots=True)
class Measures:
    """The features by name, and what was found wrong, the plainest first."""

    values: dict[str, float] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    pair: tuple[str, str] = ("en", "en")
    settled: Sequence[Settled] = ()  # facts with their places in the passages
    named: Sequence[Settled] = ()  # names and terms with theirs
    causes: Sequence[Place] = ()  # what is given as a cause
    missing: Sequence[Set[str]] = ()  # the kinds of each term that the passages do not have

    def meaning(
        self, meant: float, likest: Likest | None, held: Held, causes: Sequence[float] = ()
    ) -> Measures:
        """The same of a sentence that is so like what the passages say (`PassageMeaning.likeness`).

        `causes` are the likenesses of what it gives as causes.
        """
        usual = _CAUSE_LIKENESS[self.pair[0] != self.pair[1]]
        told = {"meant": meant, "cause_apart": max((usual - likeness for likeness in causes), default=0.0)}
        told["cause_apart"] = max(told["cause_apart"], 0.0)
        if likest:
            told["astray"], told["astray_alone"] = likest.astray(self.settled)
            told["astray_named"], _ = likest.astray(self.named)
            passage = held.passages[likest.passage]
            told["denied_alone"], told["denied_there"] = likest.denials(held.sentence.stance, passage.stance)
            if held.words.foreign and not has_others(self.missing, held.sentence, passage, likest.place):
                told["term"], told["unsure_term"] = 0.0, self.values["term"]
        return replace(self, values=self.values | told)

    @property
    def closeness(self) -> float:
        """How like the passages the sentence is, in what it says and its words; 1 across languages."""
        one_language = self.pair[0] == self.pair[1]
        return self.values["meant"] * (1.0 - self.values["unknown_share"]) if one_language else 1.0


def measure(held: Held) -> Measures:
    """What the passages bear out of the sentence, in measures; what `meaning` tells is missing."""
    sentence, passages, words, alignment = held.sentence, held.passages, held.words, held.alignment
    bearings, bindings = Bearings(held), Bindings(held)
    terms, missing = missing_terms(sentence, passages, words, alignment)
    problems = [*ungrounded_facts(sentence, passages), *missing_names(held), *terms]
    values = {
        kind: float(any(p.kind == kind for p in problems))
        for kind in ("object_number", "date", "number", "unit")
    }
    moved = list(bindings.misplaced())
    for name, kinds, scale in (("misplaced", _EXACT, 8), ("misnamed", _NAMED, 4)):
        amounts = [amount for kind, _, amount in moved if kind in kinds]
        values[name] = min(max(max(amounts, default=0.0) - _SLIGHTLY, 0.0) * scale, 1.0)
        problems += [
            Problem(name, *place, f"{sentence.text[slice(*place)]} goes with something else in the passage")
            for kind, place, _ in moved
            if kind in kinds
        ]
    values["redated"] = bindings.redated()
    values["misplaced"] = max(values["misplaced"], bindings.mislabelled())
    values["exchanged"] = exchanged(held, bindings.facts)
    values["miscounted"] = bindings.miscounted()
    unheard_of = no_such_names(held, problems)
    values |= {
        "name": _several(problems, "name"),
        "term": _several(problems, "term"),
        "unsure_name": _several(problems, "unsure_name"),
        "unsure_term": 0.0,
        "unlike_name": unlike_name(held),
        "no_such_name": float(unheard_of > 0),
        "no_such_names": float(unheard_of > 1),
    }
    added, dropped = bearings.denials()
    values |= {
        "denial_added": added,
        "denial_dropped": dropped,
        "hedge": bearings.unhedged(),
        "overstated": bearings.overstated(),
        "room_dropped": bearings.room_dropped(),
    }
    values["parity_added"], values["parity_dropped"] = parity(bearings)
    told = list(_told_otherwise(held))
    problems += told
    values |= {kind: float(any(p.kind == kind for p in told)) for kind in _TOLD_OTHERWISE}
    opposed = bearings.opposed()
    caused, values["other_cause"] = causes(bearings)
    unfounded = [place for place, _ in caused]
    problems += [
        Problem("opposite", a, b, f"the passage says the opposite of {sentence.text[a:b]}")
        for a, b, *_ in opposed
    ]
    problems += [
        Problem("cause", a, b, f"the passage does not give this cause: {sentence.text[a:b]}")
        for a, b in unfounded
    ]
    values["opposite"] = max((1.0 if o.sure else _PERHAPS for o in opposed), default=0.0)
    values |= _word_values(sentence, words, alignment, unfounded)
    # A cause that the passage says in other words, without calling it one, is hardly added.
    values["cause"] = max((unsaid for _, unsaid in caused), default=0.0)
    values["whole"], values["meant"] = alignment.whole, 1.0
    values |= dict.fromkeys(_BY_MEANING, 0.0)
    arrangement = Arrangement(held)
    values["apart"] = 1.0 - arrangement.together()
    values["lone"], values["stray"], values["stray_before"] = arrangement.strays()
    values["turned"], _ = arrangement.turned()
    values["replaced"] = arrangement.replaced()
    values["renamed"] = max(renamed(held, arrangement.laid), supplanted(held, arrangement))
    values["reserve_cut"] = reserve_cut(held, arrangement.joined())
    return Measures(
        {name: values[name] for name in FEATURES},
        tuple(problems),
        words.pair,
        bindings.settled(),
        bindings.named(),
        given_causes(sentence),
        missing,
    )


def _told_otherwise(held: Held) -> Iterator[Problem]:
    """What the readings alone tell: persons under another name, and within a language quotations that are
    none and words that are only denied.
    """
    sentence, passages = held.sentence, held.passages
    for start, end in called_otherwise(sentence, passages):
        reason = f"the passage has nobody called {sentence.text[start:end]}"
        yield Problem("called_otherwise", start, end, reason)
    if held.words.foreign:
        return
    for start, end in unquoted(sentence, passages):
        yield Problem("unquoted", start, end, f"the passage does not have “{sentence.text[start:end]}”")
    for start, end in undenied(sentence, passages):
        yield Problem("undenied", start, end, f"the passage only denies {sentence.text[start:end]}")


def _several(problems: Sequence[Problem], kind: str) -> float:
    """0, nine tenths for one problem of the kind, 1 for more."""
    count = sum(p.kind == kind for p in problems)
    return 0.0 if not count else 0.9 if count == 1 else 1.0


def _word_values(
    sentence: Reading, words: WordGrounding, alignment: Alignment, causes: Sequence[Place]
) -> dict[str, float]:
    facts = [*sentence.facts, *((n.start, n.end) for n in sentence.object_numbers)]
    content = [w for w in sentence.words if not any(a < w.end and w.start < b for a, b in facts)]
    near = np.array([alignment.of_place(w.start, w.end) for w in content], np.float32)
    known = np.array([words.has(w.start, w.end) for w in content], bool)
    # A word that is there is met, however the model sees it in its new surroundings.
    ground = np.where(known, np.maximum(near, WELL_MET), near)
    if not len(content):
        return {
            "unknown_share": 0.0,
            "unmet": 0.0,
            "worst": 0.0,
            "worst_three": 0.0,
            "alone": 0.0,
            "unsaid": 0.0,
            "fit": WELL_MET,
            "cause_unmet": 0.0,
        }
    threes = [ground[i : i + 3].mean() for i in range(max(1, len(ground) - 2))]
    caused = [g for w, g in zip(content, ground, strict=True) if any(a <= w.start < b for a, b in causes)]
    return {
        "unknown_share": float((~known).mean()),
        "alone": _lack(float(ground.min())) * float(known.mean()) ** 2,
        "unmet": min(float((ground < _MET).sum()), 4.0) / 4,
        "worst": _lack(float(ground.min())),
        "worst_three": _lack(float(min(threes))),
        "unsaid": 1.0 - float(np.clip(ground, 0.0, WELL_MET).mean()) / WELL_MET,
        "fit": float(np.minimum(ground, WELL_MET).mean()),
        "cause_unmet": _lack(float(np.mean(caused))) if caused else 0.0,
    }


def _lack(ground: float) -> float:
    """How far a word or a run of words falls short of being well met."""
    return max(WELL_MET - ground, 0.0)
