"""A name in another's place, though the passage has both: Greave for Thwaite, who is named before him.

`renamed` goes clause by clause, and a clause is led to the sentence of the passage that has its name. Here
the name is left out: the sentence of the passage that has most of the rest is looked for, and whose name
stands there beside the words that stand beside the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verification.arrangement import Arrangement, Spot
from assistant.verification.clauses import is_cut
from assistant.verification.grammar import Part, part_of
from assistant.verification.holding import Held
from assistant.verification.items import Item
from assistant.verification.names import Name
from assistant.verification.reading import Reading
from assistant.verification.renamed import is_short_for
from assistant.verification.verdict import Place
from retrieval.language.analysis import fold_han
from retrieval.vocabulary import Mention

_CONTEXT, _SAID = 4, 0.7  # items either side of a name, and the share of them that the spot has
_FEWEST = 2  # of them
_WIDEST = 7  # items on the spot between the words on both sides
_REACH = 2  # items more than the name has, behind the only word or before it
_BESIDE = 1  # items around that place in which the name itself may stand
_PLACES = frozenset({"place", "building", "institution"})
_NEXT = 2  # places on the spot that a word is behind the one it follows, at most
_SHORT = 2  # characters of a Chinese name that make it, or in a row that make two one

_Placed = Item | Name | Mention


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a name would stand on the spot: at `first` to before `stop`, by the words next to it.

    `before` and `behind` are these in the sentence, None where the spot does not have them; `led` and
    `followed` say by which of them the place was found.
    """

    before: Item | None
    behind: Item | None
    first: int
    stop: int
    led: bool = True
    followed: bool = True


def supplanted(held: Held, arrangement: Arrangement) -> float:
    """1 where a name of the sentence stands in another's place, else 0; always 0 between languages."""
    items = arrangement.items
    for run, names in _named(held, items):
        rest = [i for i in range(len(items)) if i not in run]
        if not arrangement.spots or len(rest) < _FEWEST:
            continue
        spot = max(arrangement.spots, key=lambda s: sum(_has(s, items[i]) for i in rest))
        place = names[0].start, names[-1].end
        part = part_of(held.sentence.text, (names[0].start, names[0].end), held.sentence.language)
        for around in _around(items, run, spot):
            rivals = _rivals(held, place, part, spot, around)
            if not rivals or _is_one_term(held, names, spot, rivals):
                continue
            beside = spot.items[max(around.first - _BESIDE - 1, 0) : around.stop + _BESIDE + 1]
            if _stands(held, names, spot, beside):
                continue
            if not any(_stands(held, names, s, near) for s, near in _elsewhere(arrangement.spots, around)):
                return 1.0
    return 0.0


def _named(held: Held, items: Sequence[Item]) -> Iterator[tuple[range, list[Name]]]:
    """The runs of items that are names, with these; one is what the passages surely have as a name, too."""
    theirs = {fold_han(n.text) for p in held.passages for n in p.names if n.sure}
    names = [
        n
        for n in held.sentence.names
        if (n.sure and not n.opens) or held.names.surely(n) or fold_han(n.text) in theirs
    ]
    run: list[int] = []
    for i, item in enumerate([*items, None]):
        if item and not item.exact and any(_overlap(n, item) for n in names):
            run.append(i)
        elif run:
            whole = range(run[0], run[-1] + 1)
            yield whole, [n for n in names if any(_overlap(n, items[k]) for k in whole)]
            run = []


def _around(items: Sequence[Item], run: range, spot: Spot) -> Iterator[_Around]:
    """Where a run of items would stand on the spot, by what the spot has of the items next to it.

    One item beside the run may be unsaid, such as what a person is called by trade. Where the spot does not
    have the words on both sides around one place, two that follow each other on one side tell it.
    """
    said = [_has(spot, item) for item in items]
    start = run.start - 1 if run.start and not said[run.start - 1] else run.start
    stop = run.stop + 1 if run.stop < len(items) and not said[run.stop] else run.stop
    context = [*range(max(start - _CONTEXT, 0), start), *range(stop, min(stop + _CONTEXT, len(items)))]
    if len(context) < _FEWEST or sum(said[i] for i in context) < _SAID * len(context):
        return
    before = items[start - 1] if start and said[start - 1] else None
    behind = items[stop] if stop < len(items) and said[stop] else None
    ends = [k for k, other in enumerate(spot.items) if behind and behind.same(other)]
    begins = [k for k, other in enumerate(spot.items) if before and before.same(other)]
    pairs = [(a, b) for a in begins for b in ends if 1 < b - a <= _WIDEST + 1]
    if pairs:
        first, last = min(pairs, key=lambda pair: pair[1] - pair[0])
        yield _Around(before, behind, first + 1, last)
        return
    length = stop - start + _REACH
    if ends and _go_on(items[stop : stop + 2], spot):
        yield _Around(before, behind, max(ends[0] - length, 0), ends[0], led=False)
    if begins and _go_on(items[max(start - 2, 0) : start], spot):
        yield _Around(
            before, behind, begins[0] + 1, min(begins[0] + 1 + length, len(spot.items)), followed=False
        )


