from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

_NOTEBOOK = Path(__file__).parent.parent / "docs" / "notebooks" / "first-questions.ipynb"


def _read() -> nbformat.NotebookNode:
    return nbformat.read(_NOTEBOOK, as_version=4)


def _shown(notebook: nbformat.NotebookNode, source: str, kind: str) -> str:
    """What the one cell whose code contains `source` shows in the given media type."""
    (cell,) = [cell for cell in notebook.cells if cell.cell_type == "code" and source in cell.source]
    outputs: list[Any] = [output.data[kind] for output in cell.outputs if kind in output.get("data", {})]
    return "".join(outputs)


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = _read()
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


@pytest.mark.slow
def test_the_notebook_runs_and_its_answers_have_citations() -> None:
    notebook = _read()
    client = NotebookClient(
        notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": _NOTEBOOK.parent}}
    )
    client.execute()
    answer = _shown(notebook, "Benjamin Altman", "text/html")
    assert '<li value="1">' in answer
    assert "<blockquote" in answer
    assert "Altman" in answer
    assert '<li value="1">' in _shown(notebook, 'assistant.ask("故宫', "text/html")
    assert _shown(notebook, "refusal.refused", "text/plain").startswith("(True, ")
    assert "quote" in _shown(notebook, "answer.to_frame()", "text/html")
    assert "question" in _shown(notebook, "to_csv", "text/html")
