"""The `studiolo` command: arguments in, one call of the assistant, words or JSON out."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.assistant import Assistant
from assistant.audiences import Audience
from assistant.conversation.conversations import conversation_of
from assistant.settings import load_settings
from assistant.showing import printing
from assistant.showing.inspecting import inspect_file, open_file_reader
from assistant.showing.printed_inspections import print_inspection
from retrieval.blas import one_thread_a_product
from retrieval.errors import StudioloError

app = typer.Typer(
    help="Answers questions about a museum's own documents, with a citation for every sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
errors = printing.Terminal(stderr=True, highlight=False, emoji=False, soft_wrap=True)

Home = Annotated[Path | None, typer.Option("--home", help="Folder with all state of this installation.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to take up.", readable=False)],
    home: Home = None,
    as_json: Json = False,
    prune: Annotated[bool, typer.Option(help="Remove documents whose files are gone.")] = False,
    force: Annotated[bool, typer.Option(help="Read files again that have not changed.")] = False,
) -> None:
    """Bring documents into the index; only what changed is read. A stopped batch goes on where it stopped."""
    with Assistant(home) as assistant, printing.progress_bar("Ingesting") as progress:
        report = assistant.ingest(paths, prune=prune, force=force, progress=progress)
    _print(report.to_json(), as_json, lambda: printing.print_report(report))
    printing.print_failures(report, errors)
    if report.failed:
        raise typer.Exit(1)


@app.command()
def ask(  # noqa: PLR0913  each option of the command is an argument
    questions: Annotated[
        list[str] | None, typer.Argument(help="In English, Chinese or Russian; one or several.")
    ] = None,
    home: Home = None,
    as_json: Json = False,
    model: Annotated[str | None, typer.Option(help="Who writes the answer, as provider:model.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the answer (en, zh, ru).")] = None,
    audience: Annotated[
        Audience | None, typer.Option(help="Who will read the answer; a curator if none is given.")
    ] = None,
    filters: Annotated[
        list[str] | None, typer.Option("--filter", help="Only passages where NAME=VALUE; repeat for more.")
    ] = None,
    conversation: Annotated[
        str | None, typer.Option(metavar="ID", help="Follow the questions asked under this id; 'new' begins.")
    ] = None,
    replay: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Ask the question of an earlier answer again, and compare."),
    ] = None,
) -> None:
    """Answer a question from the documents, each sentence with its source.

    With --json one question gives one answer, several give a list of answers.
    """
    if bool(questions) == bool(replay):
        raise typer.BadParameter(
            "give a question, or --replay with the id of an answer", param_hint="QUESTIONS"
        )
    if replay and (language or audience or filters or conversation):
        raise typer.BadParameter(
            "an answer is asked again as it was asked: no --language, --audience, --filter or --conversation",
            param_hint="--replay",
        )
    with Assistant(home, model=model) as assistant:
        if replay:
            compared = assistant.replay(replay, model=model)
            _print(compared.to_json(), as_json, lambda: printing.print_replay(compared))
            return
        begun = conversation_of(conversation)
        asked: dict[str, Any] = {"language": language, "conversation_id": begun, "filters": _filters(filters)}
        asked["audience"] = audience or "curator"
        answers = [assistant.ask(question, **asked) for question in questions or ()]
    values, kept = [answer.to_json() for answer in answers], assistant.settings.keep_answers
    in_words = partial(printing.print_answers, answers, kept=kept)
    _print(values if len(values) > 1 else values[0], as_json, in_words)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Words or a question.")],
    home: Home = None,
    as_json: Json = False,
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many passages.")] = 10,
    filters: Annotated[
        list[str] | None, typer.Option("--filter", help="Only passages where NAME=VALUE; repeat for more.")
    ] = None,
) -> None:
    """Find the passages that fit a query best."""
    with Assistant(home) as assistant:
        result = assistant.search(query, k, filters=_filters(filters))
    _print(result.to_json(), as_json, lambda: printing.print_passages(result))


@app.command()
def inspect(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Files to look into.", readable=False)
    ],
    as_json: Json = False,
    records: Annotated[int, typer.Option(min=0, help="How many documents of a file to show.")] = 3,
    blocks: Annotated[int, typer.Option(min=0, help="How many blocks of a document to show.")] = 12,
) -> None:
    """Show what is read of a file: fields, text, places, access, warnings. Nothing is taken up.

    With --json one file gives one document, several give a list of them.
    """
    with closing(open_file_reader(load_settings())) as read:
        inspections = [inspect_file(file, read, records=records) for file in files]
    values = [inspection.to_json() for inspection in inspections]

    def in_words() -> None:
        for inspection in inspections:
            print_inspection(inspection, blocks=blocks)

    _print(values if len(values) > 1 else values[0], as_json, in_words)
    if any(inspection.error for inspection in inspections):
        for inspection in inspections:
            if inspection.error:
                errors.print(f"studiolo: {inspection.error}", markup=False)
        raise typer.Exit(1)


@app.command()
def status(home: Home = None, as_json: Json = False) -> None:
    """Say what the home holds."""
    with Assistant(home) as assistant:
        values = assistant.status()
    _print(values, as_json, lambda: printing.print_status(values))


@app.command()
def documents(home: Home = None, as_json: Json = False) -> None:
    """List every document with its state."""
    with Assistant(home) as assistant:
        rows = [printing.document_row(entry) for entry in assistant.documents()]
    _print(rows, as_json, lambda: printing.print_documents(rows))


@app.command()
def remove(
    document_ids: Annotated[list[str], typer.Argument(help="Ids as 'studiolo documents' lists them.")],
    home: Home = None,
) -> None:
    """Take documents out of the index. Their files stay, and ingesting them again brings them back."""
    with Assistant(home) as assistant:
        assistant.remove(document_ids)
    printing.out.print(f"removed {len(set(document_ids))}")


@app.command()
def reindex(home: Home = None, as_json: Json = False) -> None:
    """Build the index anew beside the live one and swap them; needed after a change of model."""
    with Assistant(home) as assistant, printing.progress_bar("Reindexing") as progress:
        passages = assistant.reindex(progress)
    _print({"passages": passages}, as_json, lambda: printing.out.print(f"{passages} passages indexed anew"))


@app.command()
def check(
    home: Home = None,
    as_json: Json = False,
    repair: Annotated[bool, typer.Option("--repair", help="Make the index agree.")] = False,
) -> None:
    """Hold the index against the catalogue; exit status 1 when they do not agree."""
    with Assistant(home) as assistant:
        report = assistant.check(repair=repair)
    _print(report.to_json(), as_json, lambda: printing.print_check(report))
    if not report.sound:
        raise typer.Exit(1)


@app.command()
def serve(
    home: Home = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Answer over HTTP, with a page at /, until stopped."""
    from assistant.api import run_service

    run_service(load_settings(home=home, host=host, port=port))


def main() -> None:
    """Run the command; errors of ours go to stderr with exit status 1."""
    one_thread_a_product()
    if isinstance(sys.stdout, TextIOWrapper):  # file names are not always UTF-8
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except (StudioloError, OSError) as error:  # of the system: a disk that is full, an output that is closed
        errors.print(f"studiolo: {error}", markup=False)
        sys.exit(1)


def _filters(given: list[str] | None) -> dict[str, Any] | None:
    filters: dict[str, list[str]] = {}
    for text in given or []:
        name, equals, value = text.partition("=")
        if not equals:
            raise typer.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--filter")
        filters.setdefault(name, []).append(value)
    return filters or None


def _print(values: Any, as_json: bool, in_words: Any) -> None:
    if as_json:  # which has escapes of its own for what the encoding of a terminal lacks
        unicode = "utf" in (sys.stdout.encoding or "utf-8").lower()
        sys.stdout.write(json.dumps(values, ensure_ascii=not unicode, indent=1) + "\n")
    else:
        in_words()


if __name__ == "__main__":
    main()
