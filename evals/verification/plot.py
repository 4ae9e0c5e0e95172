"""Draws what verification catches and what it catches wrongly at every threshold of its score."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evals.verification.measuring import CheckedRow
from retrieval.errors import CallerError, SettingsError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS = {
    "en": "#0072b2",
    "zh": "#d55e00",
    "ru": "#009e73",
}  # Okabe and Ito: told apart by the colour-blind
_OTHER = "#666666"
_THRESHOLDS = np.linspace(0, 1, 201)


def draw_curves(checked: Sequence[CheckedRow], path: Path) -> None:
    """Write an SVG (or what the ending of `path` says): a panel within a language, one across languages.

    A solid line is the share of unsupported sentences with a score below the threshold, a dashed line
    the share of supported ones; the upright line is where the verdicts themselves are cut. Raises
    SettingsError without matplotlib, CallerError where the file cannot be written.
    """
    if find_spec("matplotlib") is None:
        raise SettingsError('drawing needs matplotlib: pip install "studiolo[evals]"')
    import matplotlib as mpl
    from matplotlib.figure import Figure

    style: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "studiolo",
        "font.size": 10,
        "font.family": "sans-serif",
    }
    with mpl.rc_context(style):
        figure = Figure(figsize=(10, 4.6), layout="constrained")
        panels = figure.subplots(1, 2, sharey=True)
        for axes, across in zip(panels, (False, True), strict=True):
            _panel(axes, [one for one in checked if one.across is across], across=across)
        panels[0].set_ylabel("share of the sentences")
        lines = {line.get_label(): line for axes in panels for line in axes.get_legend_handles_labels()[0]}
        figure.legend(list(lines.values()), list(lines), loc="outside lower center", ncols=3, frameon=False)
        try:
            figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
        except (OSError, ValueError) as error:
            raise CallerError(f"cannot draw to {path}: {error}") from error


def _panel(axes: Axes, checked: Sequence[CheckedRow], *, across: bool) -> None:
    for language in sorted({one.row.language for one in checked}):
        colour = _COLOURS.get(language, _OTHER)
        ones = [one for one in checked if one.row.language == language]
        for supported, line, label in (
            (False, "-", "unsupported, caught"),
            (True, "--", "supported, caught wrongly"),
        ):
            scores = np.array([one.verdict.score for one in ones if one.row.supported == supported])
            if len(scores):
                shares = [(scores < threshold).mean() for threshold in _THRESHOLDS]
                axes.plot(
                    _THRESHOLDS, shares, line, color=colour, linewidth=1.6, label=f"{language}: {label}"
                )
    passed = [one.verdict.score for one in checked if one.verdict.supported]
    if passed and all(one.verdict.score < min(passed) for one in checked if not one.verdict.supported):
        axes.axvline(min(passed), color="#333333", linewidth=0.8, linestyle=":")
    axes.set_title("Sentence and passage in different languages" if across else "In one language")
    axes.set_xlabel("threshold on the score (dotted: the verdicts)")
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.02, 1.02)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
