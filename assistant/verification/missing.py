"""Names and terms of a sentence that passages do not have."""

from __future__ import annotations

from collections.abc import Sequence, Set

from assistant.verification.alignment import Alignment
from assistant.verification.holding import Held
from assistant.verification.material_kinds import has_of_its_kind, is_broad, is_general
from assistant.verification.names import Name
from assistant.verification.reading import Reading
from assistant.verification.verdict import Place, Problem
from assistant.verification.words import WordGrounding
from retrieval.vocabulary import Mention

# Kinds of the vocabulary whose terms are facts: changing one changes what is said.
_TELLING = frozenset({"material", "place", "building", "institution"})
_NO_LIKENESS = 0.65
_ALIKE, _UNLIKE = 0.9, 0.6  # how alike a name sounds to one that is surely the same, and to another
_ACRONYM = 5  # letters at most
WELL_MET = 0.45  # how near a word has to be to one of the passages to be taken for said there


def missing_names(held: Held) -> list[Problem]:
    """The names that passages do not have: of kind `name` where they surely are names, else `unsure_name`."""
    names, foreign, found = held.names, held.words.foreign, []
    for name in held.sentence.names:
        if _is_of_a_date(held, name):
            continue
        near = held.alignment.of_place(name.start, name.end)
        if (near >= WELL_MET and not names.misspelled(name)) or names.has(name):
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


def unlike_name(held: Held) -> float:
    """How unlike all names of the passages a name of the sentence is, from 0 to 1: the most of them."""
    names = [name for name in held.sentence.names if held.names.surely(name)]
    sure = [name for name in names if not _is_of_a_date(held, name)]
    least = min((held.names.likeness(name) for name in sure), default=1.0)
    return min(max((_ALIKE - least) / (_ALIKE - _UNLIKE), 0.0), 1.0)


def no_such_names(held: Held, problems: Sequence[Problem]) -> int:
    """How many names that are surely missed are like none of the passages, however they are transcribed."""
    missed = {(p.start, p.end) for p in problems if p.kind == "name"}
    names = [name for name in held.sentence.names if (name.start, name.end) in missed]
    return sum(held.names.likeness(name) <= _NO_LIKENESS for name in names)


def _is_of_a_date(held: Held, name: Name) -> bool:
    """Whether a name is of a year that the passages bear out: the 45th year of Qianlong is 1780."""
    dates = [d for d in held.sentence.dates if d.start <= name.start and name.end <= d.end]
    dates = [d for d in dates if all(span.first == span.last for span in d.spans)]
    theirs = [d for p in held.passages for d in (*p.dates, *p.implied)] if dates else []
    return any(date.borne_out_by(other) for date in dates for other in theirs)


def _is_acronym(name: Name) -> bool:
    letters = name.text.removesuffix("'s").removesuffix("’s")
    return letters.isupper() and len(letters) <= _ACRONYM and name.language != "zh"


def missing_terms(
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
        if alignment.of_place(mention.start, mention.end) < WELL_MET:
            written = sentence.text[mention.start : mention.end]
            found.append(Problem("term", mention.start, mention.end, f"{written} is not in the passage"))
            missing.append({t.kind for t in mention.terms} & _TELLING)
    for at in words.other_materials():
        if not any(p.start <= at < p.end for p in found):
            found.append(Problem("term", at, at + 1, f"{sentence.text[at]} is not in the passage"))
    return found, missing


def has_others(missing: Sequence[Set[str]], sentence: Reading, passage: Reading, part: Place) -> bool:
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
