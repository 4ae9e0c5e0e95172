"""Tests of the whole search: words, numbers, years and other scripts find their passage."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.embeddings import Embedder
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from tests.retrieval.conftest import make_passage

_TEXTS = {
    "tureen": "The tureen 71.DG.77 has a lid in the shape of a cauliflower.",
    "candelabra": "The candelabra 71.DG.78 are by another hand.",
    "clock": "此钟为清乾隆年间造办处所制。",
    "dish": "A dish made in London in 1925.",
    "copy": "A dish made in London in 1925.",
    "plain": "The spoon 2005.1.1 has a short handle and a round bowl.",
    "padded": "On loan is the salt spoon 2005.00001.0001, with a twisted stem.",
    "red": "A red dish with a blue lid.",
    "blue": "A blue dish with a red lid.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[PassageIndex]:
    with PassageIndex.open(tmp_path_factory.mktemp("home"), embedder) as opened:
        opened.add([make_passage(text, f"{name}.md") for name, text in _TEXTS.items()])
        stated = make_passage("An agate bottle with a stopper of coral.", "stated.md")
        opened.add([replace(stated, facets={"object_number": "14.40.488"})])
        opened.add([make_passage(f"filler number {n}", f"filler-{n}.md") for n in range(60)])
        yield opened


def first(index: PassageIndex, question: str, filters: Filters | None = None) -> str:
    return index.search(question, 1, filters or Filters())[0].passage.document_id


@pytest.mark.parametrize("written", ["71.DG.77", "71.dg.77", "71 DG 077"])
def test_an_object_number_wins_however_it_is_written(index: PassageIndex, written: str) -> None:
    assert first(index, f"What is known of {written}?") == "tureen.md"


def test_an_object_number_wins_without_its_marks(index: PassageIndex) -> None:
    """Each is asked about in words of the other's passage."""
    assert first(index, "Which has a lid in the shape of a cauliflower, 71DG78?") == "candelabra.md"
    assert first(index, "By another hand, 71dg077?") == "tureen.md"


@pytest.mark.parametrize("written", ["2005.1.1", "2005.00001.0001"])
def test_the_number_as_it_is_spelled_comes_before_the_same_number_written_otherwise(
    index: PassageIndex, written: str
) -> None:
    found = [e.passage.text for e in index.search(f"What is {written}?", 2)]
    assert written in found[0]
    assert all("spoon" in text for text in found)


def test_the_same_number_written_otherwise_comes_second_whatever_else_is_said(
    tmp_path: Path, embedder: Embedder
) -> None:
    spelled = make_passage("Cat. 9: 2005.1.1.", "spelled.md", position=1)
    padded = make_passage("The spoon is 2005.00001.0001.", "padded.md")
    with PassageIndex.open(tmp_path, embedder) as opened:
        opened.add([spelled, padded])
        assert first(opened, "Which spoon is 2005.1.1?") == "spelled.md"


def test_of_very_many_passages_that_hold_the_number_the_one_that_tells_what_is_asked_is_found(
    tmp_path: Path, embedder: Embedder
) -> None:
    """All of a long report has the number in its title, and other reports have the words."""
    title = "Treatment report 71.DG.77"
    report = [
        make_passage(f"Step {n}: the lid was looked at once more.", "a.md", n + 1, title=title)
        for n in range(120)
    ]
    told = make_passage("The varnish was removed by Anna Berg.", "a.md", 121, title=title)
    others = [
        make_passage(f"Who removed the varnish? The varnish was removed by {n}.", f"b{n}.md", 1)
        for n in range(60)
    ]
    with PassageIndex.open(tmp_path, embedder) as opened:
        opened.add([*report, *others, told])
        found = opened.search("Who removed the varnish of 71.DG.77?", 1)
        assert found[0].passage.text == told.text


def test_the_number_that_a_record_states_finds_it_though_its_text_does_not(index: PassageIndex) -> None:
    assert first(index, "Who made 14.40.488?") == "stated.md"
    only = index.search("anything", 5, Filters(object_number=("14.40.488",)))
    assert [e.passage.document_id for e in only] == ["stated.md"]


def test_a_document_that_opens_with_the_number_comes_before_those_that_mention_it(
    tmp_path: Path, embedder: Embedder
) -> None:
    entry = make_passage("Cat. no. 7 (71.DG.78). Tray for two beakers, made in Paris.", "entry.docx")
    mentions = [
        make_passage(
            f"Mark {n} on the tray 71.DG.78: what is it? Detail {n}.", "captions.docx", position=n + 1
        )
        for n in range(5)
    ]
    with PassageIndex.open(tmp_path, embedder) as opened:
        opened.add([*mentions, entry])
        assert first(opened, "What is 71.DG.78?") == "entry.docx"
        assert first(opened, "71.DG.78是什么？") == "entry.docx"


def test_a_rare_word_finds_its_passage(index: PassageIndex) -> None:
    assert first(index, "cauliflower") == "tureen.md"


@pytest.mark.parametrize("name", ["red", "blue"])
def test_of_passages_with_the_same_words_the_one_in_the_order_asked_comes_first(
    index: PassageIndex, name: str
) -> None:
    assert first(index, f"Where is the {name} dish?") == f"{name}.md"


