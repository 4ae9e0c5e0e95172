"""Makes the rows: changes sentences by rule, keeps some of each sort, splits them by document."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from evals.verification.rows import clauses, figures
from evals.verification.rows.names import changed_name
from evals.verification.rows.written import Said, plain, written_sentences
from retrieval.passages import Passage

# About two fifths of the documents of each language, and some of the passages of no document, as are all
# below `HELD`. Documents about one thing are on one side.
HELD = "aside/held/"
TEST_DOCUMENTS = frozenset({
    "aside/brandt-papers",
    "aside/dama-s-barometrom",
    "aside/fern-herbarium",
    "aside/fond-88",
    "aside/halkovo-meteorite",
    "aside/kirkama-lighthouse",
    "aside/mccaskill-fonds",
    "aside/meteorit",
    "aside/repin-haulers",
    "aside/rynok-brashov",
    "aside/teatro-amazonas",
    "aside/wuniu-tu",
    "ceramics/императорский-фарфоровый-завод.txt",
    "history/故宮博物院的成立.txt",
    "jewellery/kremlin-ten-eggs.md",
    "jewellery/фаберже-1891-память-азова.md",
    "jewellery/фаберже-1900-сибирский-поезд.md",
    "jewellery/фаберже-1913-трёхсотлетие.md",
    "paintings-and-calligraphy/троица-рублёва.html",
    "paintings-and-calligraphy/清明上河图-学习单.docx",
    "palace/jianfu-fire-and-rebuilding.md",
    "palace/three-great-halls.html",
    "palace/建福宫花园.md",
    "press/palace-museum-dingtalk.html",
    "press/故宫博物院与钉钉.md",
    "snuff-bottles/met-14.40.593-boys-at-play.md",
    "snuff-bottles/met-21.175.334-butterfly.md",
    "textiles-and-metalwork/景泰蓝.md",
})  # fmt: skip
SPLITS = ("dev", "test")
_SAME, _ACROSS = (18, 8), (9, 3)  # rows by rule of each kind, for a pair of languages: dev and test
_WITH_ANOTHER = 0.25  # of the rows have a second passage, which has nothing to do with them
_SEED = "studiolo verification rows 1"
Change = Callable[[str, str, str, random.Random], str | None]


def _by_names(what: str) -> Change:
    return lambda sentence, language, evidence, rng: changed_name(what, sentence, language, evidence, rng)


CHANGES: Mapping[str, tuple[Change, ...]] = {
    "year": (figures.near_year, figures.other_year),
    "number": (figures.number,),
    "unit": (figures.unit,),
    "name": (_by_names("name"),),
    "place": (_by_names("place"),),
    "material": (_by_names("material"),),
    "negated": (clauses.negated,),
    "hedge": (clauses.unhedged,),
    "cause": (clauses.cause,),
}


def make_rows(passages: Sequence[Passage]) -> dict[str, list[dict[str, Any]]]:
    """The rows of `dev` and `test`, always the same from the same passages."""
    said = written_sentences(passages)
    rows: dict[str, list[dict[str, Any]]] = {}
    for split in SPLITS:
        here = [one for one in said if _split(one.passage.document_id) == split]
        around = [p for p in passages if _split(p.document_id) == split]
        kept = _without_doubles([*here, *_chosen(_changed(here, around), SPLITS.index(split))])
        rows[split] = [_row(one, f"{split}-{i:04}", around) for i, one in enumerate(kept, start=1)]
    return rows


def _split(document: str) -> str:
    return "test" if document in TEST_DOCUMENTS or document.startswith(HELD) else "dev"


def _changed(said: Sequence[Said], passages: Sequence[Passage]) -> Iterator[Said]:
    """Every supported sentence changed in every way that fits it."""
    numbers = sorted({number for p in passages for number in figures.object_numbers(p.text)})
    for one in (one for one in said if one.supported):
        evidence = one.passage.text
        for kind, ways in CHANGES.items():
            for i, way in enumerate(ways):
                rng = _rng(one, f"{kind}{i}")
                yield from _made(one, kind, way(one.text, one.language, evidence, rng))
        for i in range(3):
            yield from _made(
                one, "object_number", figures.object_number(one.text, numbers, _rng(one, f"{i}"))
            )
        for passage in _elsewhere(one, passages):
            home = one.passage.document_id
            yield Said(one.text, one.language, "elsewhere", False, passage, one.kind, home)


def _made(one: Said, kind: str, text: str | None) -> Iterator[Said]:
    if text and text != one.text:
        yield Said(text, one.language, kind, False, one.passage, one.kind)


def _elsewhere(one: Said, passages: Sequence[Passage]) -> Iterator[Passage]:
    """Passages the sentence doesn't rest on: one of its document, and the most alike of another folder."""
    own = one.passage
    rng = _rng(one, "elsewhere")
    beside = [p for p in passages if p.document_id == own.document_id and p.position != own.position]
    beside = [p for p in beside if len(p.text) > len(own.text) / 3]
    if beside:
        yield rng.choice(beside)
    folder = own.document_id.split("/")[0]
    apart = [p for p in passages if p.language == own.language and not p.document_id.startswith(folder)]
    yield max(apart, key=lambda p: (alike(own.text, p.text), p.passage_id))


