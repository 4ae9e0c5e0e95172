"""Tests of the lexical engine: what it finds, what it leaves out, and what survives other processes."""

import fcntl
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from retrieval.dates.year_terms import held
from retrieval.engines.lexical import LexicalIndex
from retrieval.engines.lexical_terms import NUMBERS, PAIRS, SHARED, Alternative, Entry, Group, pair_term
from retrieval.errors import Unavailable
from retrieval.filters import Filters
from retrieval.marks import Marks

_ALL = Filters()


@pytest.fixture
def lexical(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex(tmp_path / "lexical")
    index.add(
        [
            Entry("clock", ["peacock", "clock", "london"], facets={"language": "en", "kind": "pdf"}),
            Entry("vase", ["vase", "blue", "clock"], facets={"language": "en", "kind": "html"}),
            Entry("钟", ["孔雀", "钟"], facets={"language": "zh", "kind": "pdf"}),
        ]
    )
    return index


def one_each(words: Sequence[str]) -> dict[str, list[Group]]:
    return {"en": [(Alternative((word,)),) for word in words]}


def test_the_passage_with_most_of_the_words_comes_first(lexical: LexicalIndex) -> None:
    match = lexical.search(one_each(["peacock", "clock"]), 5, _ALL)
    assert list(match.scores) == ["clock", "vase"]
    assert 0 < match.scores["clock"] <= match.most


def test_of_a_group_only_the_best_alternative_counts(lexical: LexicalIndex) -> None:
    alone = lexical.search({"en": [(Alternative(("peacock",)),)]}, 5, _ALL).scores["clock"]
    both = lexical.search({"en": [(Alternative(("peacock",)), Alternative(("london",)))]}, 5, _ALL)
    assert 0 < both.scores["clock"] <= alone
    apart = lexical.search(one_each(["peacock", "london"]), 5, _ALL).scores["clock"]
    assert apart > both.scores["clock"]


def test_a_wording_of_several_terms_needs_them_all(lexical: LexicalIndex) -> None:
    assert list(lexical.search({"en": [(Alternative(("peacock", "clock")),)]}, 5, _ALL).scores) == ["clock"]
    assert not lexical.search({"en": [(Alternative(("peacock", "unheard")),)]}, 5, _ALL).scores
    some = Alternative(("peacock", "unheard"), every=False)
    assert list(lexical.search({"en": [(some,)]}, 5, _ALL).scores) == ["clock"]


def test_the_most_is_what_one_language_can_reach(lexical: LexicalIndex) -> None:
    english, chinese = one_each(["peacock"]), {"zh": [(Alternative(("孔雀",)),)]}
    alone = lexical.search(english, 5, _ALL).most
    assert lexical.search(english | chinese, 5, _ALL).most == pytest.approx(alone)
    shared = {SHARED: chinese["zh"]}
    assert lexical.search(english | shared, 5, _ALL).most > alone


def test_words_that_follow_each_other_as_asked_add_to_the_score_and_not_to_the_most(tmp_path: Path) -> None:
    lexical = LexicalIndex(tmp_path)
    painted_by = [pair_term("painted", "by"), pair_term("by", "guardi")]
    lexical.add([Entry("other", ["by", "guardi", "painted"]), Entry("asked", ["painted", "by", "guardi"])])
    lexical.add([Entry("asked", ["painted", "by", "guardi"], pairs=painted_by)])
    plain = lexical.search(one_each(["painted", "guardi"]), 5, _ALL)
    assert plain.scores["asked"] == pytest.approx(plain.scores["other"])
    groups = one_each(["painted", "guardi"])
    groups["en"] += [(Alternative((pair,), 0.4, PAIRS),) for pair in painted_by]
    ordered = lexical.search(groups, 5, _ALL)
    assert list(ordered.scores) == ["asked", "other"]
    assert ordered.scores["other"] == pytest.approx(plain.scores["other"])
    assert ordered.most == pytest.approx(plain.most)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(kind=("pdf",)), {"clock"}),
        (Filters(kind=("pdf", "html")), {"clock", "vase"}),
        (Filters(language=("zh",)), set()),
        (Filters(language=("en",), kind=("html",)), {"vase"}),
    ],
)
def test_filters_hold_inside_the_engine(lexical: LexicalIndex, filters: Filters, found: set[str]) -> None:
    assert set(lexical.search(one_each(["clock"]), 5, filters).scores) == found


def test_years_and_numbers_filter_by_what_stands_in_the_passage(tmp_path: Path) -> None:
    lexical = LexicalIndex(tmp_path)
    reign = Marks(numbers=("71.dg.77",), number_prefixes=("71.dg",), years=tuple(held([(1736, 1795)])))
    lexical.add([Entry("old", ["clock"], reign), Entry("undated", ["clock"])])
    wanted = one_each(["clock"])
    assert set(lexical.search(wanted, 5, Filters(dates=(1780, 1780))).scores) == {"old"}
    assert not lexical.search(wanted, 5, Filters(dates=(1800, 1900))).scores
    assert set(lexical.search(wanted, 5, Filters(object_number=("71.DG",))).scores) == {"old"}
    assert lexical.holding(NUMBERS, ["71.dg.77"], 5, _ALL) == ["old"]


def test_only_the_named_passages_are_looked_at(lexical: LexicalIndex) -> None:
    wanted = one_each(["clock"])
    whole = lexical.search(wanted, 5, _ALL).scores
    assert lexical.search(wanted, 5, _ALL, among=["vase"]).scores == {"vase": pytest.approx(whole["vase"])}


