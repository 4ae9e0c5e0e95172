"""Makes rows to learn from out of passages that stand in two languages: the same corpus, translated.

The sentences of a passage are borne out by its translation, and mostly not by the passage of the same article
that is most like it. Translators put things more freely, and write of more matters, than rows written for
the purpose do.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path

from evals.jsonl import read_rows
from evals.retrieval.beir import CorpusRow
from evals.verification.beside import SupportRow
from evals.verification.rows.making import CHANGES, alike
from retrieval.errors import CallerError
from retrieval.language.sentences import script_language, split_sentences

_KIND = "parallel-"
TRANSLATED, VERBATIM, BESIDE = (f"{_KIND}{kind}" for kind in ("translated", "verbatim", "beside"))
_ACROSS, _WITHIN, _CHANGES = 2, 1, 2  # sentences of a passage for each; changes made to one
_LEAST = {"zh": 14}  # characters of a sentence that is taken
_LEAST_ELSE = 40


def parallel_rows(corpora: Sequence[Path]) -> list[SupportRow]:
    """Rows of every pair of `corpora`, BEIR folders with the same ids in two languages or more.

    Passages of one article have ids that differ behind the last hyphen only. Raises CallerError if two
    folders are in one language or have no id in common, and what reading them raises.
    """
    texts: dict[str, dict[str, str]] = {}
    for folder in corpora:
        rows = [row for _, row in read_rows(folder / "corpus.jsonl", CorpusRow)]
        language = script_language("\n".join(row.text for row in rows))
        if language in texts:
            raise CallerError(f"{folder}: another of the folders is in the language {language!r} too")
        texts[language] = {row.id: row.text for row in rows}
    made: list[SupportRow] = []
    for one, other in permutations(texts, 2):
        if not texts[one].keys() & texts[other].keys():
            raise CallerError("the folders have no id in common: give one corpus in two languages")
        made += _across(texts[one], texts[other], one)
    return made + [row for language, own in texts.items() for row in _within(own, language)]


def is_parallel(row: SupportRow) -> bool:
    """Whether a row was made here."""
    return row.kind.startswith(_KIND)


def _across(own: Mapping[str, str], foreign: Mapping[str, str], language: str) -> Iterator[SupportRow]:
    both = {one: own[one] for one in own if one in foreign}
    for passage_id, nearest in _neighbours(both).items():
        for sentence in _sentences(own[passage_id], language)[:_ACROSS]:
            about = (passage_id, sentence, language)
            yield _row(about, foreign[passage_id], TRANSLATED)
            yield from _unsupported(about, foreign[passage_id], foreign[nearest] if nearest else None)


def _within(own: Mapping[str, str], language: str) -> Iterator[SupportRow]:
    for passage_id, nearest in _neighbours(own).items():
        for sentence in _sentences(own[passage_id], language)[_ACROSS : _ACROSS + _WITHIN]:
            about = (passage_id, sentence, language)
            yield _row(about, own[passage_id], VERBATIM)
            yield from _unsupported(about, own[passage_id], own[nearest] if nearest else None)


def _unsupported(about: tuple[str, str, str], passage: str, nearest: str | None) -> Iterator[SupportRow]:
    passage_id, sentence, language = about
    if nearest is not None:
        yield _row(about, nearest, BESIDE)
    rng = random.Random(f"{passage_id} {sentence}")
    ways = [(kind, way) for kind, some in CHANGES.items() for way in some]
    made = 0
    for kind, way in rng.sample(ways, len(ways)):
        changed = way(sentence, language, passage, rng)
        if changed and changed != sentence:
            yield _row((passage_id, changed, language), passage, f"{_KIND}{kind}")
            made += 1
        if made == _CHANGES:
            return


def _neighbours(texts: Mapping[str, str]) -> dict[str, str | None]:
    """Of each passage the one of its article that is most like it; None where it is alone."""
    articles: dict[str, list[str]] = defaultdict(list)
    for passage_id in texts:
        articles[_article(passage_id)].append(passage_id)
    return {
        one: max(
            (other for other in articles[_article(one)] if other != one),
            key=lambda other: (alike(texts[one], texts[other]), other),
            default=None,
        )
        for one in texts
    }


def _sentences(text: str, language: str) -> list[str]:
    """The sentences that say enough, in an order of no meaning but always the same."""
    least = _LEAST.get(language, _LEAST_ELSE)
    long = [sentence for sentence in split_sentences(text, language) if len(sentence) >= least]
    return random.Random(text).sample(long, len(long))


def _row(about: tuple[str, str, str], passage: str, kind: str) -> SupportRow:
    passage_id, sentence, language = about
    return SupportRow(
        language=language,
        sentence=sentence,
        passages=[passage],
        supported=kind in (TRANSLATED, VERBATIM),
        kind=kind,
        source=_article(passage_id),
    )


def _article(passage_id: str) -> str:
    return passage_id.rpartition("-")[0] or passage_id
