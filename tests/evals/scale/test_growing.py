from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from evals import cli
from evals.scale import Catalogue, Opening, evaluate_scale, scale_rows
from retrieval import Embedder, PassageIndex


def test_an_index_grows_and_is_measured_at_each_size(
    embedder: Embedder, tiny_model: Path, tmp_path: Path
) -> None:
    opening = Opening(tmp_path, str(tiny_model), "auto", None)
    catalogue = Catalogue(lines_a_language=20)
    found = evaluate_scale(opening, embedder, catalogue, sizes=[24, 12], questions=9)
    assert [figures.passages for figures in found] == [12, 24]
    for figures in found:
        assert figures.per_second
        assert figures.per_second > 0
        times = figures.search.milliseconds["all"]
        assert 0 < times["p50"] <= times["p95"] <= times["most"]
        assert figures.search.found == 10
        assert set(figures.learned_words) == {"en", "ru", "zh"}
    assert found[1].disk_mb["all"] >= found[0].disk_mb["all"] > 0
    with PassageIndex.open(tmp_path, embedder) as index:
        assert index.whole_passage_ids() == {p.passage_id for p in catalogue.passages(0, 24)}

    again = evaluate_scale(opening, embedder, catalogue, sizes=[24], questions=9)
    assert again[0].per_second is None  # nothing was left to index


def test_the_command_prints_a_column_for_each_size_and_json_that_tells_the_same(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))
    asked = ["scale", "--lines", "10", "--questions", "3", "--index", str(tmp_path / "index")]
    report = json.loads(run([*asked, "--sizes", "6,9", "--json"], capsys))
    assert [size["passages"] for size in report["sizes"]] == [6, 9]
    assert {"commit", "machine", "questions", "lines"} <= set(report["config"])
    rows = dict(scale_rows(report["sizes"]))
    assert rows["search, p50, ms"] == [
        str(s["search"]["milliseconds"]["all"]["p50"]) for s in report["sizes"]
    ]
    shown = run([*asked, "--sizes", "9"], capsys)
    assert "9 passages" in shown
    assert "memory of the Chroma server, MB" in shown


def test_sizes_that_are_no_numbers_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert "give numbers of passages" in run(["scale", "--sizes", "many"], capsys, status=2)


def run(arguments: list[str], capsys: pytest.CaptureFixture[str], *, status: int = 0) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["evals", *arguments])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
    assert stopped.value.code == status
    out, err = capsys.readouterr()
    return err if status else out
