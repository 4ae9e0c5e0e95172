from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from ingest.readers.docling import converting

OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")


@pytest.fixture
def without_docling(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Docling, whatever is installed."""
    monkeypatch.setitem(sys.modules, "docling", None)
    monkeypatch.setitem(sys.modules, "docling.document_converter", None)
    for name in OFFLINE:
        monkeypatch.setenv(name, "1")


@pytest.fixture
def fake_docling(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """A Docling that gives `owl.docling.json`, or fails over a file called broken."""
    owl = json.loads(Path(__file__).with_name("owl.docling.json").read_text(encoding="utf-8"))
    given: list[Any] = []

    def options(**values: Any) -> dict[str, Any]:
        given.append(values)
        return values

    class Converter:
        def __init__(self, *, allowed_formats: list[str], format_options: dict[str, Any]) -> None:
            assert allowed_formats == list(format_options) == ["pdf"]

        def convert(self, path: Path, *, progress_callback: Any) -> Any:
            progress_callback("page")
            if path.stem == "broken":
                raise RuntimeError("invalid stream")
            return SimpleNamespace(document=SimpleNamespace(export_to_dict=lambda: owl))

    parts = {
        "document_converter": {"DocumentConverter": Converter, "PdfFormatOption": SimpleNamespace},
        "datamodel.pipeline_options": {"PdfPipelineOptions": options},
        "datamodel.base_models": {"InputFormat": SimpleNamespace(PDF="pdf")},
    }
    for name in ("docling", "docling.datamodel"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    for name, values in parts.items():
        module = ModuleType(f"docling.{name}")
        module.__dict__.update(values)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    for name in OFFLINE:
        monkeypatch.setenv(name, "1")
    converting._converter.cache_clear()
    yield given
    converting._converter.cache_clear()
