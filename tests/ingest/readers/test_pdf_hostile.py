"""PDF files made to do harm: each costs one error or is read, in bounded time."""

import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.limits import PageLimits
from ingest.readers.pdf.reading import read
from retrieval.errors import NoTextLayer, UnreadableDocument

WORDS = "The tureen was made in Paris."
SHOWN = f"BT /F1 12 Tf 60 500 Td ({WORDS}) Tj ET"
UNRECOGNISED = ReadOptions(ocr="none")


def stream(drawing: str, entries: str = "") -> str:
    return f"<< /Length {len(drawing)} {entries} >>\nstream\n{drawing}\nendstream"


def page(parent: int = 2, drawing: int = 4, more: str = "") -> str:
    return (
        f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 420 595] /Contents {drawing} 0 R"
        f" /Resources << /Font << /F1 5 0 R >> {more} >> >>"
    )


def tree(*kids: int, parent: int = 0) -> str:
    above = f"/Parent {parent} 0 R" if parent else ""
    names = " ".join(f"{kid} 0 R" for kid in kids)
    return f"<< /Type /Pages {above} /Kids [{names}] /Count {len(kids)} >>"


PLAIN = {
    1: "<< /Type /Catalog /Pages 2 0 R >>",
    2: tree(3),
    3: page(),
    4: stream(SHOWN),
    5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
}


def make(path: Path, objects: Mapping[int, str], trailer: str = "") -> Path:
    """A PDF of the plain objects and of others that come beside them or in their place."""
    body = "%PDF-1.7\n"
    places: list[str] = []
    for number, content in sorted({**PLAIN, **objects}.items()):
        places.append(f"{number} 1\n{len(body):010d} 00000 n \n")
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = f"xref\n{''.join(places)}trailer << /Size {len(places) + 1} /Root 1 0 R {trailer} >>"
    path.write_text(f"{body}{table}\nstartxref\n{len(body)}\n%%EOF\n", encoding="latin-1")
    return path


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_the_files_of_these_tests_are_pdfs(tmp_path: Path) -> None:
    assert texts(read(make(tmp_path / "plain.pdf", {}))) == [WORDS]


@pytest.mark.parametrize(
    "objects",
    [
        {2: tree(3, 2)},
        {2: tree(3, 6), 6: tree(2, 3, parent=2)},
        {2: tree(3, parent=6), 6: tree(2, parent=2), 3: "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"},
        {3: "<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"},
        {4: "4 0 R"},
    ],
    ids=["kid of itself", "kid of its kid", "parents in a ring", "parent of itself", "contents of itself"],
)
def test_a_file_that_goes_round_in_a_ring_is_one_error(tmp_path: Path, objects: dict[int, str]) -> None:
    with pytest.raises(UnreadableDocument, match=r"ring\.pdf: "):
        read(make(tmp_path / "ring.pdf", objects), UNRECOGNISED)


def test_a_tree_of_ten_million_pages_in_a_few_lines_is_refused_for_its_size(tmp_path: Path) -> None:
    levels = {10 + i: tree(*[11 + i] * 10, parent=9 + i) for i in range(7)}
    objects = {2: tree(10), **levels, 17: page()}
    began = time.monotonic()
    with pytest.raises(UnreadableDocument, match=r"tree\.pdf: it is too large or made to do harm"):
        read(make(tmp_path / "tree.pdf", objects), UNRECOGNISED)
    assert time.monotonic() - began < 20


def test_a_tree_ten_thousand_levels_deep_is_one_error(tmp_path: Path) -> None:
    levels = {10 + i: tree(11 + i) for i in range(10_000)}
    with pytest.raises(UnreadableDocument, match=r"deep\.pdf: "):
        read(make(tmp_path / "deep.pdf", {2: tree(10), **levels, 10_010: page()}), UNRECOGNISED)


def test_a_form_that_draws_itself_is_drawn_once(tmp_path: Path) -> None:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 420 595] /Resources << /XObject << /X 6 0 R >> >>"
    objects = {3: page(more="/XObject << /X 6 0 R >>"), 4: stream(f"{SHOWN} /X Do"), 6: stream("/X Do", form)}
    assert texts(read(make(tmp_path / "form.pdf", objects))) == [WORDS]