def alike(one: str, other: str) -> float:
    """How many threes of letters two texts share, 0 to 1."""
    first, second = ({text[i : i + 3] for i in range(len(text) - 2)} for text in (one, other))
    return len(first & second) / (len(first) * len(second)) ** 0.5 if first and second else 0.0


def _chosen(changed: Iterator[Said], split: int) -> list[Said]:
    """So many of each kind and pair of languages, in turn from what was made from each kind of sentence."""
    groups: dict[tuple[str, str, str], dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for one in changed:
        groups[one.kind, one.language, one.passage.language][one.made_from].append(one)
    chosen: list[Said] = []
    for (kind, language, passage_language), by_origin in groups.items():
        wanted = (_SAME if language == passage_language else _ACROSS)[split]
        shuffled = [sorted(group, key=lambda one: _digest(one, kind)) for group in by_origin.values()]
        turns = [one for turn in zip_longest(*shuffled) for one in turn if one]
        chosen += turns[: wanted * 2 if kind == "elsewhere" else wanted]
    return chosen


def _without_doubles(said: Sequence[Said]) -> list[Said]:
    seen: dict[tuple[str, str], Said] = {}
    for one in said:
        seen.setdefault((one.text, one.passage.passage_id), one)
    return list(seen.values())


def _row(one: Said, row_id: str, around: Sequence[Passage]) -> dict[str, Any]:
    return {
        "id": row_id,
        "language": one.language,
        "sentence": one.text,
        "passages": _with_another(one, around),
        "supported": one.supported,
        "kind": one.kind,
        "made_from": one.made_from,
        "passage_language": one.passage.language,
        "source": one.passage.document_id,
    }


def _with_another(one: Said, around: Sequence[Passage]) -> list[str]:
    rng = _rng(one, "another")
    folders = tuple(document.split("/")[0] for document in (one.passage.document_id, one.home) if document)
    others = [
        p for p in around if p.language == one.passage.language and not p.document_id.startswith(folders)
    ]
    texts = [one.passage.text]
    if rng.random() < _WITH_ANOTHER:
        texts.insert(rng.randrange(2), rng.choice(others).text)
    return texts


def _rng(one: Said, purpose: str) -> random.Random:
    return random.Random(_digest(one, purpose))


def _digest(one: Said, purpose: str) -> str:
    key = "\n".join((_SEED, purpose, one.text, one.passage.document_id, str(one.passage.position)))
    return hashlib.sha256(plain(key).encode()).hexdigest()
