"""What the readers may be told, the same for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

OcrEngine = Literal["rapidocr", "tesseract", "none"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read.

    `ocr` names what reads pages that are pictures; `ocr_cache` is the folder that keeps what was
    recognised, by the page's hash, and None keeps nothing. `ocr_languages` are ISO 639-1 codes that an
    engine may need to choose its models.
    """

    ocr: OcrEngine = "rapidocr"
    ocr_cache: Path | None = None
    ocr_languages: tuple[str, ...] = ("zh", "en", "ru")