def _go_on(pair: Sequence[Item], spot: Spot) -> bool:
    """Whether two items that follow each other do so on the spot, one at most between them."""
    if len(pair) < _FEWEST:
        return False
    first, second = ([k for k, other in enumerate(spot.items) if item.same(other)] for item in pair)
    return any(0 < b - a <= _NEXT for a in first for b in second)


def _rivals(held: Held, place: Place, part: Part, spot: Spot, around: _Around) -> list[Name]:
    """The names in that place which could be there what the name of the sentence is here.

    They are led by the same preposition, parted from the words around by a comma or not, and both or none
    are of places. None that the sentence has too: it may say the same the other way round.
    """
    sentence, passage = held.sentence, held.passages[spot.passage]
    there = spot.items[around.first : around.stop]
    found = []
    for name in passage.names:
        if (held.names.everyday(name) and not name.sure) or not any(_overlap(name, i) for i in there):
            continue
        if not part.fits(part_of(passage.text, (name.start, name.end), passage.language)):
            continue
        if around.before and around.led:
            end = spot.items[around.first - 1].end
            if is_cut(passage.text, end, name.start) != is_cut(sentence.text, around.before.end, place[0]):
                continue
        if around.behind and around.followed:
            start = spot.items[around.stop].start
            if is_cut(passage.text, name.end, start) != is_cut(sentence.text, place[1], around.behind.start):
                continue
        if any(_is_same(held, own, name) for own in sentence.names):
            continue
        if _is_place(passage, (name.start, name.end)) == _is_place(sentence, place):
            found.append(name)
    return found


def _elsewhere(spots: Sequence[Spot], around: _Around) -> Iterator[tuple[Spot, list[Item]]]:
    """What stands, wherever the passages have one of the two words, on the name's side of it."""
    for spot in spots:
        for k, item in enumerate(spot.items):
            if around.behind and around.behind.same(item):
                yield spot, spot.items[max(k - _CONTEXT, 0) : k]
            if around.before and around.before.same(item):
                yield spot, spot.items[k + 1 : k + 1 + _CONTEXT]


def _stands(held: Held, names: Sequence[Name], spot: Spot, items: Sequence[Item]) -> bool:
    """Whether one of the names is among some items of a spot, in Chinese however these are cut."""
    passage = held.passages[spot.passage]
    there = [n for n in passage.names if any(_overlap(n, item) for item in items)]
    if any(_is_same(held, name, other) for name in names for other in there):
        return True
    text = passage.folded[items[0].start : items[-1].end] if items else ""
    return any(name.language == "zh" and _shares(fold_han(name.text), text) for name in names)


def _is_same(held: Held, name: Name, other: Name) -> bool:
    if held.names.matches(name, other) or is_short_for(name.text, other.text):
        return True
    if name.language != "zh":
        return False
    own, its = fold_han(name.text), fold_han(other.text)
    if len(own) <= _SHORT and len(its) <= _SHORT:
        return bool(set(own) & set(its))
    return _shares(own, its)


def _shares(name: str, text: str) -> bool:
    """Whether two characters in a row of a Chinese name are in a text."""
    return any(name[i : i + _SHORT] in text for i in range(max(len(name) - _SHORT + 1, 1)))


def _is_one_term(held: Held, names: Sequence[Name], spot: Spot, rivals: Sequence[Name]) -> bool:
    """Whether the vocabulary knows a name and one in its place as the same."""
    passage = held.passages[spot.passage]
    mine = {t for m in held.sentence.mentions for t in m.terms if any(_overlap(m, n) for n in names)}
    return any(mine & set(m.terms) for m in passage.mentions if any(_overlap(m, n) for n in rivals))


def _is_place(reading: Reading, place: Place) -> bool:
    kinds = {t.kind for m in reading.mentions if m.start < place[1] and place[0] < m.end for t in m.terms}
    return bool(kinds & _PLACES)


def _has(spot: Spot, item: Item) -> bool:
    return any(item.same(other) for other in spot.items)


def _overlap(one: _Placed, other: _Placed) -> bool:
    return one.start < other.end and other.start < one.end
