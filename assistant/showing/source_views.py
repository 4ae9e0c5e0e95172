"""A document as a page to read: its fields and its text, with what is cited marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote as url_quote
from urllib.parse import urlencode

from assistant.showing.places import place
from ingest.catalog import CatalogEntry
from ingest.page_drawing import DRAWN_KINDS
from ingest.records.labels import label
from retrieval.language.sentences import PAGE_BREAK
from retrieval.locators import Locator
from retrieval.passages import Passage

_PAGE = Template(Path(__file__).with_name("source_view.html").read_text(encoding="utf-8"))
_WORDS = {
    "en": {
        "fields": "Record",
        "text": "Text",
        "original": "Original file",
        "page": "The cited page",
        "access": "access: ",
    },
    "zh": {
        "fields": "著录信息",
        "text": "正文",
        "original": "原始文件",
        "page": "引文所在页",
        "access": "查阅权限：",
    },
    "ru": {
        "fields": "Запись",
        "text": "Текст",
        "original": "Исходный файл",
        "page": "Процитированная страница",
        "access": "доступ: ",
    },
}
_ACCESS = {
    "zh": {"public": "公开", "internal": "内部", "restricted": "限制"},
    "ru": {"public": "открытый", "internal": "внутренний", "restricted": "ограниченный"},
}
Key = tuple[Any, ...]


def document_view(
    entry: CatalogEntry,
    passages: Sequence[Passage],
    fields: Sequence[Mapping[str, Any]],
    *,
    cited: Passage | None = None,
    quote: str = "",
    language: str = "en",
) -> str:
    """The page as HTML, all of the document escaped; `quote` in the passage `cited` has the id cited."""
    language = language if language in _WORDS else "en"
    words = _WORDS[language]
    keys = _cited_keys(cited, quote) if cited else frozenset()
    access = words["access"] + _ACCESS.get(language, {}).get(entry.access, entry.access)
    said = (f"{name}: {value}" for name, value in entry.metadata.items() if name != "access")
    about = [entry.document_id, *said, access]
    page = _PAGE.substitute(
        language=escape(entry.language or "en"),
        page_language=escape(language),
        title=escape(entry.title),
        about="".join(f"<li>{escape(text)}</li>" for text in about),
        original_url=escape(f"/v1/documents/{url_quote(entry.document_id)}/original"),
        original=words["original"],
        picture=_picture(cited, quote, words["page"]) if cited else "",
        fields=_fields(fields, keys, words["fields"], languages=(entry.language, language)),
        text=_text(passages, cited, quote, heading=words["text"], page_language=language, marked=not keys),
    )
    return page.replace(PAGE_BREAK, "")  # which a browser draws as a box


def _picture(cited: Passage, quote: str, told: str) -> str:
    if cited.kind not in DRAWN_KINDS or not cited.locator.page:
        return ""
    source = f"/v1/passages/{cited.passage_id}/page.png?{urlencode({'quote': quote})}"
    return f'<figure><img src="{escape(source)}" alt="{escape(told)}"></figure>'


def _cited_keys(cited: Passage, quote: str) -> frozenset[Key]:
    """The places of the fields that the quote is made of, where the passage is made of fields."""
    start = max(cited.text.find(quote), 0)
    end = start + len(quote) if quote in cited.text and quote else len(cited.text)
    parts = [part.locator for part in cited.locator.parts if part.start < end and part.end > start]
    return frozenset(_key(each) for each in parts or [cited.locator] if each.field)


def _key(locator: Locator) -> Key:
    return locator.member, locator.xpath, locator.pointer, locator.sheet, locator.cells, locator.lines


def _fields(
    fields: Sequence[Mapping[str, Any]], keys: frozenset[Key], heading: str, *, languages: tuple[str, str]
) -> str:
    """The record as a table; `languages` are that of its labels and that of the page's own words."""
    language, page_language = languages
    if not fields:
        return ""
    rows, seen = [], False
    for field in fields:
        locator = Locator.from_json(field.get("locator", {}))
        is_cited = _key(locator) in keys
        anchor = ' id="cited"' if is_cited and not seen else ""
        seen = seen or is_cited
        value = escape(str(field["value"]))
        value = f"<mark>{value}</mark>" if is_cited else value
        name = escape(str(field.get("label") or label(field["name"], language)))
        said = str(field.get("role", ""))
        role = f" <small>{escape(said)}</small>" if said and said != field.get("label") else ""
        where = locator.xpath or locator.pointer or place(locator.to_json(), page_language)
        rows.append(f'<tr{anchor} title="{escape(where)}"><th>{name}</th><td>{value}{role}</td></tr>')
    return f"<h2>{escape(heading)}</h2><table>{''.join(rows)}</table>"


def _text(
    passages: Sequence[Passage],
    cited: Passage | None,
    quote: str,
    *,
    heading: str,
    page_language: str,
    marked: bool,
) -> str:
    parts = []
    for passage in passages:
        is_cited = cited is not None and passage.passage_id == cited.passage_id
        text = _marked(passage.text, quote) if is_cited and marked else escape(passage.text)
        anchor = ' id="cited"' if is_cited and marked else ""
        where = place(passage.locator.to_json(parts=False), page_language)
        language = escape(passage.language)
        parts.append(
            f'<section{anchor}><p class="where">{escape(where)}</p><p lang="{language}">{text}</p></section>'
        )
    return f"<h2>{escape(heading)}</h2>{''.join(parts)}" if parts else ""


def _marked(text: str, quote: str) -> str:
    start = text.find(quote) if quote else 0
    end = start + len(quote) if quote else len(text)
    if start < 0:
        return escape(text)
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"
