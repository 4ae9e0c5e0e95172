"""Docling itself: installed with an extra, its models in a folder, and nothing fetched from anywhere."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.readers.file_errors import damaged
from retrieval.errors import SettingsError

INSTALL = 'pip install "studiolo[docling]"'
_MODULES = ("document_converter", "datamodel.pipeline_options", "datamodel.base_models")
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")


def exported(path: Path, models: Path | None, alive: Callable[[], None]) -> dict[str, Any]:
    """What Docling makes of a PDF, as the JSON of a DoclingDocument.

    `models` is a folder that `docling-tools models download` has filled. SettingsError, with what to do, when
    Docling or the folder is missing; UnreadableDocument when it cannot read the file.
    """
    parts = _parts()
    if models is None or not models.is_dir():
        raise SettingsError(
            "STUDIOLO_PDF_READER is docling, which needs its models in a folder: set STUDIOLO_DOCLING_MODELS"
            " to one that `docling-tools models download --output-dir FOLDER` has filled"
        )
    converter = _converter(parts, models)
    try:
        result = converter.convert(path, progress_callback=lambda *_: alive())
    except Exception as error:  # its parts raise almost anything over a damaged file
        raise damaged(path, error) from error
    values: dict[str, Any] = result.document.export_to_dict()
    return values


def _parts() -> tuple[Any, ...]:
    """The modules of Docling that are used, told to fetch nothing."""
    for name in _OFFLINE:
        os.environ[name] = "1"
    try:
        return tuple(importlib.import_module(f"docling.{name}") for name in _MODULES)
    except ImportError as error:
        raise SettingsError(
            f"STUDIOLO_PDF_READER is docling, which is not installed ({error}): {INSTALL}"
        ) from error


@lru_cache(maxsize=1)
def _converter(parts: tuple[Any, ...], models: Path) -> Any:
    converting, options, formats = parts
    pipeline = options.PdfPipelineOptions(
        artifacts_path=models, do_ocr=False, do_table_structure=True, enable_remote_services=False
    )
    pdf = formats.InputFormat.PDF
    return converting.DocumentConverter(
        allowed_formats=[pdf], format_options={pdf: converting.PdfFormatOption(pipeline_options=pipeline)}
    )
