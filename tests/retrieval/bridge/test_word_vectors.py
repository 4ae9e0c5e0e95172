import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from retrieval.bridge import word_vectors
from retrieval.bridge.word_vectors import Vectors, WordVectors
from retrieval.errors import Unavailable

# Words that mean the same share an axis; every language adds a share of its own to all its words.
_MEANINGS = [
    ("lid", "cover", "крышка", "盖子"),
    ("silver", "argent", "серебро", "白银"),
    ("museum", "museums", "музей", "博物馆"),
    ("germain", "germains", "жермен", "热尔曼"),
]
_BACKGROUND = {
    "en": ("river", "table", "window", "garden"),
    "ru": ("река", "стол", "окно", "сад"),
    "zh": ("河流", "桌子", "窗户", "花园"),
}
_DIMENSION = 16


class _Model:
    """Embeds words by the table above, and counts how many it was given."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def __call__(self, words: Sequence[str]) -> Vectors:
        self.embedded += words
        return np.array([self._vector(word) for word in words], np.float32).reshape(-1, _DIMENSION)

    @staticmethod
    def _vector(word: str) -> Vectors:
        vector = np.zeros(_DIMENSION, np.float32)
        for axis, meaning in enumerate([*_MEANINGS, *zip(*_BACKGROUND.values(), strict=True)]):
            if any(word.startswith(form[:4]) for form in meaning):
                vector[axis] = 1
        language = 13 if word[0] < "\u0400" else 14 if word[0] < "\u0500" else 15
        vector[language] = 2
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit


@pytest.fixture
def model() -> _Model:
    return _Model()


@pytest.fixture
def vectors(tmp_path: Path, model: _Model) -> WordVectors:
    found = WordVectors(tmp_path / "words.sqlite", model, _BACKGROUND)
    found.learn(["The lid of silver in the Museum", "Крышка в музее", "博物馆的盖子"])
    return found


def test_a_word_is_rendered_by_the_words_of_the_passages_that_mean_the_same(vectors: WordVectors) -> None:
    found = vectors.neighbours(["крышкой", "серебро"], "ru", "en")
    assert [words[0].text for words in found.values()] == ["lid", "silver"]
    assert vectors.neighbours(["museum"], "en", "zh")["museum"][0].text == "博物馆"


def test_a_word_that_is_near_to_nothing_has_only_far_neighbours(vectors: WordVectors) -> None:
    assert all(n.nearness < 0.3 for n in vectors.neighbours(["жермен"], "ru", "en")["жермен"])


def test_the_nearer_word_comes_first_and_is_said_to_be_nearer(vectors: WordVectors) -> None:
    found = vectors.neighbours(["lid"], "en", "ru")["lid"]
    nearness = [neighbour.nearness for neighbour in found]
    assert nearness == sorted(nearness, reverse=True)
    assert nearness[0] > 0.5


def test_words_learned_later_are_found_at_once(vectors: WordVectors) -> None:
    assert "germain" not in [n.text for n in vectors.neighbours(["жермен"], "ru", "en")["жермен"]]
    assert vectors.learn(["Germain the silver"]) == 1
    assert vectors.neighbours(["жермен"], "ru", "en")["жермен"][0].text == "germain"


def test_a_word_is_embedded_once(vectors: WordVectors, model: _Model) -> None:
    model.embedded.clear()
    assert vectors.learn(["Lids and silver in museums"]) == 0
    assert model.embedded == []


def test_a_word_asked_about_is_embedded_once_and_not_at_all_where_the_index_has_it(
    vectors: WordVectors, model: _Model, tmp_path: Path
) -> None:
    fresh = WordVectors(tmp_path / "fresh.sqlite", model, _BACKGROUND)
    fresh.learn(["The silver lid"])
    model.embedded.clear()
    found = [vectors.neighbours(["крышка", "крышкой"], "ru", target) for target in ("en", "zh", "en")]
    assert model.embedded == ["крышкой"]
    assert found[0] == found[2]
    embedded = fresh.neighbours(["крышка"], "ru", "en")["крышка"][0]  # this index has no Russian words
    assert model.embedded == ["крышкой", "крышка"]
    assert embedded.text == found[0]["крышка"][0].text == "lid"


def test_a_word_of_two_languages_has_neighbours_by_the_one_it_is_asked_in(
    vectors: WordVectors, model: _Model
) -> None:
    english = vectors.neighbours(["lid"], "en", "zh")["lid"]
    vectors.neighbours(["lid"], "ru", "zh")
    assert vectors.neighbours(["lid"], "en", "zh")["lid"] == english


def test_what_was_learned_is_there_when_the_file_is_opened_again(
    vectors: WordVectors, model: _Model, tmp_path: Path
) -> None:
    model.embedded.clear()
    again = WordVectors(tmp_path / "words.sqlite", model, _BACKGROUND)
    assert model.embedded == []
    assert again.neighbours(["крышка"], "ru", "en") == vectors.neighbours(["крышка"], "ru", "en")


def test_words_are_read_where_no_file_can_be_made_beside_theirs(vectors: WordVectors, tmp_path: Path) -> None:
    with suppress(FileExistsError):  # else as little can be written there as on a full disk
        (tmp_path / "words.sqlite-shm").symlink_to(tmp_path / "nowhere")
    assert vectors.neighbours(["крышкой"], "ru", "en")["крышкой"][0].text == "lid"


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, model: _Model) -> None:
    (tmp_path / "words.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(Unavailable, match=r"words\.sqlite is damaged"):
        WordVectors(tmp_path / "words.sqlite", model, _BACKGROUND)
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unavailable, match=r"folder cannot be used now"):
        WordVectors(tmp_path / "folder", model, _BACKGROUND)


def test_another_background_is_embedded_anew(vectors: WordVectors, model: _Model, tmp_path: Path) -> None:
    model.embedded.clear()
    WordVectors(tmp_path / "words.sqlite", model, {**_BACKGROUND, "en": ("river", "garden")})
    assert model.embedded == ["river", "garden"]


def test_an_index_without_words_has_no_neighbours(tmp_path: Path, model: _Model) -> None:
    assert WordVectors(tmp_path / "words.sqlite", model, _BACKGROUND).neighbours(["lid"], "en", "ru") == {}


def test_no_more_words_are_taken_than_memory_was_planned_for(
    tmp_path: Path, model: _Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_vectors, "MOST_WORDS", 2)
    vectors = WordVectors(tmp_path / "words.sqlite", model, _BACKGROUND)
    assert vectors.learn(["museum lid silver germain", "крышка"]) == 3
    assert vectors.learn(["germain"]) == 0


def test_several_threads_may_ask_and_learn_at_once(vectors: WordVectors) -> None:
    failures = []

    def work(turn: int) -> None:
        try:
            vectors.learn([f"word{chr(97 + turn)} Germain"])
            vectors.neighbours(["крышка"], "ru", "en")
        except (sqlite3.Error, ValueError, KeyError) as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert vectors.neighbours(["жермен"], "ru", "en")["жермен"][0].text == "germain"


def test_a_file_that_is_damaged_or_cannot_be_written_is_named(tmp_path: Path, model: _Model) -> None:
    (tmp_path / "damaged.sqlite").write_bytes(b"no database " * 1000)
    (tmp_path / "folder.sqlite").mkdir()
    for name in ("damaged", "folder"):
        with pytest.raises(Unavailable, match=rf"{name}\.sqlite"):
            WordVectors(tmp_path / f"{name}.sqlite", model, _BACKGROUND)
