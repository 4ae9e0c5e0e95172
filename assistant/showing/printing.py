"""What a person reads in the terminal; standard output for results, stderr for progress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.segment import Segment
from rich.text import Text

from assistant.answers import Answer, SearchResult
from assistant.citations import Citation
from assistant.language_names import machine_label, original_label
from assistant.log.replays import Replay
from assistant.showing.places import place
from ingest.catalog import CatalogEntry
from ingest.consistency import CheckReport

# Names and texts of documents may look like markup and must not be taken for it.
if TYPE_CHECKING:
    from ingest.pipeline import IngestReport
    from ingest.pipeline import Progress as ProgressCall

_CONTROL = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


class Terminal(Console):
    """A console on which no text of a document, and no name of a file, gives the terminal an order.

    The one place that all text passes through on its way is Console's `render`, hence the subclass.
    """

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """The segments of `renderable`, without control characters but for those of rich itself."""
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield Segment(segment.text.translate(_CONTROL), segment.style)


out = Terminal(highlight=False, markup=False, emoji=False)
_LONGEST_PASSAGE = 400  # characters shown of a found passage


@contextmanager
def progress_bar(what: str) -> Iterator[ProgressCall]:
    """A bar on stderr, drawn only when stderr is a terminal; yields the function that moves it."""
    console = Terminal(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(
        *columns,
        TextColumn("{task.description}", markup=False),
        console=console,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)


def print_report(report: IngestReport) -> None:
    """One line with the counts of a batch, and what was passed over."""
    parts = [f"{len(report.added)} added", f"{len(report.updated)} updated", f"{report.unchanged} unchanged"]
    parts += [f"{len(report.removed)} removed"] * bool(report.removed)
    parts += [f"{len(report.failed)} failed"] * bool(report.failed)
    out.print(f"{', '.join(parts)}; {report.passages} passages in {report.seconds:.1f} s")
    if report.skipped:
        endings = ", ".join(
            f"{n} {ending or 'without ending'}" for ending, n in sorted(report.skipped.items())
        )
        out.print(f"passed over, no reader: {endings}", style="dim")


def print_failures(report: IngestReport, errors: Console) -> None:
    """Each document that failed, with the reason, on `errors`."""
    for failure in report.failed:
        errors.print(f"failed: {failure.document_id}: {failure.error}", markup=False, soft_wrap=True)


def print_answers(answers: Sequence[Answer], *, kept: bool) -> None:
    """Several answers, a rule between them; each with its id where it is `kept` under it."""
    for i, answer in enumerate(answers):
        if i:
            out.rule(style="dim")
        print_answer(answer)
        if kept:
            out.print(Text(f"answer: {answer.id}", style="dim"))


def print_answer(answer: Answer) -> None:
    """The answer, then each citation: number, title, where in the document, the quote."""
    out.print(Text(answer.question, style="bold"))
    out.print(Padding(Text(answer.text), (1, 0)))
    if answer.searched not in ("", answer.question):
        out.print(Text(f"searched for: {answer.searched}", style="dim"))
    if answer.conversation_id:
        out.print(Text(f"conversation: {answer.conversation_id}", style="dim"))
    for notice in answer.notices:
        out.print(Text(notice, style="yellow"))
    for citation in answer.citations:
        _print_citation(citation, answer.language)
    for sentence in answer.left_out:
        out.print(Text(f"left out, not supported: {sentence}", style="dim"))
    if answer.refused and answer.passages:
        out.print("Nearest passages:", style="dim")
        for passage in answer.passages[:3]:
            out.print(Text(f"  {passage.title}  {passage.document_id}", style="dim"))


def _print_citation(citation: Citation, language: str) -> None:
    """A citation for a reader of `language`; a quote in another is labelled, its translation marked."""
    where = [citation.document_id, place(citation.locator.to_json())]
    foreign = citation.language not in ("", language)
    where += [original_label(citation.language, language)] * foreign
    old = " (superseded)" if citation.superseded_by is not None else ""
    head = (f"[{citation.number}] ", "bold"), citation.title, (old, "yellow")
    out.print(Text.assemble(*head, (f"  {', '.join(filter(None, where))}", "dim")))
    translation = citation.translation
    out.print(Padding(Text(f"“{citation.quote}”", style="italic"), (0, 0, 0 if translation else 1, 4)))
    if translation:
        said = (f"{machine_label(translation.model, language)}: ", "dim"), translation.text
        out.print(Padding(Text.assemble(*said), (0, 0, 1, 4)))


def print_replay(replay: Replay) -> None:
    """What differs from an answer that was given before, then the answer of today."""
    then = replay.kept
    out.print(Text(f"{then.answer['id']}, answered {then.answered_at}", style="dim"))
    if replay.same:
        out.print("Today's answer is the same.")
    for difference in replay.differences:
        out.print(Text(difference.what, style="bold"))
        out.print(Padding(Text(f"then: {_brief(difference.then)}"), (0, 0, 0, 2)))
        out.print(Padding(Text(f"now:  {_brief(difference.now)}"), (0, 0, 0, 2)))
    for passage in replay.gone:
        out.print(Text(f"gone: {passage.title}  {passage.document_id} ({passage.document})", style="yellow"))
        for quote in passage.quotes:
            out.print(Padding(Text(f"“{quote}”", style="italic"), (0, 0, 0, 6)))
    out.rule(style="dim")
    print_answer(replay.now)


def cut(text: str) -> str:
    """The text, or its beginning where it is long."""
    return text if len(text) <= _LONGEST_PASSAGE else text[:_LONGEST_PASSAGE] + " …"


def _brief(value: Any) -> str:
    """A value of an answer in one line; of citations and evidence, where they lead."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return ", ".join(f"{item['document_id']} {item['passage_id'][:8]}" for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    return str(value)


