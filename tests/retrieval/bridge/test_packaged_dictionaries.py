import importlib.metadata
from pathlib import Path

import pytest

from retrieval.bridge.dictionaries import Dictionary
from retrieval.bridge.packaged_dictionaries import open_dictionaries
from retrieval.language.word_keys import dictionary_key
from tests.retrieval.bridge.dictd_files import write_dictd

_MUELLER = {
    "bowl": "   _n. 1) кубок, чаша 2) _спорт. шар",
    "cup": "   _n. чашка, кубок",
    "cup of tea": "   _n. чаша",
    "beaker": "   _n. стакан, чаша",
}


@pytest.fixture(scope="module")
def dictionaries(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Dictionary]:
    folder = tmp_path_factory.mktemp("dictionaries")
    write_dictd(folder, _MUELLER)
    opened = open_dictionaries(folder / "cache", [folder])
    return {(dictionary.source, dictionary.target): dictionary for dictionary in opened}  # the packages' win


def _renderings(dictionary: Dictionary, word: str) -> tuple[str, ...]:
    found = dictionary_key(word, dictionary.source)
    return dictionary.look_up([found])[found]


def test_every_direction_between_three_languages_is_served(
    dictionaries: dict[tuple[str, str], Dictionary],
) -> None:
    languages = ("en", "ru", "zh")
    assert set(dictionaries) == {(a, b) for a in languages for b in languages if a != b}


def test_chinese_words_are_rendered_in_english_and_back(
    dictionaries: dict[tuple[str, str], Dictionary],
) -> None:
    assert _renderings(dictionaries["zh", "en"], "托盤")[:2] == ("tray", "salver")
    assert "托盘" in _renderings(dictionaries["en", "zh"], "trays")


def test_of_many_words_with_one_rendering_common_ones_come_first(
    dictionaries: dict[tuple[str, str], Dictionary],
) -> None:
    bowls = _renderings(dictionaries["en", "zh"], "bowl")
    assert bowls.index("碗") < bowls.index("埦")


def test_turned_round_the_nearest_and_shortest_words_come_first(
    dictionaries: dict[tuple[str, str], Dictionary],
) -> None:
    assert _renderings(dictionaries["ru", "en"], "чашей") == ("bowl", "beaker", "cup of tea")


def test_chinese_and_russian_meet_in_english(dictionaries: dict[tuple[str, str], Dictionary]) -> None:
    assert "кубок" in _renderings(dictionaries["zh", "ru"], "碗")
    assert "碗" in _renderings(dictionaries["ru", "zh"], "кубок")


def test_a_dictionary_is_made_once(tmp_path: Path) -> None:
    write_dictd(tmp_path, _MUELLER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.metadata, "version", _missing)
        open_dictionaries(tmp_path / "cache", [tmp_path])
        made = {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("*.sqlite")}
        open_dictionaries(tmp_path / "cache", [tmp_path])
    assert len([path for path in made if "mueller7" in path.parent.name]) == 2
    assert {path: path.stat().st_mtime_ns for path in made} == made


def test_missing_packages_leave_out_their_dictionaries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.metadata, "version", _missing)
    opened = open_dictionaries(tmp_path / "cache", [tmp_path])
    assert len(opened) == 6  # the list of everyday words, which needs no package
    assert all(path.name.startswith("everyday-") for path in (tmp_path / "cache").iterdir())


def _missing(name: str) -> str:
    raise importlib.metadata.PackageNotFoundError(name)
