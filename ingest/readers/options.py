"""What the readers may be told, the same for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

OcrEngine = Literal["rapidocr", "tesseract", "none"]
PdfReaderName = Literal["builtin", "docling"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read.

    `ocr` names what reads pages that are pictures; `ocr_cache` is the folder that keeps what was
    recognised, by the page's hash, and None keeps nothing. `ocr_languages` are ISO 639-1 codes that an
    engine may need to choose its models. `pdf_reader` reads PDF, Docling with the models in the folder
    `docling_models`. A reader with long work on one document calls `alive` now and
    then, so that nobody takes it for stuck.
    """

    ocr: OcrEngine = "rapidocr"
    ocr_cache: Path | None = None
    ocr_languages: tuple[str, ...] = ("zh", "en", "ru")
    alive: Callable[[], None] = lambda: None
    pdf_reader: PdfReaderName = "builtin"
    docling_models: Path | None = None

    @property
    def recipe(self) -> str:
        """What of the options changes what is read; the same text, the same documents of a file."""
        ocr = "none" if self.ocr == "none" else f"{self.ocr}:{'+'.join(self.ocr_languages)}"
        return f"{ocr}/{self.pdf_reader}" + (
            f":{self.docling_models}" if self.pdf_reader == "docling" else ""
        )

    def to_json(self) -> dict[str, Any]:
        """The options as JSON values, without what only this process can call."""
        cache = str(self.ocr_cache) if self.ocr_cache else None
        return {
            "ocr": self.ocr,
            "ocr_cache": cache,
            "ocr_languages": list(self.ocr_languages),
            "pdf_reader": self.pdf_reader,
            "docling_models": str(self.docling_models) if self.docling_models else None,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any], *, alive: Callable[[], None]) -> Self:
        """The options that `to_json` wrote."""
        cache = Path(values["ocr_cache"]) if values["ocr_cache"] else None
        models = Path(values["docling_models"]) if values["docling_models"] else None
        languages = tuple(values["ocr_languages"])
        return cls(values["ocr"], cache, languages, alive, values["pdf_reader"], models)
