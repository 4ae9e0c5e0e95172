from __future__ import annotations

import io
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

import pytest

from assistant.answering import PassagesFound
from assistant.answers import Answer, Sentence
from assistant.assistant import Assistant
from assistant.settings import load_settings
from ingest.documents import Document
from ingest.pipeline import Pipeline
from ingest.readers import documents_in
from retrieval.encoders.packaged_weights import write_folder
from retrieval.errors import (
    CallerError,
    IndexMismatch,
    NotFound,
    SettingsError,
    Unavailable,
    UnreadableDocument,
)
from tests.assistant.museum import BOWL_QUESTION, BOWL_SENTENCE, DOCUMENTS, write_museum
from tests.conftest import tiny_weights
from tests.cross_encoders import make_cross_encoder


@pytest.fixture
def museum(tmp_path: Path) -> Path:
    return write_museum(tmp_path / "museum")


@pytest.fixture
def own_assistant(tmp_path: Path, tiny_model: Path, museum: Path) -> Iterator[Assistant]:
    """An assistant that has read the museum, and that one test may change."""
    with Assistant(home=tmp_path / "home", embedding_model=str(tiny_model)) as opened:
        opened.ingest([museum])
        yield opened


def test_an_answer_quotes_the_sentence_that_answers(assistant: Assistant) -> None:
    answer = assistant.ask(f"  {BOWL_QUESTION}\n")
    assert answer.question == BOWL_QUESTION
    assert BOWL_SENTENCE in [citation.quote for citation in answer.citations]


@pytest.mark.parametrize("tag", ["zh", "ZH", "zh-Hans-CN", "zh_CN"])
def test_an_answer_is_in_the_language_that_a_tag_stands_for(assistant: Assistant, tag: str) -> None:
    answer = assistant.ask("Who?", language=tag, filters={"kind": "pdf"})
    assert (answer.language, answer.text) == ("zh", "文献中没有找到答案。")


def test_one_path_and_one_id_need_no_list(own_assistant: Assistant, museum: Path) -> None:
    own_assistant.remove("rules.html")
    assert own_assistant.ingest(str(museum)).added == ["rules.html"]
    assert own_assistant.ingest(museum).unchanged == len(DOCUMENTS)


def test_an_audience_that_is_none_is_refused(assistant: Assistant) -> None:
    with pytest.raises(CallerError, match="no audience 'everybody'"):
        assistant.ask(BOWL_QUESTION, audience="everybody")


def test_a_stream_ends_with_the_answer_that_ask_gives(assistant: Assistant) -> None:
    first, *sentences, last = assistant.stream(BOWL_QUESTION)
    assert isinstance(first, PassagesFound)
    assert all(isinstance(sentence, Sentence) for sentence in sentences)
    assert isinstance(last, Answer)
    assert tuple(sentences) == last.sentences == assistant.ask(BOWL_QUESTION).sentences
    assert first.passages == last.passages


@pytest.mark.parametrize("question", ["", " \n\t", "?", "！！！", "...", "🏺🏺🏺"])
def test_nothing_is_not_a_question(assistant: Assistant, question: str) -> None:
    with pytest.raises(CallerError, match="the question is empty"):
        assistant.ask(question)
    with pytest.raises(CallerError, match="the query is empty"):
        assistant.search(question)


def test_a_model_that_is_not_allowed_is_refused_before_anything_is_searched(assistant: Assistant) -> None:
    with pytest.raises(CallerError, match="not allowed"):
        assistant.stream("Who?", model="ollama:qwen3")


def test_a_search_finds_as_many_as_asked_for_among_those_allowed(assistant: Assistant) -> None:
    assert len(assistant.search("bowl", 2).passages) == 2
    found = assistant.search("bowl", filters={"collection": "ceramics"})
    assert {passage.document_id for passage in found.passages} == {"ceramics/bowl.md"}


