"""Batches that were stopped, and two at once: what the next one makes of it."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from ingest import pipeline as pipeline_module
from retrieval.passages import Passage
from tests.ingest.conftest import Home


def test_a_batch_stopped_by_hand_goes_on_where_it_stopped(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_module, "_BATCH_PASSAGES", 2)
    for n in range(6):
        home.write(f"{n}.md", f"text {n}")

    def stop(done: int, total: int, document_id: str) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        home.ingest(progress=stop)
    assert len(home.found("text")) == 4
    report = home.ingest()
    assert (report.unchanged, report.added) == (4, ["4.md", "5.md"])
    assert home.sound()


@pytest.mark.parametrize("where", ["begin", "add", "stale", "finish"])
def test_a_batch_stopped_between_any_two_steps_is_finished_by_the_next(
    home: Home, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    home.write("a.md", "old text")
    home.ingest()
    home.write("a.md", "new text, and longer")
    with monkeypatch.context() as patch:
        if where == "add":
            patch.setattr(home.index, "add", stop)
        else:
            name = {"begin": "begin", "stale": "stale_passage_ids", "finish": "finish"}[where]
            patch.setattr(home.catalog, name, stop)
        with pytest.raises(KeyboardInterrupt):
            home.ingest()
    assert home.ingest().updated == ["a.md"]
    assert (home.found("text"), home.sound()) == (["new text, and longer"], True)


def test_a_removal_stopped_in_the_middle_is_finished_by_the_next_batch(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("a.md", "one")
    home.ingest()
    home.catalog.begin_removal(["a.md"])
    (home.docs / "a.md").unlink()
    home.ingest()
    assert (home.catalog.entries(), home.found("one")) == ([], [])


def test_records_are_withdrawn_in_the_step_that_writes_their_file(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("вещи.csv", "Инвентарный номер,Название\n1,Ларец\n2,Ковш\n3,Блюдо\n")
    home.ingest()
    home.write("вещи.csv", "Инвентарный номер,Название\n1,Ларец\n3,Блюдо\n")
    with monkeypatch.context() as patch:
        patch.setattr(pipeline_module, "take_out", stop_where_there_is_something)
        with pytest.raises(KeyboardInterrupt):
            home.ingest()
    assert [e.document_id for e in home.catalog.entries(state="removing")] == ["вещи.csv#2"]
    home.ingest()
    assert not [text for text in home.found("Ковш") if "Ковш" in text]
    assert home.sound()


def test_a_file_that_goes_after_a_stop_leaves_none_of_its_earlier_text(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home.write("瓶.md", "此瓶为明代青花。")
    home.ingest()
    home.write("瓶.md", "此瓶为清代青花。")
    with monkeypatch.context() as patch:
        patch.setattr(home.index, "remove", stop)
        with pytest.raises(KeyboardInterrupt):
            home.ingest()
    path.unlink()
    home.ingest()
    assert home.found("青花") == ["此瓶为清代青花。"]


def stop(*args: object, **values: object) -> NoReturn:
    raise KeyboardInterrupt


def stop_where_there_is_something(*args: object) -> None:
    if args[-1]:
        raise KeyboardInterrupt


_BATCH = """
import sys
from pathlib import Path
from ingest.catalog import Catalog
from ingest.pipeline import IngestOptions, Pipeline
from retrieval.embeddings import open_embedder
from retrieval.index import PassageIndex
home, docs, model, url, name = sys.argv[1:6]
embedder = open_embedder(model)
with PassageIndex.open(Path(home), embedder, url=url, name=name) as index:
    batch = Pipeline(Catalog(Path(home) / "catalog.sqlite"), lambda: index,
                     model_fingerprint=embedder.fingerprint, options=IngestOptions(prune=True))
    report = batch.run([Path(docs)], lambda done, total, name: print(done, flush=True))
print("failed", len(report.failed), flush=True)
"""


def batch(home: Home) -> subprocess.Popen[str]:
    """The same batch in another process, which prints how far it is."""
    model = str(home.index.embedder.folder)
    arguments = [str(home.folder), str(home.docs), model, home.url, home.name]
    return subprocess.Popen(
        [sys.executable, "-c", _BATCH, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def test_a_killed_batch_is_finished_by_the_next(home: Home) -> None:
    for n in range(160):
        home.write(f"{n:03d}.md", f"text number {n}")
    process = batch(home)
    assert process.stdout
    while process.stdout.readline().strip() != "90":
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert 0 < len(home.catalog.entries()) < 160
    report = home.ingest()
    assert report.unchanged + len(report.added) + len(report.updated) == 160
    assert (home.catalog.counts(), home.sound()) == ({"indexed": 160}, True)


def test_two_batches_at_once_end_with_everything_once(home: Home) -> None:
    for n in range(70):
        home.write(f"{n:03d}.md", f"text number {n}")
    gone = home.write("gone.md", "gone")
    home.ingest(gone)
    gone.unlink()
    process = batch(home)
    assert process.stdout
    process.stdout.readline()
    report = home.ingest(prune=True)
    output, _ = process.communicate()
    assert (process.returncode, output.split()[-2:], report.failed) == (0, ["failed", "0"], [])
    assert (home.catalog.counts(), home.catalog.passage_count()) == ({"indexed": 70}, 70)
    assert home.sound()


def test_a_file_that_another_batch_reads_again_meanwhile_leaves_no_orphan(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("a.md", "the first text")
    add = home.index.add

    def after_another_batch(passages: Sequence[Passage]) -> None:
        monkeypatch.undo()
        home.write("a.md", "the second text")
        home.ingest()
        add(passages)

    monkeypatch.setattr(home.index, "add", after_another_batch)
    home.ingest()
    assert home.sound()
    assert home.found("text") == ["the second text"]
    assert home.ingest().unchanged == 1
