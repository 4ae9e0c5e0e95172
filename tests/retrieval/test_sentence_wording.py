"""Tests of how much of a question's wording a sentence holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.embeddings import Embedder
from retrieval.index import PassageIndex
from tests.retrieval.conftest import make_passage


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[PassageIndex]:
    folder: Path = tmp_path_factory.mktemp("home")
    with PassageIndex.open(folder, embedder) as opened:
        texts = [
            "The ewer was chased by Gripe.",
            "The basin is plain.",
            "乾隆年间的钟。",
            "The clock is of the court.",
        ]
        opened.add([make_passage(text, f"{n}.md") for n, text in enumerate(texts)])
        yield opened


def test_a_sentence_with_all_the_words_in_their_order_holds_most(index: PassageIndex) -> None:
    wording = index.sentence_wording("ewer chased by Gripe")
    whole, mixed = wording.share("An ewer chased by Gripe."), wording.share("By Gripe, the chased ewer.")
    some, none = wording.share("An ewer."), wording.share("A basin.")
    assert whole > mixed >= 1.0 - 1e-6 > some > none == 0.0


def test_another_name_of_what_is_asked_counts_in_its_script(index: PassageIndex) -> None:
    wording = index.sentence_wording("Qianlong")
    assert wording.share("乾隆年间制") > 0
    assert wording.share("康熙年间制") == 0


def test_words_that_the_index_does_not_know_have_no_share(index: PassageIndex) -> None:
    assert index.sentence_wording("zeppelin").share("A zeppelin.") == 0.0
