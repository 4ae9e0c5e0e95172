"""A museum's own vocabulary files: what they add, and what is said of bad ones."""

import re
from pathlib import Path

import pytest

from retrieval.errors import SettingsError
from retrieval.vocabulary import Term, Vocabulary


def written(tmp_path: Path, text: str, name: str = "museum.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_a_museum_adds_forms_years_and_terms(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "kind,en,zh,ru,from,to\n"
        "reign,Qianlong,,Цянь-лун,,\n"
        "maker,,,Мастер Пётр Безымянный,1801,\n"
        "\n"
        "object,?Rocket,,,,\n",
    )
    vocabulary = Vocabulary.load(path)
    (mention,) = vocabulary.find("Цянь-луна")
    assert mention.terms[0].first == 1736
    (mention,) = vocabulary.find("Мастера Петра Безымянного")
    assert mention.terms == (Term("maker", {"ru": ("Мастер Пётр Безымянный",)}, 1801, None),)
    assert [m.start for m in vocabulary.find("rocket, Rocket")] == [8]


def test_a_spreadsheets_file_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffkind;en;from;to\r\nperiod;Testarossan;206 BC;9\r\n")
    (mention,) = Vocabulary.load(path).find("Testarossan")
    assert (mention.terms[0].first, mention.terms[0].last) == (-205, 9)


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("object,vase,,,17th,\n", 2, "'17th' is no year"),
        ("object,vase,,,1800,1700\n", 2, "begins in 1800"),
        ("object,vase\n,pot\n", 3, "needs a kind"),
        ("object,,,\n", 2, "a name in en, zh or ru"),
        ("object,12|vase\n", 2, "'12' is no name"),
        ("object,a,b,c,,,,\n", 2, "more cells than columns"),
        ("reign,,建武,,,\n", 2, "the name of several terms"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, rows: str, line: int, reason: str) -> None:
    path = written(tmp_path, "kind,en,zh,ru,from,to\n" + rows)
    with pytest.raises(SettingsError, match=re.escape(f"{path}, line {line}: ") + f".*{re.escape(reason)}"):
        Vocabulary.load(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"kind,en,fr\n", "no such column: fr"),
        (b"en,zh\n", "the columns are kind, en"),
        (b"", "the columns are kind, en"),
        ("kind,ru\nobject,ваза\n".encode("cp1251"), "is not UTF-8"),
    ],
)
def test_a_file_that_is_no_vocabulary_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "museum.csv"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=re.escape(reason)):
        Vocabulary.load(path)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=re.escape(str(tmp_path / "none.csv"))):
        Vocabulary.load(tmp_path / "none.csv")
