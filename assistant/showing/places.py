"""Says in a few words where a locator points."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ingest.records.labels import LABELS, label


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language says places: of pages, lines and paragraphs one and several."""

    page: tuple[str, str]
    line: tuple[str, str]
    paragraph: tuple[str, str]
    row: str
    note: str
    recognised: str
    comma: str = ", "


_WORDS = {
    "en": _Words(
        ("page {}", "pages {}"),
        ("line {}", "lines {}"),
        ("paragraph {}", "paragraphs {}"),
        "table {} row {}",
        "note {}",
        "recognised from a picture, {:.0%} sure",
    ),
    "zh": _Words(
        ("第 {} 页", "第 {} 页"),
        ("第 {} 行", "第 {} 行"),
        ("第 {} 段", "第 {} 段"),
        "表 {} 第 {} 行",
        "注 {}",
        "由图像识别，置信度 {:.0%}",
        "，",
    ),
    "ru": _Words(
        ("с. {}", "с. {}"),
        ("строка {}", "строки {}"),
        ("абзац {}", "абзацы {}"),
        "таблица {}, строка {}",
        "прим. {}",
        "распознано с изображения, уверенность {:.0%}",
    ),
}


def place(locator: Mapping[str, Any], language: str = "en") -> str:
    """A locator in its JSON form as text: `pages 3–4`, `Provenance, table 1 row 4`, `4:05–4:20, Li Na`.

    In English, Chinese or Russian, in any other `language` in English.
    """
    words = _WORDS.get(language, _WORDS["en"])
    parts = []
    if headings := locator.get("headings"):
        parts.append(str(headings[-1]))
    if page := locator.get("page"):
        parts.append(_counted(words.page, page, locator.get("end_page")))
    elif page_label := locator.get("page_label"):
        parts.append(str(page_label))
    parts += _in_container(locator, language)
    if table := locator.get("table"):
        parts.append(words.row.format(table, locator.get("row", 1)))
    elif lines := locator.get("lines"):
        parts.append(_counted(words.line, *lines))
    elif not locator.get("page") and (paragraph := locator.get("paragraph")):
        parts.append(_counted(words.paragraph, paragraph, locator.get("end_paragraph")))
    if note := locator.get("note"):
        parts.append(words.note.format(note))
    if (confidence := locator.get("confidence")) is not None:
        parts.append(words.recognised.format(confidence))
    return words.comma.join(parts)


def _in_container(locator: Mapping[str, Any], language: str) -> list[str]:
    """The parts of a place inside a record, a workbook, a recording or a file of files."""
    parts = [str(locator[name]) for name in ("member", "sheet", "cells") if locator.get(name)]
    if name := locator.get("field"):
        parts.append(_field(str(name), language))
    if seconds := locator.get("seconds"):
        parts.append(f"{_clock(seconds[0])}–{_clock(seconds[1])}")
    if speaker := locator.get("speaker"):
        parts.append(str(speaker))
    return parts


def _field(name: str, language: str) -> str:
    known = next((field for field in LABELS if field == name), None)
    return (
        label(known, language)
        if known and language in _WORDS and language != "en"
        else name.replace("_", " ")
    )


def _clock(seconds: float) -> str:
    """Seconds as minutes and seconds, with hours where there are some: `4:05`, `1:02:03`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _counted(words: tuple[str, str], first: int, last: int | None) -> str:
    one, several = words
    return several.format(f"{first}–{last}") if last and last != first else one.format(first)
