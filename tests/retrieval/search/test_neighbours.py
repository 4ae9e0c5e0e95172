"""The passage beside the best one, brought next to it."""

from retrieval.passages import Evidence
from retrieval.search.neighbours import with_neighbour
from tests.retrieval.conftest import make_passage


def found(*rows: tuple[str, int, float]) -> list[Evidence]:
    return [Evidence(make_passage(f"{name} {n}", name, position=n), score) for name, n, score in rows]


def places(evidence: list[Evidence]) -> list[tuple[str, int]]:
    return [(e.passage.document_id, e.passage.position) for e in evidence]


def test_the_neighbour_of_the_best_passage_stands_behind_it() -> None:
    moved = with_neighbour(found(("a.md", 4, 0.9), ("b.md", 1, 0.88), ("a.md", 6, 0.86), ("a.md", 3, 0.85)))
    assert places(moved) == [("a.md", 4), ("a.md", 3), ("b.md", 1), ("a.md", 6)]
    assert [e.score for e in moved] == [0.9, 0.88, 0.88, 0.86]


def test_of_two_neighbours_the_better_one_is_moved() -> None:
    moved = with_neighbour(found(("a.md", 4, 0.9), ("b.md", 1, 0.88), ("a.md", 5, 0.86), ("a.md", 3, 0.85)))
    assert places(moved) == [("a.md", 4), ("a.md", 5), ("b.md", 1), ("a.md", 3)]


def test_one_that_scored_much_lower_or_stands_far_down_stays() -> None:
    low = found(("a.md", 4, 0.9), ("b.md", 1, 0.88), ("a.md", 5, 0.7))
    far = found(("a.md", 4, 0.9), *((f"{n}.md", 0, 0.89) for n in range(7)), ("a.md", 5, 0.88))
    assert with_neighbour(low) == low
    assert with_neighbour(far) == far


def test_the_next_passage_of_another_document_is_no_neighbour() -> None:
    alone = found(("a.md", 4, 0.9), ("b.md", 1, 0.88), ("b.md", 5, 0.87))
    assert with_neighbour(alone) == alone
    assert with_neighbour([]) == []
