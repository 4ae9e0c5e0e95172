from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest

from assistant.settings import load_settings
from evals.benchmarks import parts, read_results, run_parts
from retrieval import CallerError


@pytest.fixture(autouse=True)
def _tiny_default_model(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))


def test_a_part_that_has_a_result_is_not_run_again(
    beir_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "LEGS", dict.fromkeys(["dense", "exhaustive"]))
    results, said = tmp_path / "results", list[str]()
    for _ in range(2):
        run_parts([beir_folder], results, load_settings(), parts=["retrieval"], say=said.append)
    assert said == ["retrieval-tiny-set: running", "retrieval-tiny-set: kept from an earlier run"]
    kept = json.loads((results / "retrieval-tiny-set.json").read_text())
    assert set(kept["sets"]["tiny-set"]) == {"dense", "exhaustive"}
    assert [path.name for path in results.iterdir()] == ["retrieval-tiny-set.json"]


def test_two_folders_of_one_name_are_refused_since_the_second_would_not_be_measured(
    tmp_path: Path, beir_folder: Path
) -> None:
    other = tmp_path / "other" / beir_folder.name
    copytree(beir_folder, other)
    with pytest.raises(CallerError, match=f"two folders are named '{beir_folder.name}'"):
        run_parts([beir_folder, other], tmp_path / "results", load_settings(), parts=["retrieval"])


def test_results_of_several_sets_are_read_together(tmp_path: Path) -> None:
    for name in ("retrieval-a", "retrieval-b", "scale"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"sets": {name: {}}}))
    (tmp_path / "scale.part").write_text("cut sh")
    found = read_results(tmp_path)
    assert [list(one["sets"]) for one in found["retrieval"]["sets"]] == [["retrieval-a"], ["retrieval-b"]]
    assert set(found) == {"retrieval", "scale"}


def test_a_folder_without_results_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="python -m evals benchmarks"):
        read_results(tmp_path)
