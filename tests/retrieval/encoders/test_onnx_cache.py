import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from retrieval.embeddings import Embedder
from retrieval.encoders import onnx_cache
from retrieval.encoders.model_folders import default_cache
from retrieval.encoders.onnx_cache import open_exported
from retrieval.errors import SettingsError
from retrieval.whole_numbers import weight_bits


@pytest.fixture
def copies(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Exports give a copy of what was exported before; the list says where each went."""
    made: list[Path] = []
    (exported,) = default_cache().glob(f"onnx-int8-{weight_bits()}bit-*-{embedder.fingerprint}")

    def copy(model: Path, target: Path, precision: str) -> None:
        made.append(target)
        shutil.copytree(exported, target, dirs_exist_ok=True)

    monkeypatch.setattr(onnx_cache, "_export", copy)
    return made


def opened(model: Path, cache: Path) -> np.ndarray:
    return open_exported(model, cache, fingerprint="f").vectors(["silver", "bowl"], "")


def test_a_model_is_exported_once(copies: list[Path], tiny_model: Path, tmp_path: Path) -> None:
    first, second = opened(tiny_model, tmp_path), opened(tiny_model, tmp_path)
    np.testing.assert_array_equal(first, second)
    assert len(copies) == 1


def test_a_processor_that_multiplies_fewer_bits_has_an_export_of_its_own(
    copies: list[Path], tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tiny_model, tmp_path)
    monkeypatch.setattr(onnx_cache, "weight_bits", lambda: 15 - weight_bits())
    opened(tiny_model, tmp_path)
    assert len({folder.name for folder in tmp_path.iterdir()}) == len(copies) == 2


@pytest.mark.parametrize("file", ["weights.bin", "model.onnx", "engine.json"])
def test_damaged_files_are_made_anew(copies: list[Path], tiny_model: Path, tmp_path: Path, file: str) -> None:
    first = opened(tiny_model, tmp_path)
    (folder,) = tmp_path.iterdir()
    os.truncate(folder / file, (folder / file).stat().st_size // 2)
    np.testing.assert_array_equal(opened(tiny_model, tmp_path), first)
    assert len(copies) == 2


def test_a_damaged_tokenizer_is_told_with_what_to_do(
    copies: list[Path], tiny_model: Path, tmp_path: Path
) -> None:
    opened(tiny_model, tmp_path)
    (tokenizer,) = tmp_path.rglob("tokenizer.json")
    os.truncate(tokenizer, 100)
    with pytest.raises(SettingsError, match=r"tokenizer\.json is damaged: remove its folder"):
        opened(tiny_model, tmp_path)


def test_an_export_that_was_stopped_leaves_nothing_to_trip_over(
    copies: list[Path], tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(model: Path, target: Path, precision: str) -> NoReturn:
        (target / "weights.bin").write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(onnx_cache, "_export", stopped)
        with pytest.raises(KeyboardInterrupt):
            opened(tiny_model, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert opened(tiny_model, tmp_path).shape == (2, 64)


def test_a_refusal_is_remembered(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(model: Path, target: Path, precision: str) -> None:
        (target / "engine.json").write_text('{"refused": "its pooling is max"}')

    monkeypatch.setattr(onnx_cache, "_export", refuse)
    for _ in range(2):
        with pytest.raises(SettingsError, match="its pooling is max; use the engine 'torch'"):
            opened(tiny_model, tmp_path)
        monkeypatch.setattr(onnx_cache, "_export", lambda *arguments: pytest.fail("it was tried again"))


def test_an_export_that_dies_is_told_and_tried_again_the_next_time(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program, reason in (("/bin/false", "ended with status 1"), ("/no/such/python", "No such file")):
        monkeypatch.setattr(sys, "executable", program)
        with pytest.raises(SettingsError, match=reason):
            opened(tiny_model, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_modules_is_not_tried(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"it has no modules\.json"):
        opened(tmp_path / "model", tmp_path)


_OPEN = """
import sys
from pathlib import Path
from retrieval.encoders.onnx_cache import open_exported
engine = open_exported(Path(sys.argv[1]), Path(sys.argv[2]), fingerprint="f")
print(engine.vectors(["silver"], "").round(4).tolist())
"""


@pytest.mark.slow
def test_two_processes_that_export_at_once_end_with_one_whole_folder(
    tiny_model: Path, tmp_path: Path, embedder: Embedder
) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _OPEN, str(tiny_model), str(tmp_path)],
            stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
        )
        for _ in range(2)
    ]  # fmt: skip
    printed = {process.communicate()[0].strip() for process in running}
    assert [process.returncode for process in running] == [0, 0]
    assert printed == {str(embedder.engine.vectors(["silver"], "").round(4).tolist())}
    (folder,) = tmp_path.iterdir()
    assert sorted(path.name for path in folder.iterdir()) == [
        "engine.json", "model.onnx", "tokenizer.json", "weights.bin",
    ]  # fmt: skip
