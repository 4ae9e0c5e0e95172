"""One search: what the vectors and the lexical engine find, scored together and put in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from retrieval.embeddings import Encoded, Vectors
from retrieval.engines.lexical import LexicalIndex
from retrieval.engines.lexical_terms import NUMBER_PREFIXES, NUMBERS, SPELLINGS
from retrieval.engines.token_vectors import TokenVectors
from retrieval.filters import EVERYTHING, Filters
from retrieval.language.sentences import script_language
from retrieval.object_numbers import SAME_KEY, SAME_TEXT, ObjectNumber, key_prefixes, match_strength
from retrieval.passages import Evidence, Passage
from retrieval.search import ranking
from retrieval.search.across import foreign, vectors_toward_others
from retrieval.search.allowed import Nearest, nearest_allowed
from retrieval.search.fetching import Fetching, Get
from retrieval.search.near_duplicates import without_near_duplicates
from retrieval.wording import Wanted, Wording

Read = Callable[[str, Sequence[Passage]], Vectors]
NearestEach = Callable[[Vectors, int, Filters], list[dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Engines:
    """What a search asks: `encode` the model, `nearest` the vectors, `nearest_each` for several at once,
    `get` the passages of ids, and the engines beside them.

    `read`, where there is one, scores passages for a question (0 to 1) in place of late interaction.
    """

    encode: Callable[[str], Encoded]
    nearest: Nearest
    nearest_each: NearestEach
    get: Get
    tokens: TokenVectors
    lexical: LexicalIndex
    wording: Wording
    read: Read | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """A field with values of which a passage holds one, and how well that agrees with what is asked."""

    field: str
    values: Sequence[str]
    strength: float


def find(engines: Engines, question: str, k: int, filters: Filters) -> list[Evidence]:
    """The passages that answer `question` best, best first, near-duplicates given once.

    At least `k`, where there are as many.
    """
    with ThreadPoolExecutor(1) as beside:
        passages = Fetching(engines.get, beside)
        scored = _scored(engines, question, k, filters, (beside, passages))
        best = sorted(scored, key=lambda passage_id: -scored[passage_id])
        found: list[Evidence] = []
        while best and len(found) < k:
            some, best = best[:k], best[k:]
            # A stop between the engines may leave one with what the other does not allow any more.
            allowed = (p for p in passages(some) if filters.allow(p))
            found += [Evidence(p, scored[p.passage_id]) for p in allowed]
            found = without_near_duplicates(found)
    return found


def _scored(
    engines: Engines, question: str, k: int, filters: Filters, apart: tuple[Executor, Fetching]
) -> dict[str, float]:
    language, most = script_language(question), ranking.fetched(k)
    beside, passages = apart
    # The model and Chroma, which is a process of its own, are at work while words are looked up.
    nearing = beside.submit(_near, engines, question, most, filters)
    wanted = engines.wording.question(question)
    worded = engines.lexical.search(wanted.groups, most, filters)
    numbered = _numbered(engines.lexical, wanted, most, filters)
    encoded, vector, near, abroad = nearing.result()
    candidates = list(dict.fromkeys([*near, *worded.scores, *numbered, *abroad]))
    if not candidates:
        return {}
    numbered = _also_numbered(engines.lexical, wanted, numbered, candidates)
    passages.ahead(list(dict.fromkeys([*numbered, *list(near)[:k], *list(worded.scores)[:k]]))[: 2 * k])
    kept = engines.tokens.kept(candidates, language, engines.get)
    if not kept.passage_ids:
        return {}
    shares = worded.scores | _rest(engines.lexical, wanted, kept.passage_ids, worded.scores)
    wording = np.array([shares.get(i, 0.0) / (worded.most or 1.0) for i in kept.passage_ids], np.float32)
    crowd = len(set(near).intersection(kept.passage_ids))
    score = partial(ranking.scores, kept.vectors @ vector, hubness=kept.hubness, wording=wording, crowd=crowd)
    late = engines.tokens.late_scores(encoded, kept)
    scores = score(late=late + ranking.FOREIGN_LATE * foreign(kept.passage_ids, language, engines.lexical))
    if engines.read:  # only the best by late interaction are read, and the others get 0
        best = [kept.passage_ids[i] for i in np.argsort(-scores, kind="stable")[: ranking.read(k)]]
        given = _read(engines.read, question, passages(best))
        scores = score(late=np.array([given.get(i, 0.0) for i in kept.passage_ids], np.float32))
    opening = _opening(passages, numbered)
    return {
        i: float(score) + ranking.NUMBER_SHARE * numbered.get(i, 0.0) + ranking.OPENING_SHARE * (i in opening)
        for i, score in zip(kept.passage_ids, scores, strict=True)
    }


def _near(
    engines: Engines, question: str, most: int, filters: Filters
) -> tuple[Encoded, Vectors, Sequence[str], Sequence[str]]:
    """The question as the model gives it, the vector that is searched with, the ids nearest to that, and
    half as many nearest to what it would be in each other script of the collection.
    """
    encoded, language = engines.encode(question), script_language(question)
    vector = ranking.question_vector(encoded.vector, engines.tokens.question_mean(language))
    others = vectors_toward_others(vector, language, engines.lexical, engines.tokens)
    if filters == EVERYTHING:
        near, *each = engines.nearest_each(np.stack([vector, *others]), most, filters)
        return encoded, vector, list(near), [i for found in each for i in list(found)[: most // 2]]
    nearest = partial(
        nearest_allowed, engines.nearest, engines.lexical, engines.tokens, filters=filters, language=language
    )
    abroad = [i for other in ([] if filters.language else others) for i in nearest(vector=other, k=most // 2)]
    return encoded, vector, nearest(vector=vector, k=most), abroad


def _read(read: Read, question: str, passages: Sequence[Passage]) -> dict[str, float]:
    """What a cross-encoder gives the passages that it reads, by their ids."""
    given = read(question, passages)
    return {p.passage_id: float(score) for p, score in zip(passages, given, strict=True)}


def _rest(
    lexical: LexicalIndex, wanted: Wanted, passage_ids: Sequence[str], known: dict[str, float]
) -> dict[str, float]:
    """The lexical scores of the passages that only the vectors found."""
    among = [i for i in passage_ids if i not in known]
    if not among:
        return {}
    return lexical.search(wanted.groups, len(among), Filters(), among=among).scores


def _ways(numbers: Sequence[ObjectNumber]) -> list[_Way]:
    """How passages may hold these numbers: theirs is the one asked for, or the beginning of it by whole
    parts, or the other way round.
    """
    ways: dict[tuple[str, float], list[str]] = {}
    for number in numbers:
        key = number.key
        ways.setdefault((SPELLINGS, SAME_TEXT), []).append(number.text)
        ways.setdefault((NUMBERS, SAME_KEY), []).append(key)
        ways.setdefault((NUMBER_PREFIXES, match_strength(key, f"{key}.1")), []).append(key)
        for prefix in key_prefixes(key):
            ways.setdefault((NUMBERS, match_strength(key, prefix)), []).append(prefix)
    return [_Way(field, list(dict.fromkeys(values)), strength) for (field, strength), values in ways.items()]


def _numbered(lexical: LexicalIndex, wanted: Wanted, most: int, filters: Filters) -> dict[str, float]:
    """Passages that hold an object number of the question, and how well it agrees with theirs.

    For each number up to `most` in each way; where more hold it, those with most of the question's words.
    """
    strengths: dict[str, float] = {}
    for way in _ways(wanted.numbers):
        limit = most * len(way.values)
        found = lexical.holding(way.field, way.values, limit, filters)
        if len(found) == limit:
            found = lexical.holding(way.field, way.values, limit, filters, groups=wanted.groups)
        _strengthen(strengths, found, way.strength)
    return strengths


def _also_numbered(
    lexical: LexicalIndex, wanted: Wanted, numbered: Mapping[str, float], candidates: Sequence[str]
) -> dict[str, float]:
    """`numbered` with the candidates that hold a number too, however many other passages do."""
    strengths = dict(numbered)
    for way in _ways(wanted.numbers):
        found = lexical.holding(way.field, way.values, len(candidates), EVERYTHING, among=candidates)
        _strengthen(strengths, found, way.strength)
    return strengths


def _strengthen(strengths: dict[str, float], passage_ids: Sequence[str], strength: float) -> None:
    for passage_id in passage_ids:
        strengths[passage_id] = max(strength, strengths.get(passage_id, 0.0))


def _opening(get: Get, numbered: dict[str, float]) -> set[str]:
    """Those of the passages best agreeing with a number of the question that open their document."""
    best = max(numbered.values(), default=0.0)
    alike = [i for i, strength in numbered.items() if strength == best]
    return {p.passage_id for p in get(alike) if p.position == 0} if alike else set()
