from __future__ import annotations

import errno
import io
import json
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from assistant.assistant import Assistant
from assistant.cli import main
from tests.assistant.museum import BOWL_QUESTION, BOWL_SENTENCE, DOCUMENTS, write_museum


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Studiolo = Callable[..., Ended]


@pytest.fixture
def studiolo(
    tmp_path: Path,
    tiny_model: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Studiolo:
    """Runs the command in this process, with its home in `tmp_path`."""
    monkeypatch.setenv("STUDIOLO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["studiolo", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Ended(status, *capsys.readouterr())

    return run


@pytest.fixture
def museum(tmp_path: Path, studiolo: Studiolo) -> Path:
    """The folder of the museum, which is ingested."""
    folder = write_museum(tmp_path / "museum")
    assert studiolo("ingest", folder).status == 0
    return folder


def test_ingesting_reports_in_the_contracts_form(tmp_path: Path, studiolo: Studiolo) -> None:
    ended = studiolo("ingest", write_museum(tmp_path / "museum"), "--json")
    assert (ended.status, ended.err) == (0, "")
    report = ended.json
    assert list(report) == ["added", "updated", "unchanged", "removed", "failed", "passages", "seconds"]
    assert sorted(report["added"]) == sorted(DOCUMENTS)
    assert (report["unchanged"], report["failed"], report["passages"]) == (0, [], 5)


def test_a_file_without_the_right_to_read_it_is_no_wrong_usage(
    tmp_path: Path, studiolo: Studiolo, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_museum(tmp_path / "museum")
    monkeypatch.setattr("os.access", lambda path, *_, **__: not str(path).endswith("bowl.md"))
    assert studiolo("ingest", *sorted(folder.rglob("*.md"))).status == 0  # reading decides


def test_ingesting_again_finds_nothing_to_do(museum: Path, studiolo: Studiolo) -> None:
    ended = studiolo("ingest", museum)
    assert ended.status == 0
    assert ended.out.startswith("0 added, 0 updated, 4 unchanged; 0 passages in ")


def test_a_removed_file_goes_only_with_prune(museum: Path, studiolo: Studiolo) -> None:
    (museum / "rules.html").unlink()
    assert studiolo("ingest", museum, "--json").json["removed"] == []
    assert studiolo("ingest", museum, "--prune", "--json").json["removed"] == ["rules.html"]


def test_an_unreadable_file_ends_with_status_1_and_its_name_while_the_rest_goes_in(
    tmp_path: Path, studiolo: Studiolo
) -> None:
    folder = write_museum(tmp_path / "museum")
    name = "a report with a long name [draft] " * 4 + ".pdf"
    (folder / name).write_bytes(b"%PDF-1.7 and then nothing")
    ended = studiolo("ingest", folder, "--json")
    assert ended.status == 1
    assert [failure["document_id"] for failure in ended.json["failed"]] == [name]
    assert len(ended.json["added"]) == 4
    (line,) = ended.err.splitlines()
    assert line.startswith(f"failed: {name}: ")


def test_an_answer_as_json_is_what_the_service_gives(museum: Path, studiolo: Studiolo) -> None:
    ended = studiolo("ask", BOWL_QUESTION, "--json")
    assert (ended.status, ended.err) == (0, "")
    assert BOWL_SENTENCE in [citation["quote"] for citation in ended.json["citations"]]
    with Assistant() as assistant:
        again = assistant.ask(BOWL_QUESTION).to_json()
    for changing in ("id", "timings_ms"):
        again.pop(changing)
    assert {name: ended.json[name] for name in again} == again


def test_several_questions_give_as_many_answers(museum: Path, studiolo: Studiolo) -> None:
    asked = [BOWL_QUESTION, "孔雀钟有多高？"]
    assert [answer["question"] for answer in studiolo("ask", *asked, "--json").json] == asked
    out = studiolo("ask", *asked).out
    assert out.index(asked[0]) < out.index("───") < out.index(asked[1])


def test_an_answer_in_words_shows_title_place_and_quote(museum: Path, studiolo: Studiolo) -> None:
    out = studiolo("ask", BOWL_QUESTION).out
    assert out.startswith(BOWL_QUESTION)
    assert f"{BOWL_SENTENCE} [" in out
    assert "The lidded bowl  ceramics/bowl.md, Description, line 9" in out
    assert f"“{BOWL_SENTENCE}”" in out


def test_an_answer_can_be_asked_for_schoolchildren(museum: Path, studiolo: Studiolo) -> None:
    answer = studiolo("ask", BOWL_QUESTION, "--audience", "youth", "--json").json
    assert (answer["audience"], answer["reading_level"]["target"]) == ("youth", 6.0)
    assert studiolo("ask", BOWL_QUESTION, "--audience", "everybody").status == 2


def test_a_foreign_quote_is_labelled_in_the_language_asked_for(museum: Path, studiolo: Studiolo) -> None:
    out = studiolo("ask", BOWL_QUESTION, "--language", "ru", "--filter", "document_id=ceramics/bowl.md").out
    assert "язык оригинала: английский" in out
    assert f"“{BOWL_SENTENCE}”" in out


def test_a_refusal_is_said_in_the_language_asked_for(museum: Path, studiolo: Studiolo) -> None:
    ended = studiolo("ask", "Кто написал икону?", "--filter", "kind=pdf")
    assert ended.status == 0
    assert "В документах нет ответа на этот вопрос." in ended.out


def test_filters_narrow_a_search(museum: Path, studiolo: Studiolo) -> None:
    ended = studiolo("search", "bowl", "--filter", "language=ru", "--filter", "language=zh", "--json")
    assert list(ended.json) == ["query", "passages"]
    assert {passage["language"] for passage in ended.json["passages"]} == {"ru", "zh"}
    assert len(studiolo("search", "bowl", "-k", "2", "--json").json["passages"]) == 2


def test_a_search_in_words_shows_score_title_and_text(museum: Path, studiolo: Studiolo) -> None:
    out = studiolo("search", BOWL_SENTENCE, "-k", "1").out
    assert out.startswith("0.")
    assert "The lidded bowl  ceramics/bowl.md" in out


def test_the_status_counts_documents_and_passages(
    museum: Path, studiolo: Studiolo, tmp_path: Path, tiny_model: Path
) -> None:
    assert studiolo("status", "--json").json == {
        "documents": {"indexed": 4, "failed": 0},
        "passages": 5,
        "embedding_model": str(tiny_model),
        "home": str(tmp_path / "home"),
    }
    assert "4 documents indexed" in studiolo("status").out


def test_the_documents_are_listed_with_their_state(museum: Path, studiolo: Studiolo) -> None:
    rows = studiolo("documents", "--json").json
    assert [row["document_id"] for row in rows] == sorted(DOCUMENTS)
    assert rows[0] == {
        "document_id": "ceramics/bowl.md", "title": "The lidded bowl", "language": "en", "kind": "markdown",
        "state": "indexed", "access": "public", "passages": 2, "error": None,
    }  # fmt: skip
    table = studiolo("documents").out
    assert "孔雀钟" in table
    assert "indexed" in table


def test_a_removed_document_is_not_found_any_more(museum: Path, studiolo: Studiolo) -> None:
    assert studiolo("remove", "rules.html", "icons/икона.txt").out == "removed 2\n"
    assert [row["document_id"] for row in studiolo("documents", "--json").json] == [
        "ceramics/bowl.md",
        "clocks/孔雀钟.md",
    ]
    assert (museum / "rules.html").exists()


def test_a_document_that_is_named_twice_is_removed_once(museum: Path, studiolo: Studiolo) -> None:
    ended = studiolo("remove", "rules.html", "rules.html")
    assert (ended.status, ended.out, ended.err) == (0, "removed 1\n", "")


def test_removing_what_is_not_there_removes_nothing(museum: Path, studiolo: Studiolo) -> None:
    ended = studiolo("remove", "rules.html", "none.md")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == "studiolo: no document 'none.md' in the catalogue\n"
    assert len(studiolo("documents", "--json").json) == 4


def test_a_new_index_holds_what_the_old_one_held(museum: Path, studiolo: Studiolo) -> None:
    before = studiolo("search", "lidded bowl", "--json").json
    assert studiolo("reindex", "--json").json == {"passages": 5}
    assert studiolo("search", "lidded bowl", "--json").json == before


def test_a_check_finds_a_lost_passage_and_repairs_it(museum: Path, studiolo: Studiolo) -> None:
    assert studiolo("check", "--json").json["sound"] is True
    with Assistant() as assistant:
        assistant.index.remove([assistant.passages_of("rules.html")[0].passage_id])
    ended = studiolo("check", "--json")
    assert ended.status == 1
    assert (ended.json["missing"], ended.json["sound"]) == (1, False)
    assert "1 passages missing from the index" in studiolo("check").out
    assert studiolo("check", "--repair").status == 0
    assert studiolo("check").out == "the index agrees with the catalogue\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["ask"],
        ["ask", "Who?", "--colour"],
        ["search", "bowl", "-k", "0"],
        ["ask", "Who?", "--filter", "language"],
        ["serve", "--port", "many"],
        ["ask", "Who?", "--replay", "a1"],
        ["ask", "--replay", "a1", "--language", "ru"],
        ["ask", "--replay", "a1", "--audience", "youth"],
        ["ask", "--replay", "a1", "--audience", "curator"],
        ["ask", "--replay", "a1", "--filter", "language=en"],
        ["ask", "--replay", "a1", "--conversation", "new"],
    ],
)
def test_wrong_usage_ends_with_status_2(studiolo: Studiolo, arguments: list[str]) -> None:
    assert studiolo(*arguments).status == 2


@pytest.mark.parametrize("module", ["assistant", "assistant.cli"])
def test_the_command_can_be_run_as_a_module(module: str) -> None:
    command = [sys.executable, "-m", module, "status", "--no-such-option"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "No such option" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ingest", "no/such/folder"], "no file or folder no/such/folder"),
        (["ask", "  "], "the question is empty"),
        (["ask", "？"], "the question is empty"),
        (["search", "..."], "the query is empty"),
        (["ask", "--replay", "none"], "no answer 'none' in the log"),
        (["ask", "Who?", "--conversation", "a b"], "a conversation's id has"),
        (["ask", "Who?", "--filter", "colour=red"], "unknown filter 'colour'"),
        (["serve", "--port", "70000"], "wrong settings: port"),
        (["remove", "caf\udce9.md"], r"no document 'caf\udce9.md' in the catalogue"),
        (["ask", "Who\udcff?"], r"the question is not UTF-8: 'Who\udcff?'"),
        (["ask", "Who?", "--language", "\udcff"], "the language is not UTF-8"),
        (["ask", "--replay", "\udcff"], "the answer's id is not UTF-8"),
        (["ask", "Who?", "--model", "\udcff"], "wrong settings: model"),
        (["search", "bowl\udcff"], r"the query is not UTF-8: 'bowl\udcff'"),
        (
            ["search", "bowl", "--filter", "collection=\udcff"],
            "a value of the filter 'collection' is not UTF-8",
        ),
    ],
)
def test_what_fails_says_so_on_stderr_with_status_1(
    studiolo: Studiolo, arguments: list[str], said: str
) -> None:
    ended = studiolo(*arguments)
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"studiolo: {said}")