@pytest.mark.parametrize("question", ["Qianlong period", "эпоха Цяньлун", "乾隆時期的鐘"])
def test_a_reign_is_found_in_every_script(index: PassageIndex, question: str) -> None:
    assert first(index, question) == "clock.md"


def test_a_span_of_years_leaves_only_what_is_of_it(index: PassageIndex) -> None:
    found = index.search("anything", 10, Filters(dates=(1740, 1750)))
    assert [e.passage.document_id for e in found] == ["clock.md"]


def test_what_says_the_same_is_given_once(index: PassageIndex) -> None:
    found = [e.passage.document_id for e in index.search("a dish made in London in 1925", 10)]
    assert len({"dish.md", "copy.md"} & set(found)) == 1
    assert len(found) == 10


def test_scores_fall_from_the_first_to_the_last(index: PassageIndex) -> None:
    scores = [e.score for e in index.search("a dish with a lid", 10)]
    assert scores == sorted(scores, reverse=True)


def test_a_range_as_a_record_writes_it_filters_on_each_of_its_numbers(
    tmp_path: Path, embedder: Embedder
) -> None:
    with PassageIndex.open(tmp_path, embedder) as opened:
        opened.add([make_passage(f"A spoon, {n}.", f"{n}.md") for n in ("1985.20.22", "1985.20.24")])
        opened.add([make_passage("A pair of spoons, 1985.20.23-24.", "pair.md")])
        found = opened.search("spoon", 5, Filters(object_number=("1985.20.23-24",)))
        assert {e.passage.document_id for e in found} == {"1985.20.24.md", "pair.md"}


def test_what_was_closed_as_a_batch_was_stopped_between_the_engines_is_not_given(
    tmp_path: Path, embedder: Embedder
) -> None:
    public, internal = {"access": "public"}, {"access": "internal"}
    with PassageIndex.open(tmp_path, embedder) as opened:
        jug = make_passage("A jug with a lid.", "jug.md", facets=public)
        opened.add([jug, make_passage("A bowl without a lid.", "bowl.md", facets=public)])
        closed = [replace(jug, facets=internal)]
        marks = [opened.wording.entry(passage).marks for passage in closed]
        opened._live(lambda name: opened._vectors.place(name, closed, marks))
        found = opened.search("a jug with a lid", 1, Filters(access=("public",)))
        assert [e.passage.document_id for e in found] == ["bowl.md"]


def test_what_only_the_lexical_engine_still_holds_is_not_found(tmp_path: Path, embedder: Embedder) -> None:
    passage = make_passage("A jug with a lid.", "jug.md")
    with PassageIndex.open(tmp_path, embedder) as opened:
        opened.add([passage])
        opened._live(lambda name: opened._vectors.delete(name, [passage.passage_id]))
        opened._tokens.remove([passage.passage_id])
        assert opened.search("a jug with a lid", 5) == []


def test_a_passage_that_one_engine_lost_is_not_whole(tmp_path: Path, embedder: Embedder) -> None:
    with PassageIndex.open(tmp_path, embedder) as opened:
        passages = [make_passage(text, f"{name}.md") for name, text in list(_TEXTS.items())[:3]]
        opened.add(passages)
        lost = passages[0].passage_id
        opened._live(lambda name: opened._words(name).remove([lost]))
        assert lost in opened.passage_ids()
        assert lost not in opened.whole_passage_ids()
        opened.add(passages[:1])
        assert opened.whole_passage_ids() == {p.passage_id for p in passages}


def test_both_documents_of_a_question_in_two_parts_come_first(index: PassageIndex) -> None:
    asked = "What is known of the tureen 71.DG.77? What is known of the candelabra 71.DG.78?"
    found = [e.passage.document_id for e in index.search(asked, 5)]
    assert found[:2] == ["tureen.md", "candelabra.md"]


def test_one_passage_of_a_question_in_two_parts_is_the_best_for_the_whole(index: PassageIndex) -> None:
    assert len(index.search("Who made 71.DG.77? Who made 71.DG.78?", 1)) == 1


def test_both_passages_that_an_answer_spans_come_first(tmp_path: Path, embedder: Embedder) -> None:
    before, after = "The silver ewer of Ghent was chased by Gripe.", "Was silver chased in Ghent, too."
    with PassageIndex.open(tmp_path, embedder) as opened:
        opened.add([make_passage(before, "ewer.md", 3), make_passage(after, "ewer.md", 4)])
        others = [f"The silver ewer number {n} was chased by hands." for n in (1, 2, 3)]
        opened.add([make_passage(text, f"other-{n}.md") for n, text in enumerate(others)])
        opened.add([make_passage(f"filler {n}", f"filler-{n}.md") for n in range(20)])
        found = opened.search("Was the silver ewer chased by Gripe?", 2)
        scores = [e.score for e in opened.search("Was the silver ewer chased by Gripe?", 10)]
    assert [(e.passage.document_id, e.passage.position) for e in found] == [("ewer.md", 3), ("ewer.md", 4)]
    assert scores == sorted(scores, reverse=True)
