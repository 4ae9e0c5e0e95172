from __future__ import annotations

import io
import re
import sys
from dataclasses import replace

import pytest
from rich.console import Console

from assistant.answers import Answer, FoundPassage, SearchResult, Sentence
from assistant.citations import Citation, Translation
from assistant.showing import printing
from ingest.consistency import CheckReport
from ingest.pipeline import Failure, IngestReport
from retrieval.locators import Locator
from retrieval.passages import Evidence, Passage

_PASSAGE = Passage(
    passage_id="p1",
    document_id="drafts/[red]bowl[/red] :smile:.md",
    position=0,
    text="Thrown in Delft [sic]. " + "Bought in 1931. " * 40,
    locator=Locator(lines=(3, 4)),
    title="The [bold]bowl[/bold]",
)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_document_gives_the_terminal_no_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr(printing, "out", printing.Terminal(file=screen, highlight=False, markup=False))
    hostile = replace(_PASSAGE, title="A \x1b]52;c;ZXZpbA==\x07bowl", text="Thrown \x1b[2J\x9b31min Delft.\f")
    printing.print_passages(SearchResult("bowl", (FoundPassage.of(Evidence(hostile, 0.5)),)))
    shown = re.sub(r"\x1b\[[\d;]*m", "", screen.getvalue())  # what rich writes for bold and dim
    assert "A ]52;c;ZXZpbA==bowl" in shown
    assert "Thrown [2J31min Delft." in shown
    assert not set(shown) & set("\x1b\x07\x9b\f")


@pytest.fixture(autouse=True)
def _wide_and_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")


def _answer(*, refused: bool = False) -> Answer:
    return Answer(
        id="a1",
        question="Where [exactly]?",
        language="en",
        refused=refused,
        text="The documents do not answer this." if refused else "In Delft [sic]. [1]",
        sentences=() if refused else (Sentence("In Delft [sic].", (1,), 1.0),),
        citations=() if refused else (Citation(1, _PASSAGE, "Thrown in Delft [sic]."),),
        passages=(FoundPassage.of(Evidence(_PASSAGE, 0.5)),),
        model="extractive",
        prompt=None,
        timings_ms={},
        left_out=("It is [ugly].",),
        notices=("The model [x] is away.",),
    )