def test_a_damaged_catalogue_is_said_with_status_1(tmp_path: Path, studiolo: Studiolo) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "catalog.sqlite").write_text("this is a letter, " * 100)
    ended = studiolo("status")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"studiolo: {tmp_path / 'home' / 'catalog.sqlite'} is damaged")


@pytest.mark.parametrize("form", ["--json", "--records=1"])
def test_a_file_whose_name_is_not_utf_8_is_inspected(tmp_path: Path, studiolo: Studiolo, form: str) -> None:
    file = tmp_path / "caf\udce9.md"
    file.write_text("A cup.")
    ended = studiolo("inspect", form, file)
    assert ended.status == 0
    assert "A cup." in ended.out
    if form == "--json":
        assert ended.json["file"] == str(file)


def test_json_is_json_on_a_terminal_of_another_encoding(
    tmp_path: Path, studiolo: Studiolo, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "cup.md"
    file.write_text("Чашка 🏺, café.", encoding="utf-8")
    screen = io.TextIOWrapper(io.BytesIO(), encoding="koi8-r", write_through=True)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", screen)
        studiolo("inspect", file, "--json")
    screen.seek(0)
    assert json.load(screen)["shown"][0]["blocks"][0]["text"] == "Чашка 🏺, café."


def test_a_full_disk_is_said_in_one_line(studiolo: Studiolo, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Assistant) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Assistant, "status", full)
    ended = studiolo("status")
    assert (ended.status, ended.err) == (1, "studiolo: [Errno 28] No space left on device\n")


