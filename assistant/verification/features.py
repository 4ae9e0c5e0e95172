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
from assistant.verification.material_kinds import has_of_its_kind, is_broad, is_general
from assistant.verification.names import Name
from assistant.verification.parity import parity
from assistant.verification.quotations import unquoted
from assistant.verification.reading import Reading
from assistant.verification.renamed import renamed
from assistant.verification.reserves import reserve_cut
from assistant.verification.supplanted import supplanted
from assistant.verification.verdict import Place, Problem
from assistant.verification.words import WordGrounding
from retrieval.vocabulary import Mention

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
# Kinds of the vocabulary whose terms are facts: changing one changes what is said.
_TELLING = frozenset({"material", "place", "building", "institution"})
# Kinds of facts as `Bearings.misplaced` tells them.
_EXACT, _NAMED = frozenset({"date", "day", "number", "object_number"}), frozenset({"name", "term"})
_SLIGHTLY = 0.02  # by how much less well a fact may fit in its own place
_CAUSE_LIKENESS = (0.85, 0.7)  # of a cause that the passages give, in one language and between two
_NO_LIKENESS = 0.65
_ALIKE, _UNLIKE = 0.9, 0.6  # how alike a name sounds to one that is surely the same, and to another
_ACRONYM = 5  # letters at most
_PERHAPS = 0.5  # what may be said of one thing from two sides
_MET = 0.25  # how near a word without any other ground has to be to count as met
_WELL_MET = 0.45


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
            if held.words.foreign and not _has_others(self.missing, held.sentence, passage, likest.place):
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
    terms, missing = _terms(sentence, passages, words, alignment)
    problems = [*ungrounded_facts(sentence, passages), *_names(held), *terms]
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
    values |= {
        "name": _several(problems, "name"),
        "term": _several(problems, "term"),
        "unsure_name": _several(problems, "unsure_name"),
        "unsure_term": 0.0,
        "unlike_name": _unlike_name(held),
        "no_such_name": float(_no_such_name(held, problems)),
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


def _names(held: Held) -> list[Problem]:
    names, foreign, found = held.names, held.words.foreign, []
    for name in held.sentence.names:
        if _is_of_a_date(held, name):
            continue
        near = held.alignment.of_place(name.start, name.end)
        if (near >= _WELL_MET and not names.misspelled(name)) or names.has(name):
            continue
        misleads = foreign or name.opens or name.language == "zh"
        if misleads and names.common(name) and not names.listed(name):
            continue  # a word of a title, or the first of a sentence
        sure = names.surely(name) and not names.partly(name, held.sentence.names)
        # Translated with what it stands for; what stands before it may be cut off.
        sure = sure and not (foreign and (_is_acronym(name) or names.has_family(name)))
        kind = "name" if sure else "unsure_name"
        found.append(Problem(kind, name.start, name.end, f"the name {name.text} is not in the passage"))
    return found


def _unlike_name(held: Held) -> float:
    """How unlike all names of the passages a name of the sentence is, from 0 to 1: the most of them."""
    names = [name for name in held.sentence.names if held.names.surely(name)]
    sure = [name for name in names if not _is_of_a_date(held, name)]
    least = min((held.names.likeness(name) for name in sure), default=1.0)
    return min(max((_ALIKE - least) / (_ALIKE - _UNLIKE), 0.0), 1.0)


def _no_such_name(held: Held, problems: Sequence[Problem]) -> bool:
    """Whether a name that is surely missed is like none of the passages, however it is transcribed."""
    missed = {(p.start, p.end) for p in problems if p.kind == "name"}
    names = [name for name in held.sentence.names if (name.start, name.end) in missed]
    return any(held.names.likeness(name) <= _NO_LIKENESS for name in names)


def _is_of_a_date(held: Held, name: Name) -> bool:
    """Whether a name is of a year that the passages bear out: the 45th year of Qianlong is 1780."""
    dates = [d for d in held.sentence.dates if d.start <= name.start and name.end <= d.end]
    dates = [d for d in dates if all(span.first == span.last for span in d.spans)]
    theirs = [d for p in held.passages for d in (*p.dates, *p.implied)] if dates else []
    return any(date.borne_out_by(other) for date in dates for other in theirs)


def _is_acronym(name: Name) -> bool:
    letters = name.text.removesuffix("'s").removesuffix("’s")
    return letters.isupper() and len(letters) <= _ACRONYM and name.language != "zh"


def _terms(
    sentence: Reading, passages: Sequence[Reading], words: WordGrounding, alignment: Alignment
) -> tuple[list[Problem], list[Set[str]]]:
    """The terms that passages do not have, and the kinds of each that the vocabulary knows."""
    found, missing = [], list[Set[str]]()
    for mention in sentence.mentions:
        if not _TELLING & {t.kind for t in mention.terms} or words.has(mention.start, mention.end):
            continue
        if _is_pieced(sentence.text[mention.start : mention.end], mention):
            continue
        if words.foreign and _is_adjective(sentence.text[mention.start : mention.end], mention):
            continue
        if words.foreign and is_broad(mention):
            continue
        if is_general(mention) and any(has_of_its_kind(mention, p.folded) for p in passages):
            continue
        if alignment.of_place(mention.start, mention.end) < _WELL_MET:
            written = sentence.text[mention.start : mention.end]
            found.append(Problem("term", mention.start, mention.end, f"{written} is not in the passage"))
            missing.append({t.kind for t in mention.terms} & _TELLING)
    for at in words.other_materials():
        if not any(p.start <= at < p.end for p in found):
            found.append(Problem("term", at, at + 1, f"{sentence.text[at]} is not in the passage"))
    return found, missing


def _has_others(missing: Sequence[Set[str]], sentence: Reading, passage: Reading, part: Place) -> bool:
    """Whether a part of a passage has a term of a kind that is missing, of which the sentence says nothing.

    In another language a material may well be there by a word that the vocabulary does not know.
    """
    said = {t for m in sentence.mentions for t in m.terms}
    others = [m for m in passage.mentions if part[0] <= m.start < part[1] and not said & set(m.terms)]
    return any(kinds & {t.kind for t in m.terms} for kinds in missing for m in others)


def _is_pieced(written: str, mention: Mention) -> bool:
    """Whether two words were taken for one that is written together: "sat in" is no satin."""
    joined = written.replace(" ", "").casefold()
    forms = {f.casefold() for t in mention.terms for fs in t.forms.values() for f in fs}
    return " " in written and joined in forms and written.casefold() not in forms


def _is_adjective(written: str, mention: Mention) -> bool:
    """Whether a place is named by its adjective, for which Chinese has abbreviations: 日军, 法租界."""
    if all(t.kind != "place" for t in mention.terms):
        return False
    return written[:1].islower() or written.endswith(("ese", "ean", "ian", "ish", "nch", "ch"))


def _word_values(
    sentence: Reading, words: WordGrounding, alignment: Alignment, causes: Sequence[Place]
) -> dict[str, float]:
    facts = [*sentence.facts, *((n.start, n.end) for n in sentence.object_numbers)]
    content = [w for w in sentence.words if not any(a < w.end and w.start < b for a, b in facts)]
    near = np.array([alignment.of_place(w.start, w.end) for w in content], np.float32)
    known = np.array([words.has(w.start, w.end) for w in content], bool)
    # A word that is there is met, however the model sees it in its new surroundings.
    ground = np.where(known, np.maximum(near, _WELL_MET), near)
    if not len(content):
        return {
            "unknown_share": 0.0,
            "unmet": 0.0,
            "worst": 0.0,
            "worst_three": 0.0,
            "alone": 0.0,
            "unsaid": 0.0,
            "fit": _WELL_MET,
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
        "unsaid": 1.0 - float(np.clip(ground, 0.0, _WELL_MET).mean()) / _WELL_MET,
        "fit": float(np.minimum(ground, _WELL_MET).mean()),
        "cause_unmet": _lack(float(np.mean(caused))) if caused else 0.0,
    }


def _lack(ground: float) -> float:
    """How far a word or a run of words falls short of being well met."""
    return max(_WELL_MET - ground, 0.0)
