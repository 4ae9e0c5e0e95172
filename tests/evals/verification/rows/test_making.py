"""The rows that are kept are those the script makes, and they say what they should."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evals.verification.rows.making import CHANGES, HELD, SPLITS, TEST_DOCUMENTS, make_rows
from evals.verification.rows.written import LANGUAGES, cut_corpus, plain, written_sentences
from retrieval import Embedder, Passage

FOLDER = Path(__file__).parents[4] / "evals" / "verification" / "rows"
SUPPORTED = {"verbatim", "shortened", "merged", "paraphrased", "translated"}
UNSUPPORTED = {*CHANGES, "object_number", "elsewhere", "roles"}


@cache
def rows(split: str) -> tuple[dict[str, Any], ...]:
    text = (FOLDER / f"{split}.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines())


@cache
def all_rows() -> tuple[dict[str, Any], ...]:
    return tuple(row for split in SPLITS for row in rows(split))


@pytest.fixture(scope="module")
def passages(packaged_model: Embedder) -> list[Passage]:
    return cut_corpus(packaged_model)


def test_the_script_makes_the_rows_that_are_kept(passages: list[Passage]) -> None:
    made = make_rows(passages)
    for split in SPLITS:
        assert made[split] == list(rows(split)), "run python -m evals.verification.rows"


def test_what_is_true_elsewhere_never_stands_beside_the_passage_it_is_true_of(
    passages: list[Passage],
) -> None:
    homes = {(one.text, one.passage.text) for one in written_sentences(passages) if one.supported}
    for row in all_rows():
        if row["kind"] == "elsewhere":
            assert not any((row["sentence"], text) in homes for text in row["passages"]), row["id"]


def test_a_verbatim_sentence_stands_in_a_passage_of_its_row() -> None:
    verbatim = [row for row in all_rows() if row["kind"] == "verbatim"]
    assert len(verbatim) > 150
    for row in verbatim:
        assert any(row["sentence"] in plain(passage) for passage in row["passages"]), row["id"]


def test_no_changed_sentence_is_one_that_its_passage_supports() -> None:
    said = {(row["sentence"], row["source"]) for row in all_rows() if row["supported"]}
    for row in all_rows():
        if not row["supported"] and row["kind"] != "elsewhere":
            assert (row["sentence"], row["source"]) not in said, row["id"]


def test_what_is_true_elsewhere_does_not_stand_in_the_passage() -> None:
    elsewhere = [row for row in all_rows() if row["kind"] == "elsewhere"]
    assert elsewhere
    for row in elsewhere:
        assert all(row["sentence"] not in plain(passage) for passage in row["passages"]), row["id"]


@pytest.mark.parametrize("split", SPLITS)
def test_every_kind_is_in_both_halves_and_in_every_language(split: str) -> None:
    found = Counter((row["kind"], row["language"]) for row in rows(split))
    for kind in SUPPORTED | UNSUPPORTED:
        for language in LANGUAGES:
            assert found[kind, language], (kind, language)


@pytest.mark.parametrize("split", SPLITS)
def test_sentences_rest_on_passages_of_every_other_language(split: str) -> None:
    pairs = {(row["language"], row["passage_language"]) for row in rows(split)}
    assert pairs == {(one, other) for one in LANGUAGES for other in LANGUAGES}


def test_kinds_say_whether_a_sentence_is_supported() -> None:
    for row in all_rows():
        assert row["kind"] in (SUPPORTED if row["supported"] else UNSUPPORTED), row["id"]


def test_the_halves_share_no_document() -> None:
    held, others = ({row["source"] for row in rows(split)} for split in ("test", "dev"))
    assert {source for source in held if not source.startswith(HELD)} <= TEST_DOCUMENTS
    assert not others & (held | TEST_DOCUMENTS)


def test_there_are_enough_translations_and_changes_of_reworded_sentences() -> None:
    assert sum(row["kind"] == "translated" for row in all_rows()) >= 400
    changed = Counter(row.get("made_from") for row in all_rows() if row["kind"] in CHANGES)
    assert changed["paraphrased"] > 60
    assert changed["translated"] > 200


def test_ids_are_given_once() -> None:
    ids = [row["id"] for row in all_rows()]
    assert len(ids) == len(set(ids))