def test_a_service_that_cannot_listen_ends_with_status_1(
    studiolo: Studiolo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uvicorn, "run", partial(uvicorn.run, log_config=None))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = studiolo("serve", "--port", port)
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"studiolo: the service cannot listen on 127.0.0.1, port {port}")


def test_a_mistyped_setting_is_named(studiolo: Studiolo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_PASAGES", "3")
    ended = studiolo("status")
    assert ended.status == 1
    assert ended.err == "studiolo: unknown setting STUDIOLO_PASAGES: did you mean STUDIOLO_PASSAGES?\n"


def test_every_command_explains_itself(studiolo: Studiolo) -> None:
    listed = studiolo("--help").out
    for command in ("ingest", "ask", "search", "status", "documents", "remove", "reindex", "check", "serve"):
        assert command in listed
        shown = studiolo(command, "--help")
        assert shown.status == 0
        assert "--home" in shown.out
        assert ("--json" in shown.out) is (command not in ("remove", "serve"))


def test_questions_of_one_command_make_one_conversation(museum: Path, studiolo: Studiolo) -> None:
    asked = [BOWL_QUESTION, "And when was it bought?"]
    first, second = studiolo("ask", *asked, "--conversation", "new", "--json").json
    assert first["conversation_id"] == second["conversation_id"]
    assert second["searched"].startswith("And when was it bought? (")
    out = studiolo("ask", "Why?", "--conversation", first["conversation_id"]).out
    assert f"conversation: {first['conversation_id']}" in out
    assert "searched for: Why? (" in out


def test_a_replay_says_that_nothing_differs_or_what(museum: Path, studiolo: Studiolo) -> None:
    given = studiolo("ask", BOWL_QUESTION, "--json").json
    ended = studiolo("ask", "--replay", given["id"], "--json")
    assert (ended.status, ended.json["same"], ended.json["differences"]) == (0, True, [])
    assert ended.json["then"]["answer"] == given
    assert "Today's answer is the same." in studiolo("ask", "--replay", given["id"]).out
    studiolo("remove", "ceramics/bowl.md")
    compared = studiolo("ask", "--replay", given["id"], "--json").json
    assert {"text", "citations", "evidence"} <= {difference["what"] for difference in compared["differences"]}
    assert [gone["document"] for gone in compared["gone"]] == ["removed"] * len(compared["gone"])
    out = studiolo("ask", "--replay", given["id"]).out
    assert "gone: The lidded bowl  ceramics/bowl.md (removed)" in out
    assert f"then: {given['text'][:40]}" in out
