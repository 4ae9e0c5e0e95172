from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree

from evals.verification import plot
from evals.verification.plot import draw_curves
from retrieval import CallerError
from retrieval.errors import SettingsError
from tests.evals.verification.test_figures import ROWS


def test_the_picture_names_what_it_draws(tmp_path: Path) -> None:
    path = tmp_path / "curves.svg"
    draw_curves(ROWS, path)
    words = " ".join(etree.parse(path).getroot().itertext())
    assert "In one language" in words
    assert "Sentence and passage in different languages" in words
    assert "zh: unsupported, caught" in words
    assert "ru: supported, caught wrongly" in words


def test_the_same_verdicts_make_the_same_picture(tmp_path: Path) -> None:
    draw_curves(ROWS, tmp_path / "a.svg")
    draw_curves(ROWS, tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="nowhere"):
        draw_curves(ROWS, tmp_path / "nowhere" / "curves.svg")


def test_without_matplotlib_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plot, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r'pip install "studiolo\[evals\]"'):
        draw_curves(ROWS, tmp_path / "curves.svg")
    assert "matplotlib.pyplot" not in sys.modules
