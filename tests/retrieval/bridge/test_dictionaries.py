import threading
from pathlib import Path

import pytest

from retrieval.bridge.dictionaries import Dictionary, MemoryDictionary, Pivot, StoredDictionary, store

_ENTRIES = [("碗", ("bowl", "cup")), ("托盘", ("tray",)), ("空", ())]


@pytest.fixture(params=["stored", "memory"])
def dictionary(request: pytest.FixtureRequest, tmp_path: Path) -> Dictionary:
    if request.param == "memory":
        return MemoryDictionary("zh", "en", [entry for entry in _ENTRIES if entry[1]])
    store(_ENTRIES, tmp_path / "made" / "zh-en.sqlite")
    return StoredDictionary(tmp_path / "made" / "zh-en.sqlite", "zh", "en")


def test_known_keys_come_with_their_renderings_in_order(dictionary: Dictionary) -> None:
    assert dictionary.look_up(["托盘", "碗", "瓶"]) == {"碗": ("bowl", "cup"), "托盘": ("tray",)}


def test_nothing_is_found_for_nothing(dictionary: Dictionary) -> None:
    assert dictionary.look_up([]) == {}
    assert dictionary.look_up(["空"]) == {}


def test_more_keys_than_one_statement_takes_are_looked_up(dictionary: Dictionary) -> None:
    assert dictionary.look_up([str(i) for i in range(2500)] + ["碗"]) == {"碗": ("bowl", "cup")}


def test_several_threads_may_ask_at_once(dictionary: Dictionary) -> None:
    found = []
    threads = [threading.Thread(target=lambda: found.append(dictionary.look_up(["碗"]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [{"碗": ("bowl", "cup")}] * 8


def test_a_dictionary_that_fails_to_be_made_leaves_nothing(tmp_path: Path) -> None:
    def entries() -> object:
        yield "碗", ("bowl",)
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError, match="broke off"):
        store(entries(), tmp_path / "zh-en.sqlite")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_making_it_again_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "zh-en.sqlite"
    store([("碗", ("bowl",))], path)
    store([("碗", ("cup",))], path)
    assert StoredDictionary(path, "zh", "en").look_up(["碗"]) == {"碗": ("cup",)}


def test_two_dictionaries_meet_in_the_language_between() -> None:
    first = MemoryDictionary("zh", "en", [("印", ("stamp", "seals", "print")), ("空", ("void",))])
    second = MemoryDictionary("en", "ru", [("stamp", ("штамп", "клеймо")), ("seal", ("печать", "клеймо"))])
    pivot = Pivot(first, second)
    assert (pivot.source, pivot.target) == ("zh", "ru")
    assert pivot.look_up(["印", "空", "无"]) == {"印": ("штамп", "печать", "клеймо")}
