import os
from pathlib import Path
from typing import NoReturn

import pytest

from retrieval.encoders.cache_folders import made_once
from retrieval.errors import SettingsError


def write(folder: Path) -> None:
    (folder / "part").write_text("half")
    (folder / "mark").write_text("whole")


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "model"
    assert made_once(folder, "mark", write) == folder
    assert folder.stat().st_mode & 0o777 == 0o755

    def again(folder: Path) -> NoReturn:
        raise AssertionError("it was made again")

    assert made_once(folder, "mark", again) == folder


def test_where_nothing_can_be_written_another_folder_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    with pytest.raises(SettingsError, match=r"cache \(.*\): name another folder in STUDIOLO_CACHE"):
        made_once(tmp_path / "cache" / "model", "mark", write)


def test_what_could_not_be_finished_leaves_nothing(tmp_path: Path) -> None:
    def stopped(folder: Path) -> NoReturn:
        (folder / "part").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made_once(tmp_path / "model", "mark", stopped)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_after_a_day(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".model-old", ".model-new", ".another-old"))
    for litter in (old, new, other):
        litter.mkdir()
    for litter in (old, other):
        os.utime(litter, (1, 1))
    made_once(tmp_path / "model", "mark", write)
    assert {path.name for path in tmp_path.iterdir()} == {"model", ".model-new", ".another-old"}


def test_the_second_of_two_at_once_takes_the_firsts(tmp_path: Path) -> None:
    def slower(folder: Path) -> None:
        made_once(tmp_path / "model", "mark", write)
        (folder / "mark").write_text("late")

    folder = made_once(tmp_path / "model", "mark", slower)
    assert (folder / "mark").read_text() == "whole"
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_in_the_way_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "notes").touch()
    with pytest.raises(OSError, match="not empty"):
        made_once(tmp_path / "model", "mark", write)
