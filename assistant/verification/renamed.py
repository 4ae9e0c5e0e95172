"""A name where the passage has another: "Benvenuti's heirs sold it", where the passage says that Serra's did.

That a name is in the passage tells nothing where several people are named there. Within one language the
words around a name lead to its place, and what stands in it is looked at.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from assistant.verification.arrangement import Gap, Laid, Spot
from assistant.verification.holding import Held
from assistant.verification.items import Item
from assistant.verification.material_kinds import is_general
from assistant.verification.names import Name
from assistant.verification.reading import Reading
from retrieval.language.analysis import fold_han
from retrieval.vocabulary import Mention, Term

# How far a name counts that is first or last in its clause, and one for which the passage has no name.
_AT_AN_END, _FOR_NO_NAME = 0.9, 0.6
_HARDLY, _WORD_FOR_WORD = 0.3, 0.7  # shares of the other words that the passage has
_FEWEST = 3  # items of a clause
_CHARACTERS = (2, 3)  # of a person's name in Chinese
_OF_MATERIAL = frozenset("金银铜铁锡铅钢木竹石玉骨陶瓷砖漆纸丝绸绢棉麻锦缎毛皮蜡胶")
_SHARED = 2  # characters in a row that make two Chinese names one, cut differently


def renamed(held: Held, laid: Sequence[Laid]) -> float:
    """How plainly a name of the sentence stands in another's place, from 0 to 1.

    `laid` are the clauses of the sentence as they lie on the passages (`Arrangement.laid`).
    """
    most = 0.0
    for lying in laid:
        if len(lying.items) < _FEWEST:
            continue
        for run in lying.unsaid_runs():
            if (gap := lying.in_their_place(run)) and (amount := _amount(held, lying, run, gap)):
                told = (lying.tight(set(run)) - _HARDLY) / (_WORD_FOR_WORD - _HARDLY)
                most = max(most, amount * min(max(told, 0.0), 1.0))
    return most


def _amount(held: Held, lying: Laid, run: range, gap: Gap) -> float:
    passage = held.passages[lying.spot.passage]
    items, there = [lying.items[i] for i in run], [lying.spot.items[k] for k in gap.items]
    if _of_another_material(held, items, lying.spot, there):
        alone = all(_are_of(items, held.sentence.mentions))
        return 1.0 if gap.between else _AT_AN_END if alone else 0.0
    own, named = _within(held.sentence, items), _within(passage, there)
    if gap.between and any(
        _is_namesake(a, b) and fold_han(a.text) not in held.words.han for a in own for b in named
    ):
        return 1.0
    mine = [n for n in own if held.names.surely(n)]
    if not mine or any(_is_there(held, name, lying.spot) for name in mine):
        return 0.0
    if _same_term(held.sentence, items, passage, there):
        return 0.0
    theirs = [n for n in named if (not held.names.everyday(n) if n.opens else n.sure)]
    if not theirs:
        return _FOR_NO_NAME if gap.between else 0.0
    if gap.between:
        return 1.0
    return _AT_AN_END if all(_are_of(items, mine)) else 0.0


def _within(reading: Reading, items: Sequence[Item]) -> list[Name]:
    """The names of a text that items belong to."""
    return [n for n in reading.names if any(n.start < i.end and i.start < n.end for i in items)]


def _are_of(items: Sequence[Item], found: Sequence[Name | Mention]) -> Iterator[bool]:
    return (any(f.start < i.end and i.start < f.end for f in found) for i in items)


def _is_there(held: Held, name: Name, spot: Spot) -> bool:
    """Whether the sentence of the passage has a name, in any case, or cut otherwise by a segmenter."""
    passage, (start, end) = held.passages[spot.passage], spot.place
    there = [n for n in passage.names if start <= n.start < end]
    if any(held.names.matches(name, n) or is_short_for(name.text, n.text) for n in there):
        return True
    if name.language != "zh":
        return False
    text, own = passage.folded[start:end], fold_han(name.text)
    size = min(_SHARED, len(own))
    return any(own[i : i + size] in text for i in range(len(own) - size + 1))


def _is_namesake(one: Name, other: Name) -> bool:
    """Whether two Chinese names share all but one character: 张伟, 李伟.

    That tells that both are names, which two characters alone do not.
    """
    mine, theirs = fold_han(one.text), fold_han(other.text)
    if one.language != "zh" or len(mine) != len(theirs) or len(mine) not in _CHARACTERS:
        return False
    return sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1


def is_short_for(one: str, other: str) -> bool:
    """Whether one of two names is the beginning of the other: Rob., Robert."""
    short, long = sorted((one.rstrip(".").casefold(), other.casefold()), key=len)
    return long.startswith(short)


def _same_term(sentence: Reading, mine: Sequence[Item], passage: Reading, theirs: Sequence[Item]) -> bool:
    """Whether the vocabulary knows what both have as one: Hongli, the Qianlong emperor."""
    return bool(_terms(sentence, mine) & _terms(passage, theirs))


def _of_another_material(held: Held, mine: Sequence[Item], spot: Spot, theirs: Sequence[Item]) -> bool:
    """Whether a material stands where the passage has another: a silver mirror where it is of bronze.

    Not where the sentence of the passage has it too, nor of two of which one is a kind of the other.
    """
    passage = held.passages[spot.passage]
    if _differ_in_a_material(held.sentence, mine, passage, theirs):
        return True
    own, there = _materials(held.sentence, mine), _materials(passage, theirs)
    if not own or not there or any(is_general(m) for m in (*own, *there)):
        return False
    around = [m for m in passage.mentions if spot.place[0] <= m.start < spot.place[1]]
    return not any(set(a.terms) & set(b.terms) for a in own for b in (*there, *around))


def _differ_in_a_material(
    sentence: Reading, mine: Sequence[Item], passage: Reading, theirs: Sequence[Item]
) -> bool:
    """Whether two Chinese words are the same but for the character of a material: 铜钉, 铁钉."""
    for one, other in itertools.product(mine, theirs):
        own, its = sentence.folded[one.start : one.end], passage.folded[other.start : other.end]
        unlike = [(a, b) for a, b in zip(own, its, strict=False) if a != b]
        if len(own) == len(its) > 1 and len(unlike) == 1 and _OF_MATERIAL.issuperset(unlike[0]):
            return True
    return False


def _materials(reading: Reading, items: Sequence[Item]) -> list[Mention]:
    return [m for m in _mentions(reading, items) if all(t.kind == "material" for t in m.terms)]


def _mentions(reading: Reading, items: Sequence[Item]) -> list[Mention]:
    return [m for m in reading.mentions if any(m.start < i.end and i.start < m.end for i in items)]


def _terms(reading: Reading, items: Sequence[Item]) -> set[Term]:
    return {term for mention in _mentions(reading, items) for term in mention.terms}
