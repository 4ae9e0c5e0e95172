"""The engines: RapidOCR out of its package, and a tesseract that the tests write themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.ocr import Engine, Picture, Recognition, open_engine
from ingest.ocr.engines import Rapid, Tesseract, tesseract_languages
from retrieval.errors import Unavailable

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
WORDS = """5\t1\t1\t1\t1\t1\t30\t30\t80\t40\t90.5\tЧасы
5\t1\t1\t1\t1\t2\t120\t28\t120\t44\t80\t"Павлин"
4\t1\t1\t1\t2\t0\t30\t90\t10\t10\t-1\t
5\t1\t1\t1\t2\t1\t30\t90\t90\t40\t96\tЛондон"""


def page(*texts: str) -> Picture:
    image = Image.new("RGB", (1000, 80 + 80 * len(texts)), "white")
    draw = ImageDraw.Draw(image)
    for n, text in enumerate(texts):
        draw.text((30, 30 + 80 * n), text, font=ImageFont.load_default(size=36), fill="black")
    return np.asarray(image)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program called tesseract that has Russian and English and always reads the same."""
    path = tmp_path / "tesseract"
    path.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = --list-langs ]; then printf "List of languages\\neng\\nrus\\n"; exit; fi\n'
        f"cat >/dev/null; cat <<'END'\n{HEADER}\n{WORDS}\nEND\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    tesseract_languages.cache_clear()
    yield path
    tesseract_languages.cache_clear()


@pytest.fixture
def no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract_languages.cache_clear()
    yield
    tesseract_languages.cache_clear()


@pytest.mark.usefixtures("no_program")
def test_rapidocr_reads_lines_with_their_boxes() -> None:
    engine = open_engine("rapidocr", ("en",))
    found = engine.recognise(page("Peacock clock, 1777", "inv. 71.DG.78"))
    assert sorted(line.text for line in found.lines) == ["Peacock clock, 1777", "inv. 71.DG.78"]
    first = next(line for line in found.lines if "Peacock" in line.text)
    assert abs(first.box[0] - 30) < 12
    assert abs(first.box[1] - 35) < 15
    assert first.confidence > 0.9
    assert (found.width, found.height) == (1000, 240)
    assert found.unread == 0


def test_an_empty_page_has_no_lines() -> None:
    assert open_engine("rapidocr", ("en",)).recognise(page()).lines == ()


def test_words_of_tesseract_are_joined_to_lines(program: Path) -> None:
    engine = open_engine("tesseract", ("ru", "en"))
    assert engine.name == "tesseract rus+eng"
    lines = engine.recognise(page("x")).lines
    assert [line.text for line in lines] == ['Часы "Павлин"', "Лондон"]
    assert lines[0].box == (30, 28, 210, 44)
    assert lines[0].confidence == pytest.approx(0.8525)


@pytest.mark.usefixtures("no_program")
def test_tesseract_that_is_not_there_is_named() -> None:
    with pytest.raises(Unavailable, match="tesseract is not installed"):
        open_engine("tesseract", ("en",))


def test_a_tesseract_that_fails_is_named(program: Path) -> None:
    engine = Tesseract(("ru",))
    program.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    with pytest.raises(Unavailable, match="tesseract failed over a page"):
        engine.recognise(page("x"))


class Helper:
    name = "helper"

    def recognise(self, picture: Picture) -> Recognition:
        return Recognition(7, 7, ())


def blank_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that sees a line and reads blanks, as RapidOCR does with Cyrillic."""

    class Found:
        boxes = np.array([[[0, 0], [300, 0], [300, 30], [0, 30]]])
        txts = ("    «»  -",)
        scores = (0.9,)

    monkeypatch.setattr("ingest.ocr.engines._rapid", lambda threads: lambda *_, **__: Found())


@pytest.mark.parametrize("helper", [None, Helper()])
def test_a_script_without_a_model_is_counted_or_left_to_the_helper(
    monkeypatch: pytest.MonkeyPatch, helper: Engine | None
) -> None:
    blank_lines(monkeypatch)
    found = Rapid(helper=helper).recognise(page("x"))
    assert found.unread == (0 if helper else 1)
    assert found.lines == ()
