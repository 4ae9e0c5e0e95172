import csv
import importlib.resources
import re
from pathlib import Path

import pytest

from retrieval.bridge.dictionaries import Dictionary
from retrieval.bridge.everyday import entries, everyday_dictionaries, read_rows
from retrieval.language.word_keys import dictionary_key, dictionary_keys

_LIST = importlib.resources.files("retrieval.bridge").joinpath("everyday.csv").read_text(encoding="utf-8")
_WRITTEN = {
    "en": re.compile(r"[a-zà-ÿ' -]+"),
    "zh": re.compile("[\u4e00-\u9fff]+"),
    "ru": re.compile("[а-яё -]+"),
}


@pytest.fixture(scope="module")
def dictionaries(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Dictionary]:
    opened = everyday_dictionaries(tmp_path_factory.mktemp("cache"))
    return {(dictionary.source, dictionary.target): dictionary for dictionary in opened}


def _renderings(dictionary: Dictionary, word: str) -> list[str]:
    keys = dictionary_keys([word], dictionary.source)
    found = dictionary.look_up(keys)
    return [text for key in keys for text in found.get(key, ())]


@pytest.mark.parametrize(
    ("source", "target", "word", "rendering"),
    [
        ("ru", "en", "жёлудя", "acorn"),
        ("ru", "en", "желуди", "acorn"),
        ("ru", "zh", "сыновья", "儿子"),
        ("ru", "en", "белок", "squirrel"),
        ("ru", "en", "отбита", "broken"),
        ("en", "ru", "geese", "гусь"),
        ("en", "zh", "wove", "编织"),
        ("zh", "ru", "獨角獸", "единорог"),
        ("zh", "en", "独角兽", "unicorn"),
    ],
)
def test_a_word_in_any_form_is_rendered_in_each_direction(
    dictionaries: dict[tuple[str, str], Dictionary], source: str, target: str, word: str, rendering: str
) -> None:
    assert rendering in _renderings(dictionaries[source, target], word)


def test_what_a_word_means_first_comes_first_and_its_meanings_in_turns() -> None:
    rows = read_rows("kind,en,zh,ru\na,ball|sphere,球,шар\nb,dance|ball,舞会,бал\nc,ball,舞,мяч\n")
    found = dict(entries(rows, "en", "ru"))
    assert found[dictionary_key("balls", "en")] == ("шар", "мяч", "бал")


def test_the_dictionary_is_made_once_for_each_state_of_the_list(tmp_path: Path) -> None:
    everyday_dictionaries(tmp_path)
    made = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.sqlite")}
    everyday_dictionaries(tmp_path)
    assert len(made) == 6
    assert {path: path.stat().st_mtime_ns for path in made} == made


def test_every_word_of_the_list_is_written_in_its_own_script_in_small_letters() -> None:
    rows = list(csv.DictReader(_LIST.splitlines()))
    assert len(rows) > 1500
    odd = [
        word
        for row in rows
        for language, written in _WRITTEN.items()
        for word in row[language].split("|")
        if not written.fullmatch(word) or word != word.strip()
    ]
    assert odd == []


def test_no_row_of_the_list_is_there_twice() -> None:
    lines = _LIST.splitlines()
    assert len(lines) == len(set(lines))


def test_every_row_is_found_by_its_first_word_in_each_direction(
    dictionaries: dict[tuple[str, str], Dictionary],
) -> None:
    rows = read_rows(_LIST)
    for (source, target), dictionary in dictionaries.items():
        keys = [dictionary_key(row[source][0], source) for row in rows]
        found = dictionary.look_up(list(dict.fromkeys(keys)))
        missed = [row for row, key in zip(rows, keys, strict=True) if not set(row[target]) <= set(found[key])]
        assert missed == []
