import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retrieval.embeddings import Embedder, open_embedder
from retrieval.encoders.packaged_weights import write_folder
from retrieval.errors import IndexMismatch, NotFound, Unavailable
from retrieval.filters import Filters
from retrieval.generations import live_generation
from retrieval.index import PassageIndex, embedded_text
from retrieval.language.sentences import script_language
from retrieval.locators import Locator
from tests.conftest import tiny_weights
from tests.retrieval.conftest import make_passage

_THINGS = ["silver tureen", "此瓶为青花", "серебряная ваза", "oil painting", "bronze clock"]


@pytest.fixture(autouse=True)
def _no_common_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model of random weights has no languages: what its questions have in common is chance."""
    monkeypatch.setattr("retrieval.search.ranking.COMMON_SHARE", 0.0)
    monkeypatch.setattr("retrieval.search.ranking.HUBNESS_SHARE", 0.0)


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> Iterator[PassageIndex]:
    with PassageIndex.open(tmp_path, embedder) as opened:
        yield opened


@pytest.fixture(scope="session")
def other_embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    folder = tmp_path_factory.mktemp("other-model")
    write_folder(tiny_weights(seed=1), folder)
    return open_embedder(str(folder))


def test_an_empty_index_finds_nothing(index: PassageIndex) -> None:
    assert index.search("silver") == []
    assert (index.count(), index.passage_ids()) == (0, set())
    with pytest.raises(NotFound, match="no passage 'abc'"):
        index.get("abc")


def test_what_was_added_is_found_best_first(index: PassageIndex) -> None:
    passages = [
        make_passage(text, position=n, language=script_language(text)) for n, text in enumerate(_THINGS)
    ]
    index.add(passages)
    for passage in passages:
        found = index.search(passage.text, 3)
        assert found[0].passage == passage
        assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)
        assert found[0].score <= 1 + 1e-5


@pytest.mark.parametrize(("question", "k"), [("", 5), (" \n", 5), ("silver", 0), ("silver", -1)])
def test_no_question_and_no_place_find_nothing(index: PassageIndex, question: str, k: int) -> None:
    index.add([make_passage("silver")])
    assert index.search(question, k) == []


def test_adding_nothing_and_adding_twice_change_nothing(index: PassageIndex) -> None:
    index.add([])
    passages = [make_passage(f"thing {n}", position=n) for n in range(70)]
    for _ in range(2):
        index.add(passages)
    assert index.passage_ids() == {p.passage_id for p in passages}
    assert index.count() == 70


def test_what_was_removed_is_found_no_more(index: PassageIndex) -> None:
    kept, gone = make_passage("silver tureen"), make_passage("silver bowl", position=1)
    index.add([kept, gone])
    index.remove([gone.passage_id, "unknown"])
    assert [e.passage for e in index.search("silver bowl")] == [kept]
    with pytest.raises(NotFound):
        index.get(gone.passage_id)


def test_filters_reach_the_search(index: PassageIndex) -> None:
    index.add([make_passage("silver"), make_passage("silver", "b.md", language="zh")])
    found = index.search("silver", 5, Filters(language=("zh",)))
    assert [e.passage.document_id for e in found] == ["b.md"]


def test_the_context_is_embedded_and_never_quoted(index: PassageIndex, embedder: Embedder) -> None:
    passage = make_passage("It is blue.", title="瓷器", locator=Locator(headings=("明代", "花瓶", "青花")))
    index.add([passage, make_passage("It is blue.", "b.md", title="Clocks")])
    assert embedded_text(passage) == "瓷器 › 花瓶 › 青花\nIt is blue."
    assert embedded_text(make_passage("x", title="")) == "x"
    best = index.search_vectors("花瓶 青花 瓷器", 1)[0]
    assert (best.passage, best.passage.text) == (passage, "It is blue.")
    vectors = embedder.embed_questions(["花瓶 青花 瓷器"]), embedder.embed_passages([embedded_text(passage)])
    np.testing.assert_allclose(best.score, vectors[0][0] @ vectors[1][0], atol=1e-3)


def test_an_index_outlives_its_process_and_its_server(tmp_path: Path, embedder: Embedder) -> None:
    with PassageIndex.open(tmp_path, embedder) as first:
        first.add([make_passage("silver tureen")])
    with PassageIndex.open(tmp_path, embedder) as second:
        assert second.search("silver")[0].passage == make_passage("silver tureen")


def test_another_model_is_refused_with_both_names_and_what_to_do(
    tmp_path: Path, embedder: Embedder, other_embedder: Embedder
) -> None:
    PassageIndex.open(tmp_path, embedder).close()
    with pytest.raises(IndexMismatch) as refused:
        PassageIndex.open(tmp_path, other_embedder)
    for told in (embedder.name, other_embedder.name, "STUDIOLO_EMBEDDING_MODEL", "studiolo reindex"):
        assert told in str(refused.value)


def test_an_index_beside_is_searched_by_nobody_until_it_is_promoted(
    index: PassageIndex, tmp_path: Path, embedder: Embedder
) -> None:
    index.add([make_passage("old tureen")])
    with PassageIndex.beside(tmp_path, embedder) as new:
        new.add([make_passage("new tureen")])
        assert [e.passage.text for e in index.search("tureen")] == ["old tureen"]
        new.promote()
        assert [e.passage.text for e in index.search("tureen")] == ["new tureen"]
        assert [e.passage.text for e in new.search("tureen")] == ["new tureen"]
        assert live_generation(tmp_path) == 2
        assert index._vectors.names() == ["passages-0002"]
        new.promote()
        assert live_generation(tmp_path) == 2


def test_every_call_goes_on_after_the_collection_was_replaced(
    index: PassageIndex, tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add([make_passage("old")])
    with PassageIndex.beside(tmp_path, embedder) as new:
        new.add([make_passage("new")])
        new.promote()
    real, asked = index._collection, []

    def late() -> str:
        asked.append(1)
        return "passages-0001" if len(asked) % 2 else real()

    monkeypatch.setattr(index, "_collection", late)
    assert index.search("new")[0].passage.text == "new"
    assert index.count() == 1
    assert index.get(make_passage("new").passage_id).text == "new"
    index.add([make_passage("more", position=1)])
    assert len(index.passage_ids()) == 2
    index.remove([make_passage("new").passage_id])
    assert index.count() == 1


def test_a_search_under_which_the_collection_is_dropped_is_made_anew(
    index: PassageIndex, tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add([make_passage("old")])
    real = index._vectors.search

    def dropped(name: str, *asked: Any, **more: Any) -> dict[str, float]:
        if name == "passages-0001" and live_generation(tmp_path) == 1:
            with PassageIndex.beside(tmp_path, embedder) as new:
                new.add([make_passage("new")])
                new.promote()
            raise Unavailable("Chroma refused: Missing field: [Missing metadata segment]")
        return real(name, *asked, **more)

    monkeypatch.setattr(index._vectors, "search", dropped)
    assert [e.passage.text for e in index.search_vectors("tureen")] == ["new"]


def test_what_chroma_refuses_of_the_live_collection_is_told(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise Unavailable("Chroma refused")

    monkeypatch.setattr(index._vectors, "count", refused)
    with pytest.raises(Unavailable):
        index.count()


def test_an_index_beside_that_was_given_up_is_dropped_by_the_next(tmp_path: Path, embedder: Embedder) -> None:
    with PassageIndex.beside(tmp_path, embedder) as given_up:
        given_up.add([make_passage("half")])
    with PassageIndex.beside(tmp_path, embedder) as new:
        assert new.count() == 0


class Killed(BaseException):
    """Ends a test's process where it stands."""


