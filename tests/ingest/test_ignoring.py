"""Ignore files in the folders of an ingested folder, as git takes them."""

import pytest

from ingest.ignoring import IgnoreFiles
from retrieval.errors import SettingsError
from tests.ingest.conftest import Home


def ids(home: Home) -> list[str]:
    return [entry.document_id for entry in home.catalog.entries()]


NESTED = {
    "a folder": ("secret/\n", ["secret/x.md"], ["y.md"]),
    "a folder at any depth": ("密/\n", ["密/x.md", "二/密/x.md"], ["密.md", "密件/x.md"]),
    "an ending at any depth": ("*.черновик.md\n", ["письмо.черновик.md", "в/акт.черновик.md"], ["акт.md"]),
    "what stands in the folder itself": ("/акт.md\n", ["акт.md"], ["в/акт.md"]),
    "a path from the folder": ("в/акт.md\n", ["в/акт.md"], ["акт.md", "г/в/акт.md"]),
    "all but one": ("*.md\n!公开.md\n", ["a.md", "二/b.md"], ["公开.md", "二/公开.md"]),
    "a comment and a blank": ("# secret/\n\n", [], ["secret/x.md"]),
}


@pytest.mark.parametrize("first", ["the folder", "the folder above", "the folder above, then the folder"])
@pytest.mark.parametrize(("patterns", "out", "taken"), NESTED.values(), ids=NESTED)
def test_an_ignore_file_holds_for_its_folder_however_that_is_reached(
    home: Home, patterns: str, out: list[str], taken: list[str], first: str
) -> None:
    for name in (*out, *taken):
        home.write(f"box/inner/{name}", "text")
        home.write(f"box/other/{name}", "text")
    home.write("box/inner/.studioloignore", patterns)
    inner = home.docs / "box" / "inner"
    everything = {f"other/{name}" for name in (*out, *taken)} | {f"inner/{name}" for name in taken}
    if first == "the folder":
        home.ingest(inner)
        assert set(ids(home)) == set(taken)
    home.ingest(home.docs / "box")
    assert set(ids(home)) == everything
    if first == "the folder above, then the folder":
        assert home.ingest(inner).unchanged == len(taken)
        assert set(ids(home)) == everything
    for name in out:
        assert home.ingest((inner / name).parent).added == []


@pytest.mark.parametrize(
    ("above", "within", "taken"),
    [
        ("*.md\n", "!a.md\n", True),
        ("*.md\n", "!/a.md\n", True),
        ("*.md\n", "!b.md\n", False),
        ("", "a.md\n", False),
        ("!a.md\n", "a.md\n", False),
        ("二/\n", "!a.md\n", False),
        ("/二/*\n", "!a.md\n", True),
    ],
)
def test_the_deepest_file_decides_but_opens_no_ignored_folder(
    home: Home, above: str, within: str, taken: bool
) -> None:
    home.write(".studioloignore", above)
    home.write("二/.studioloignore", within)
    home.write("二/a.md", "text")
    expected = ["二/a.md"] if taken else []
    assert home.ingest().added == expected
    home.ingest(home.docs / "二")
    assert ids(home) == expected


def test_a_file_that_is_ignored_later_stays_until_it_is_pruned_wherever_that_is_said(home: Home) -> None:
    for name in ("a.md", "b.md", "in/a.md", "in/b.md"):
        home.write(name, "text")
    home.ingest()
    for folder in ("", "in/"):
        home.write(f"{folder}.studioloignore", "/a.md\n")
    assert home.ingest().removed == []
    assert len(ids(home)) == 4
    assert home.ingest(prune=True).removed == ["a.md", "in/a.md"]
    assert ids(home) == ["b.md", "in/b.md"]


def test_a_folder_whose_ignore_file_makes_no_sense_is_not_entered_and_told(home: Home) -> None:
    for name in ("a.md", "in/b.md", "in/deep/c.md", "inside/d.md"):
        home.write(name, "text")
    home.ingest()
    home.write("in/.studioloignore", "!\n")
    home.write("in/e.md", "text")
    report = home.ingest(prune=True)
    assert [failure.document_id for failure in report.failed] == ["in"]
    assert "cannot be understood" in report.failed[0].error
    assert (report.added, report.removed, report.unchanged) == ([], [], 2)
    assert ids(home) == ["a.md", "in/b.md", "in/deep/c.md", "inside/d.md"]
    with pytest.raises(SettingsError, match=r"in/\.studioloignore cannot be understood"):
        home.ingest(home.docs / "in" / "deep")


def test_an_ignore_file_that_cannot_be_read_is_named(home: Home) -> None:
    (home.docs / ".studioloignore").mkdir()
    with pytest.raises(SettingsError, match=r"\.studioloignore cannot be read"):
        IgnoreFiles(home.docs).read(home.docs)
