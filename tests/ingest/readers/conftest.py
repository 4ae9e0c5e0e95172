"""What the reader tests share: a Word document from the XML of its body."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@pytest.fixture
def word_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a DOCX of the given body, and of other parts such as `footnotes`, and returns where."""

    def write(body: str, parts: Mapping[str, str] | None = None, namespace: str = _WORD) -> Path:
        path = tmp_path / "made.docx"
        spaces = f'xmlns:w="{namespace}" xmlns:mc="{_ALTERNATIVES}"'
        contents = {"document": f"<w:body>{body}</w:body>", **(parts or {})}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, inner in contents.items():
                archive.writestr(f"word/{name}.xml", f"<w:{name} {spaces}>{inner}</w:{name}>")
        return path

    return write