@pytest.fixture
def left_behind(
    index: PassageIndex, tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> PassageIndex:
    """An index that was replaced by a process killed before it could drop the old one."""

    def killed(self: PassageIndex, name: str) -> None:
        raise Killed

    index.add([make_passage("old")])
    with PassageIndex.beside(tmp_path, embedder) as new, monkeypatch.context() as patched:
        new.add([make_passage("new")])
        patched.setattr(PassageIndex, "_drop", killed)
        with pytest.raises(Killed):
            new.promote()
    assert index._vectors.names() == ["passages-0001", "passages-0002"]
    return index


def test_what_a_killed_rebuild_left_is_dropped_by_the_next(
    left_behind: PassageIndex, tmp_path: Path, embedder: Embedder
) -> None:
    with PassageIndex.beside(tmp_path, embedder) as third:
        third.add([make_passage("third")])
        third.promote()
    assert left_behind._vectors.names() == ["passages-0003"]
    assert [folder.name for folder in tmp_path.glob("lexical-*")] == ["lexical-passages-0003"]


def test_neither_the_live_index_nor_one_in_the_making_nor_one_of_another_name_is_dropped(
    left_behind: PassageIndex, tmp_path: Path, embedder: Embedder
) -> None:
    left_behind._vectors.create("passages-of-1998-0001", {"format": 3})
    (tmp_path / "lexical-passages-of-1998-0001").mkdir()
    with PassageIndex.beside(tmp_path, embedder) as making:
        making.add([make_passage("third")])
        left_behind.drop_replaced()
        assert making.count() == 1
    kept = ["passages-0002", "passages-0003", "passages-of-1998-0001"]
    assert left_behind._vectors.names() == kept
    assert sorted(folder.name for folder in tmp_path.glob("lexical-*")) == [f"lexical-{n}" for n in kept]
    assert [e.passage.text for e in left_behind.search("new")] == ["new"]


def test_a_rebuilt_index_may_be_rebuilt_again(
    tmp_path: Path, embedder: Embedder, other_embedder: Embedder
) -> None:
    with PassageIndex.open(tmp_path, embedder) as first:
        first.add([make_passage("a")])
    with PassageIndex.beside(tmp_path, other_embedder) as second:
        second.add([make_passage("b")])
        second.promote()
        with PassageIndex.beside(tmp_path, embedder) as third:
            third.add([make_passage("c")])
            third.promote()
        with pytest.raises(IndexMismatch):
            second.search("c")
    with PassageIndex.open(tmp_path, embedder) as last:
        assert [e.passage.text for e in last.search("c")] == ["c"]


_SEARCHER = """
import sys
from pathlib import Path
from typing import Any
from retrieval.embeddings import open_embedder
from retrieval.index import PassageIndex
with PassageIndex.open(Path(sys.argv[1]), open_embedder(sys.argv[2])) as index:
    for _ in sys.stdin:
        print([e.passage.text for e in index.search("tureen")], flush=True)
"""


def test_another_process_sees_what_is_added_and_what_is_promoted(
    index: PassageIndex, tmp_path: Path, embedder: Embedder
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _SEARCHER, str(tmp_path), str(embedder.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    def seen() -> str:
        assert process.stdin
        assert process.stdout
        process.stdin.write("\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    assert seen() == "[]"
    index.add([make_passage("old tureen")])
    assert seen() == "['old tureen']"
    with PassageIndex.beside(tmp_path, embedder) as new:
        new.add([make_passage("new tureen")])
        assert seen() == "['old tureen']"
        new.promote()
        assert seen() == "['new tureen']"
    process.communicate()
    assert process.returncode == 0


def test_eight_threads_search_while_one_adds(index: PassageIndex) -> None:
    index.add([make_passage("silver tureen")])
    errors: list[BaseException] = []
    added = threading.Event()

    def search() -> None:
        try:
            while not added.is_set():
                assert index.search("silver tureen", 3)[0].passage.text == "silver tureen"
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=search) for _ in range(8)]
    for thread in threads:
        thread.start()
    for n in range(5):
        index.add([make_passage(f"{n} {i}", f"{n}.md", i) for i in range(10)])
    added.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert index.count() == 51


def test_names_keep_indexes_on_one_server_apart(tmp_path: Path, embedder: Embedder) -> None:
    with PassageIndex.open(tmp_path, embedder) as first:
        url = f"http://127.0.0.1:{first._vectors._home.port()}"  # type: ignore[union-attr]
        first.add([make_passage("one")])
        with PassageIndex.open(tmp_path / "b", embedder, url=url, name="others") as second:
            assert second.count() == 0
            second.add([make_passage("two")])
        assert [e.passage.text for e in first.search("two")] == ["one"]


def test_a_damaged_note_of_the_live_index_is_no_reason_to_begin_anew(tmp_path: Path) -> None:
    assert live_generation(tmp_path) == 1
    (tmp_path / "index.json").write_text(json.dumps({"format": 1, "generation": 7}))
    assert live_generation(tmp_path) == 7
    (tmp_path / "index.json").write_text("{")
    with pytest.raises(ValueError, match="Expecting"):
        live_generation(tmp_path)


def test_the_sentence_that_fits_the_question_scores_best(index: PassageIndex, embedder: Embedder) -> None:
    passage = make_passage("The clock is bronze. 此瓶为青花。 Ваза цела.")
    index.add([passage])
    question = embedder.encode_question("青花瓶")
    (scores,) = index.sentence_scores(question, [passage])
    best = max(scores, key=lambda scored: scored[1])
    assert passage.text[slice(*best[0])] == "此瓶为青花。"
    index.remove([passage.passage_id])
    (again,) = index.sentence_scores(question, [passage])
    assert [span for span, _ in again] == [span for span, _ in scores]
    np.testing.assert_allclose([s for _, s in again], [s for _, s in scores], atol=1e-5)


def test_the_opening_of_a_document_is_its_first_passages_as_far_as_filters_allow(index: PassageIndex) -> None:
    passages = [make_passage(text, position=n) for n, text in enumerate(_THINGS)]
    index.add([*reversed(passages), make_passage("a lidded bowl", document_id="other")])
    assert index.opening(passages[0].document_id, 2) == passages[:2]
    assert index.opening(passages[0].document_id, 2, Filters(collection=("no such",))) == []
    assert index.opening("nothing", 2) == []