def print_passages(result: SearchResult) -> None:
    """The passages found, best first, each with its score and place."""
    if not result.passages:
        out.print("nothing found: there are no documents, or none that the filters allow")
    for passage in result.passages:
        where = ", ".join(p for p in (passage.document_id, place(passage.locator.to_json())) if p)
        out.print(Text.assemble((f"{passage.score:.3f} ", "bold"), passage.title, (f"  {where}", "dim")))
        out.print(Padding(Text(cut(passage.text)), (0, 0, 1, 6)))


def print_status(status: Mapping[str, Any]) -> None:
    """The counts, one a line."""
    for state, count in status["documents"].items():
        out.print(f"{count:>8} documents {state}")
    out.print(f"{status['passages']:>8} passages")
    out.print(f"embedding model {status['embedding_model']}, home {status['home']}", style="dim")


def document_row(entry: CatalogEntry) -> dict[str, Any]:
    """A document in the form of the command line's contract."""
    names = ("document_id", "title", "language", "kind", "state", "access", "passages", "error")
    return {name: getattr(entry, name) for name in names}


def print_documents(rows: Sequence[Mapping[str, Any]]) -> None:
    """One document a line, however long: an id that is cut into pieces can be neither copied nor found."""
    if not rows:
        out.print("there are no documents yet: take some up with 'studiolo ingest'")
    for row in rows:
        passages = f"{row['passages']} passage{'s' * (row['passages'] != 1)}"
        state = row["state"] if not row["error"] else f"{row['state']}: {row['error']}"
        told = [row["language"], row["kind"], row["access"], passages, state]
        line = Text(row["document_id"]).append(f"  {row['title']}  ({', '.join(filter(None, told))})", "dim")
        out.print(line, soft_wrap=True)


def print_check(report: CheckReport) -> None:
    """What does not agree, or that all is well."""
    if not (report.missing or report.orphaned or report.wrong_access or report.unfinished):
        out.print("the index agrees with the catalogue")
        return
    done = " (repaired)" if report.repaired else ""
    out.print(f"{report.missing} passages missing from the index{done}")
    out.print(f"{report.orphaned} passages in the index that no document has{done}")
    out.print(f"{report.wrong_access} passages in the index under another access than their document's{done}")
    for document_id in report.unfinished:
        out.print(f"not finished, ingest its folder again: {document_id}", soft_wrap=True)
