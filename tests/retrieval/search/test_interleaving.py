"""Several searches as one list."""

from retrieval.passages import Evidence
from retrieval.search.interleaving import interleaved
from tests.retrieval.conftest import make_passage

ONE = [Evidence(make_passage(text, "one.md"), score) for text, score in (("alpha", 0.9), ("beta", 0.8))]
OTHER = [Evidence(make_passage(text, "other.md"), score) for text, score in (("gamma", 0.3), ("delta", 0.2))]


def test_the_best_of_each_comes_before_the_seconds() -> None:
    texts = [e.passage.text for e in interleaved([ONE, OTHER], 4)]
    assert texts == ["alpha", "gamma", "beta", "delta"]
    assert [e.passage.text for e in interleaved([ONE, OTHER], 2)] == ["alpha", "gamma"]


def test_a_passage_of_several_comes_once_with_its_highest_score() -> None:
    again = [Evidence(ONE[1].passage, 0.95)]
    found = interleaved([ONE, again], 5)
    assert [(e.passage.text, e.score) for e in found] == [("alpha", 0.9), ("beta", 0.95)]


def test_an_empty_search_leaves_no_gap() -> None:
    assert interleaved([[], ONE], 5) == ONE