def test_an_answer_is_printed_with_each_citation(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_answer(_answer())
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert lines == [
        "Where [exactly]?",
        "In Delft [sic]. [1]",
        "The model [x] is away.",
        "[1] The [bold]bowl[/bold]  drafts/[red]bowl[/red] :smile:.md, lines 3–4",
        "“Thrown in Delft [sic].”",
        "left out, not supported: It is [ugly].",
    ]


def test_the_id_that_a_replay_asks_for_stands_below_an_answer_that_is_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printing.print_answers([_answer()], kept=True)
    assert capsys.readouterr().out.rstrip().endswith("answer: a1")
    printing.print_answers([_answer()], kept=False)
    assert "a1" not in capsys.readouterr().out


def test_a_search_that_finds_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_passages(SearchResult("bowl", ()))
    assert capsys.readouterr().out.startswith("nothing found: ")


def _unpadded(printed: str) -> str:
    return "\n".join(line.rstrip() for line in printed.split("\n"))


@pytest.mark.parametrize(
    ("language", "label", "machine"),
    [
        ("zh", "原文为英语", "机器翻译（openai:small）: 在代尔夫特制作。"),
        ("ru", "язык оригинала: английский", "машинный перевод, openai:small: 在代尔夫特制作。"),
    ],
)
def test_a_foreign_quote_is_labelled_and_its_translation_marked(
    capsys: pytest.CaptureFixture[str], language: str, label: str, machine: str
) -> None:
    translation = Translation("在代尔夫特制作。", language, "openai:small", "translation@1")
    answer = replace(_answer(), language=language)
    printing.print_answer(answer)
    assert f"lines 3–4, {label}\n    “Thrown in Delft [sic].”\n\n" in _unpadded(capsys.readouterr().out)
    cited = replace(answer.citations[0], translation=translation)
    printing.print_answer(replace(answer, citations=(cited,)))
    assert f"    “Thrown in Delft [sic].”\n    {machine}\n\n" in _unpadded(capsys.readouterr().out)


def test_a_refusal_is_printed_with_the_nearest_passages(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_answer(_answer(refused=True))
    out = capsys.readouterr().out
    assert "The documents do not answer this." in out
    assert "Nearest passages:\n  The [bold]bowl[/bold]  drafts/[red]bowl[/red] :smile:.md" in out


def test_a_long_passage_is_cut_with_a_sign(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_passages(SearchResult("bowl", (FoundPassage.of(Evidence(_PASSAGE, 0.5)),)))
    out = capsys.readouterr().out
    assert out.startswith("0.500 The [bold]bowl[/bold]  drafts/")
    assert out.rstrip().endswith(" …")
    assert 380 < len(out.replace("\n", "")) < 700


def test_a_batch_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_report(IngestReport(added=["a"], unchanged=2, passages=3, seconds=1.25))
    assert capsys.readouterr().out == "1 added, 0 updated, 2 unchanged; 3 passages in 1.2 s\n"


def test_a_batch_tells_removals_failures_and_what_was_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    report = IngestReport(removed=["a"], failed=[Failure("b", "broken")], skipped={".jpg": 3, "": 1})
    printing.print_report(report)
    out = capsys.readouterr().out
    assert "1 removed, 1 failed" in out
    assert "passed over, no reader: 1 without ending, 3 .jpg" in out


def test_a_failure_stays_on_one_line_however_long(capsys: pytest.CaptureFixture[str]) -> None:
    report = IngestReport(failed=[Failure("[a]" * 60, "it is broken :boom:")])
    printing.print_failures(report, Console(stderr=True, highlight=False, emoji=False))
    assert capsys.readouterr().err == f"failed: {'[a]' * 60}: it is broken :boom:\n"


def test_the_status_prints_a_home_with_brackets_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    status = {"documents": {"indexed": 2}, "passages": 9, "embedding_model": "m", "home": "/srv/[old]/home"}
    printing.print_status(status)
    assert capsys.readouterr().out.splitlines() == [
        "       2 documents indexed",
        "       9 passages",
        "embedding model m, home /srv/[old]/home",
    ]


def test_documents_are_listed_one_a_line_whose_ids_stay_whole_in_a_narrow_window(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    row = {
        "document_id": f"{'long/' * 20}[x].pdf", "title": "X", "language": "en", "kind": "pdf",
        "state": "failed", "access": "internal", "passages": 1, "error": "locked",
    }  # fmt: skip
    printing.print_documents([row, {**row, "state": "indexed", "error": None, "language": ""}])
    assert capsys.readouterr().out.splitlines() == [
        f"{row['document_id']}  X  (en, pdf, internal, 1 passage, failed: locked)",
        f"{row['document_id']}  X  (pdf, internal, 1 passage, indexed)",
    ]
    printing.print_documents([])
    assert "there are no documents yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (CheckReport(0, 0, 0, (), repaired=False), ["the index agrees with the catalogue"]),
        (
            CheckReport(2, 1, 3, (f"[a]{'b' * 100}.md",), repaired=True),
            [
                "2 passages missing from the index (repaired)",
                "1 passages in the index that no document has (repaired)",
                "3 passages in the index under another access than their document's (repaired)",
                f"not finished, ingest its folder again: [a]{'b' * 100}.md",
            ],
        ),
    ],
)
def test_a_check_says_what_it_found(
    capsys: pytest.CaptureFixture[str], report: CheckReport, said: list[str]
) -> None:
    printing.print_check(report)
    assert capsys.readouterr().out.splitlines() == said


def test_a_progress_bar_is_drawn_to_a_terminal_with_names_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with printing.progress_bar("Ingesting") as progress:
        progress(1, 2, "drafts/[/red].md")
        progress(2, 2, "")
    assert "Ingesting" in terminal.getvalue()
    assert "2/2" in terminal.getvalue()


def test_no_progress_bar_is_drawn_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    with printing.progress_bar("Ingesting") as progress:
        progress(1, 2, "bowl.md")
    assert capsys.readouterr() == ("", "")