def test_forms_within_forms_that_multiply_do_not_hold_up_the_reading(tmp_path: Path) -> None:
    def form(drawing: str, inner: int) -> str:
        below = f"/XObject << /X {inner} 0 R >> /Font << /F1 5 0 R >>"
        return stream(drawing, f"/Type /XObject /Subtype /Form /BBox [0 0 420 595] /Resources << {below} >>")

    forms = {10 + i: form("/X Do " * 10, 11 + i) for i in range(9)}
    objects = {
        3: page(more="/XObject << /X 10 0 R >>"),
        4: stream(f"{SHOWN} /X Do"),
        **forms,
        19: form(SHOWN, 9),
    }
    began = time.monotonic()
    assert read(make(tmp_path / "forms.pdf", objects), UNRECOGNISED).blocks
    assert time.monotonic() - began < 60


def test_information_that_is_no_text_is_none(tmp_path: Path) -> None:
    objects = {6: "<< /Title 6 0 R /Author [6 0 R] /CreationDate 7 0 R >>"}
    document = read(make(tmp_path / "odd.pdf", objects, "/Info 6 0 R"))
    assert (document.title, dict(document.metadata)) == ("odd", {})


def test_blank_pages_are_not_put_through_recognition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blank = {2: tree(*[3] * 2000), 4: stream("q 1 0 0 1 0 0 cm BT /F1 12 Tf ET Q")}
    monkeypatch.setattr(
        "ingest.readers.pdf.reading.recognised_pages", lambda *_: pytest.fail("it is recognised")
    )
    with pytest.raises(NoTextLayer, match=r"blank\.pdf: its 2000 pages are blank"):
        read(make(tmp_path / "blank.pdf", blank))


def test_only_so_many_pages_of_a_file_are_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def recognised(_path: Path, numbers: Sequence[int], _options: ReadOptions) -> tuple[()]:
        asked.extend(numbers)
        return ()

    monkeypatch.setattr("ingest.readers.pdf.reading.MOST_RECOGNISED", 2)
    monkeypatch.setattr("ingest.readers.pdf.reading.recognised_pages", recognised)
    drawn = {2: tree(3, 6, 6, 6), 6: page(drawing=7), 7: stream("10 10 90 90 re f")}
    document = read(make(tmp_path / "drawn.pdf", drawn))
    assert asked == [2, 3]
    assert any(warning.startswith("1 more pages were not recognised") for warning in document.warnings)


def test_a_file_with_more_text_than_memory_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.readers.pdf.limits._MOST_CHARACTERS", 100 * len(WORDS))
    assert read(make(tmp_path / "fits.pdf", {2: tree(*[3] * 100)})).blocks
    with pytest.raises(UnreadableDocument, match=r"long\.pdf: it holds more than 2,900 characters: split it"):
        read(make(tmp_path / "long.pdf", {2: tree(*[3] * 101)}))


def test_a_file_that_takes_too_long_is_refused() -> None:
    times = iter([0.0, 10.0, 1801.0])
    limits = PageLimits("slow.pdf", clock=lambda: next(times))
    limits.spend("")
    with pytest.raises(UnreadableDocument, match=r"slow\.pdf: its pages take more than 30 minutes"):
        limits.spend("")


def test_a_sign_of_life_is_given_with_each_page(tmp_path: Path) -> None:
    signs: list[None] = []
    read(make(tmp_path / "three.pdf", {2: tree(3, 3, 3)}), ReadOptions(alive=lambda: signs.append(None)))
    assert len(signs) == 3


def test_a_page_with_more_drawing_than_can_be_read_is_left_out(tmp_path: Path) -> None:
    nested = {2: tree(3, 6), 6: page(drawing=7), 7: stream("[" * 100_000 + "]" * 100_000)}
    document = read(make(tmp_path / "nested.pdf", nested), UNRECOGNISED)
    assert texts(document) == [WORDS]
    assert re.search(r"page 2 has been left out", " ".join(document.warnings))