def test_several_threads_may_ask_at_once(assistant: Assistant) -> None:
    answers: list[Answer] = []
    threads = [
        threading.Thread(target=lambda: answers.append(assistant.ask(BOWL_QUESTION))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({answer.text for answer in answers}) == 1
    assert len({answer.id for answer in answers}) == len(answers) == 6


def test_settings_given_whole_are_taken_as_they_are(tmp_path: Path, tiny_model: Path) -> None:
    settings = load_settings(home=tmp_path / "other", embedding_model=str(tiny_model), passages=3)
    with Assistant(settings=settings) as assistant:
        assert assistant.settings is settings
        assert assistant.status()["home"] == str(tmp_path / "other")


def test_the_status_of_an_empty_home_counts_nothing(tmp_path: Path, tiny_model: Path) -> None:
    with Assistant(home=tmp_path, embedding_model=str(tiny_model)) as assistant:
        assert assistant.status()["documents"] == {"indexed": 0, "failed": 0}
        assert assistant.ask("Who?").refused is True


def test_documents_and_their_passages_can_be_looked_at(assistant: Assistant) -> None:
    assert [entry.document_id for entry in assistant.documents()] == sorted(DOCUMENTS)
    assert assistant.document("rules.html").title == "Rules for visitors"
    assert [passage.position for passage in assistant.passages_of("ceramics/bowl.md")] == [0, 1]
    with pytest.raises(NotFound):
        assistant.passages_of("none.md")


def test_a_batch_tells_its_progress(own_assistant: Assistant, museum: Path) -> None:
    told: list[tuple[int, int, str]] = []
    own_assistant.ingest([museum], force=True, progress=lambda *step: told.append(step))
    assert told[-1] == (4, 4, "")
    assert sorted(name for _, _, name in told[:-1]) == sorted(DOCUMENTS)


def test_the_home_inside_an_ingested_folder_is_left_out(museum: Path, tiny_model: Path) -> None:
    with Assistant(home=museum / "home", embedding_model=str(tiny_model)) as assistant:
        assistant.add_upload("fan.md", io.BytesIO(b"# Fan\n\nAn ivory fan.\n"))
        assert sorted(assistant.ingest([museum]).added) == sorted(DOCUMENTS)


def test_an_upload_is_kept_and_found(own_assistant: Assistant) -> None:
    assert own_assistant.add_upload("fan.md", io.BytesIO(b"# Fan\n\nAn ivory fan.\n")).added == ["fan.md"]
    assert (own_assistant.home.uploads / "fan.md").exists()
    assert own_assistant.passages_of("fan.md")[0].text == "An ivory fan."


def test_an_upload_that_cannot_be_read_leaves_nothing_behind(own_assistant: Assistant) -> None:
    with pytest.raises(UnreadableDocument, match=r"scan\.pdf"):
        own_assistant.add_upload("scan.pdf", io.BytesIO(b"%PDF-1.7 and then nothing"))
    assert list(own_assistant.home.uploads.iterdir()) == []
    assert len(own_assistant.documents()) == 4


class _InThisProcess:
    """A reader without processes of its own, which is faster."""

    recipe = ""

    def __init__(self, read: Callable[[Path], Generator[Document]]) -> None:
        self._read = read

    def __call__(self, path: Path) -> Generator[Document]:
        return self._read(path)


_MOMENT = 1  # seconds that whoever must not come in between is waited for


def _price(roubles: int) -> io.BytesIO:
    return io.BytesIO(f"# Price\n\nThe vase costs {roubles} roubles.\n".encode())


def test_of_two_uploads_of_one_name_file_and_passages_are_those_of_one(
    own_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = threading.Thread(target=own_assistant.add_upload, args=("price.md", _price(250)))

    def slowly(path: Path) -> Generator[Document]:
        documents = list(documents_in(path))
        if (
            path.parent == own_assistant.home.uploads.resolve() and not other.ident
        ):  # what is kept is ingested
            other.start()
            other.join(_MOMENT)
        yield from documents

    monkeypatch.setattr(Assistant, "reader", _InThisProcess(slowly))
    own_assistant.add_upload("price.md", _price(100))
    other.join()
    kept = (own_assistant.home.uploads / "price.md").read_text(encoding="utf-8")
    assert [passage.text in kept for passage in own_assistant.passages_of("price.md")] == [True]


def test_an_upload_never_loses_its_file_to_the_removal_of_the_one_before(
    own_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Assistant, "reader", _InThisProcess(documents_in))
    own_assistant.add_upload("price.md", _price(100))
    other = threading.Thread(target=own_assistant.add_upload, args=("price.md", _price(250)))
    remove = Pipeline.remove

    def removed_slowly(pipeline: Pipeline, document_ids: Sequence[str]) -> None:
        remove(pipeline, document_ids)
        if not other.ident:
            other.start()
            other.join(_MOMENT)

    monkeypatch.setattr(Pipeline, "remove", removed_slowly)
    own_assistant.remove(["price.md"])
    other.join()
    assert own_assistant.passages_of("price.md")[0].text == "The vase costs 250 roubles."
    assert "250" in (own_assistant.home.uploads / "price.md").read_text(encoding="utf-8")


def test_nothing_is_kept_of_an_upload_while_the_index_is_rebuilt(own_assistant: Assistant) -> None:
    with own_assistant.home.writing(alone=True), pytest.raises(Unavailable, match="being rebuilt"):
        own_assistant.add_upload("price.md", _price(100))
    assert not own_assistant.home.uploads.exists()


def test_a_removed_document_is_found_no_more_and_comes_back_when_ingested(
    own_assistant: Assistant, museum: Path
) -> None:
    own_assistant.remove(["ceramics/bowl.md"])
    assert "ceramics/bowl.md" not in {p.document_id for p in own_assistant.search("bowl").passages}
    assert own_assistant.ingest([museum]).added == ["ceramics/bowl.md"]
    assert BOWL_SENTENCE in [citation.quote for citation in own_assistant.ask(BOWL_QUESTION).citations]


def test_nothing_is_removed_when_one_of_several_is_unknown(own_assistant: Assistant) -> None:
    with pytest.raises(NotFound, match=r"none\.md"):
        own_assistant.remove(["rules.html", "none.md"])
    assert len(own_assistant.documents()) == 4


def test_an_index_is_rebuilt_for_another_model_and_can_then_be_searched(
    own_assistant: Assistant, tmp_path: Path
) -> None:
    other = tmp_path / "other-model"
    other.mkdir()
    write_folder(tiny_weights(seed=1), other)
    with Assistant(home=tmp_path / "home", embedding_model=str(other)) as changed:
        with pytest.raises(IndexMismatch, match="studiolo reindex"):
            changed.ask("Who?")
        assert changed.reindex() == 5
        assert changed.check().sound
        assert BOWL_SENTENCE in [citation.quote for citation in changed.ask(BOWL_QUESTION).citations]


def test_a_rebuild_refuses_to_run_beside_a_batch(own_assistant: Assistant) -> None:
    with own_assistant.home.writing(), pytest.raises(Unavailable, match="a batch is writing"):
        own_assistant.reindex()


def test_a_check_repairs_what_was_lost_and_what_is_left_over(own_assistant: Assistant) -> None:
    lost = own_assistant.passages_of("rules.html")
    own_assistant.index.remove([lost[0].passage_id])
    report = own_assistant.check()
    assert (report.missing, report.orphaned, report.sound) == (len(lost[:1]), 0, False)
    assert own_assistant.check(repair=True).sound
    assert own_assistant.check().missing == 0


def test_a_reranker_of_the_settings_reads_the_passages(tiny_model: Path, tmp_path: Path) -> None:
    reranker = make_cross_encoder(tmp_path / "reranker")
    given = {"embedding_model": str(tiny_model), "home": tmp_path / "home"}
    with Assistant(**given) as plain:
        plain.ingest([write_museum(tmp_path / "museum")])
        before = plain.search(BOWL_QUESTION, 3)
    with Assistant(**given, reranker=str(reranker)) as assistant:
        after = assistant.search(BOWL_QUESTION, 3)
        assert assistant.index.read is not None
    assert [p.score for p in after.passages] != [p.score for p in before.passages]


def test_a_reranker_that_is_not_there_is_a_wrong_setting(tiny_model: Path, tmp_path: Path) -> None:
    given = {"embedding_model": str(tiny_model), "home": tmp_path / "home", "reranker": "no/such-model"}
    with Assistant(**given) as assistant, pytest.raises(SettingsError, match="no model 'no/such-model'"):
        assistant.search("anything")
    with Assistant(**given) as assistant:
        for _ in range(2):  # nor is it left out the next time
            with pytest.raises(SettingsError):
                assistant.search("anything")
