import threading
from pathlib import Path

import pytest

from assistant.home import Home
from retrieval.errors import SettingsError, Unavailable


def test_everything_of_a_home_lies_in_its_folder(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert {home.catalog.parent, home.index.parent, home.uploads.parent} == {tmp_path / "home"}


def test_many_batches_may_write_at_once(tmp_path: Path) -> None:
    with Home(tmp_path).writing(), Home(tmp_path).writing():
        assert (tmp_path / "writers.lock").exists()


def test_the_folder_is_made_by_the_first_who_writes(tmp_path: Path) -> None:
    with Home(tmp_path / "a" / "b").writing():
        assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_a_wrong_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / "file" / "home"):
        with pytest.raises(SettingsError, match=r"cannot be made .* name another folder, with --home"):
            Home(place).made()


def test_a_rebuild_waits_for_nobody_and_tells_who_stands_against_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.writing(), pytest.raises(Unavailable, match="a batch is writing"), home.writing(alone=True):
        pass


@pytest.mark.parametrize("alone", [True, False])
def test_nobody_writes_during_a_rebuild(tmp_path: Path, alone: bool) -> None:
    home = Home(tmp_path)
    said = "the index is being rebuilt or repaired"
    with home.writing(alone=True), pytest.raises(Unavailable, match=said), home.writing(alone=alone):
        pass


def test_the_right_to_write_is_given_back_after_an_error(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.raises(RuntimeError), home.writing(alone=True):
        raise RuntimeError
    with home.writing(alone=True):
        pass


def test_an_upload_is_changed_by_one_at_a_time_and_others_beside_it(tmp_path: Path) -> None:
    done: list[str] = []

    def change(names: list[str]) -> None:
        with Home(tmp_path).changing_uploads(names):
            done.extend(names)

    with Home(tmp_path).changing_uploads(["vase.md"]):
        same = threading.Thread(target=change, args=(["clock.md", "vase.md"],))
        same.start()
        other = threading.Thread(target=change, args=(["bowl.md"],))
        other.start()
        other.join()
        same.join(0.1)
        assert done == ["bowl.md"]
    same.join()
    assert done == ["bowl.md", "clock.md", "vase.md"]


def test_names_that_share_a_lock_are_held_together(tmp_path: Path) -> None:
    names = [f"{number}.md" for number in range(1000)]
    with Home(tmp_path).changing_uploads([*names, *names, "\udcff.md"]):
        assert len(list((tmp_path / "upload-locks").iterdir())) <= 64