def test_writing_again_replaces_and_removing_forgets(lexical: LexicalIndex) -> None:
    lexical.add([Entry("clock", ["sundial"])])
    assert lexical.count() == 3
    assert not lexical.search(one_each(["peacock"]), 5, _ALL).scores
    lexical.remove(["clock", "unknown"])
    assert lexical.passage_ids() == {"vase", "钟"}


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    lexical = LexicalIndex(tmp_path)
    assert lexical.search(one_each(["clock"]), 5, _ALL).scores == {}
    assert lexical.passage_ids() == set()


_WRITER = """
import sys
from pathlib import Path
from retrieval.engines.lexical import LexicalIndex
from retrieval.engines.lexical_terms import Entry
lexical = LexicalIndex(Path(sys.argv[1]))
for n in range(10):
    lexical.add([Entry(f"{sys.argv[2]}-{n}", ["clock"])])
"""


def test_two_processes_may_write_while_a_third_searches(tmp_path: Path) -> None:
    reader = LexicalIndex(tmp_path)
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), name]) for name in ("one", "other")
    ]
    while any(writer.poll() is None for writer in writers):
        reader.search(one_each(["clock"]), 50, _ALL)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(reader.search(one_each(["clock"]), 50, _ALL).scores) == 20


def test_an_index_opens_for_searching_while_another_process_writes(
    lexical: LexicalIndex, tmp_path: Path
) -> None:
    found: list[str] = []

    def search() -> None:
        found.extend(LexicalIndex(tmp_path / "lexical").search(one_each(["peacock"]), 5, _ALL).scores)

    with (tmp_path / "lexical" / "writer.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        reader = threading.Thread(target=search, daemon=True)
        reader.start()
        reader.join(20)
        assert found == ["clock"]
    reader.join()


def test_a_write_that_fails_half_way_changes_nothing(lexical: LexicalIndex) -> None:
    broken = Entry("late", ["clock"], facets={"kind": "\ud800"})  # no text that can be written
    with pytest.raises(UnicodeEncodeError):
        lexical.add([Entry("clock", ["sundial"]), broken])
    assert lexical.passage_ids() == {"clock", "vase", "钟"}
    lexical.add([Entry("new", ["clock"])])
    assert lexical.count() == 4


def test_a_doubtful_guess_at_a_common_word_costs_a_rare_one_little(tmp_path: Path) -> None:
    lexical = LexicalIndex(tmp_path)
    lexical.add([Entry(f"{i}", ["lid", "captain" if i == 0 else "brewer"]) for i in range(20)])

    def score(weight: float) -> float:
        group = (Alternative(("captain",)), Alternative(("lid",), weight))
        return lexical.search({"en": [group]}, 1, _ALL).scores["0"]

    alone = lexical.search(one_each(["captain"]), 1, _ALL).scores["0"]
    assert score(1.0) < alone / 10
    assert alone / 2 < score(0.1) < alone


def test_of_many_that_hold_a_value_those_with_most_of_the_words_are_given(lexical: LexicalIndex) -> None:
    marks = Marks(numbers=("71.dg.77",))
    lexical.add([Entry(f"step {n}", ["step"], marks) for n in range(20)])
    lexical.add([Entry("told", ["varnish", "step"], marks), Entry("other", ["varnish"])])
    asked = one_each(["varnish"])
    assert lexical.holding(NUMBERS, ["71.dg.77"], 1, _ALL, groups=asked) == ["told"]
    assert len(lexical.holding(NUMBERS, ["71.dg.77"], 30, _ALL, groups=asked)) == 21
    assert lexical.holding(NUMBERS, ["71.dg.77"], 30, _ALL, among=["step 3", "other"]) == ["step 3"]


def test_what_another_writes_is_counted_by_the_next_question(lexical: LexicalIndex, tmp_path: Path) -> None:
    english = Filters(language=("en",))
    assert (lexical.count(english), lexical.count(english)) == (2, 2)
    other = LexicalIndex(tmp_path / "lexical")
    other.add([Entry("bowl", ["bowl"], facets={"language": "en"})])
    assert (lexical.count(), lexical.count(english)) == (4, 3)
    other.remove(["clock", "vase"])
    assert (lexical.count(english), lexical.allowed(english, 5)) == (1, ["bowl"])


def test_files_are_opened_anew_only_after_a_commit(
    lexical: LexicalIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexical.count()
    watched = Watched(lexical._files._index)
    monkeypatch.setattr(lexical._files, "_index", watched)
    for _ in range(3):
        assert lexical.search(one_each(["peacock"]), 5, _ALL).scores
    assert watched.reloads == 0
    lexical.remove(["clock"])
    assert not lexical.search(one_each(["peacock"]), 5, _ALL).scores
    assert watched.reloads == 1


class Watched:
    """An engine's index that counts how often its files were opened anew."""

    def __init__(self, index: Any) -> None:
        self._index, self.reloads = index, 0

    def reload(self) -> None:
        self.reloads += 1
        self._index.reload()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


def test_what_cannot_be_written_is_an_error_of_ours(lexical: LexicalIndex, tmp_path: Path) -> None:
    listed = tmp_path / "lexical" / "meta.json"
    listed.unlink()
    listed.mkdir()  # what is to take its place cannot
    with pytest.raises(Unavailable, match="cannot be written"):
        lexical.add([Entry("bowl", ["bowl"])])
