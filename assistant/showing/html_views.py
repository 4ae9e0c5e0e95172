"""How answers and passages show themselves in a notebook: plain HTML, everything escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant.language_names import machine_label, original_label
from assistant.showing.places import place
from retrieval.language.sentences import PAGE_BREAK

_QUOTE = "border-left:3px solid #999;margin:.3em 0;padding:.1em .8em;white-space:pre-wrap"
_SMALL = "color:#666;font-size:90%"


def answer_view(answer: Mapping[str, Any]) -> str:
    """An answer in the contract's form as HTML: the text, its citations, and the passages behind them."""
    refused = (
        f'<p style="{_SMALL}">No answer: the nearest passages are below.</p>' if answer["refused"] else ""
    )
    cited = "".join(_citation(citation, answer["language"]) for citation in answer["citations"])
    left_out = "".join(f"<li>{escape(text)}</li>" for text in answer["left_out"])
    unsupported = f"<p>Left out, since nothing cited supports it:</p><ul>{left_out}</ul>" if left_out else ""
    notices = "".join(f'<p style="{_SMALL}">{escape(notice)}</p>' for notice in answer["notices"])
    made = ", ".join(filter(None, (answer["model"], answer["prompt"], _level(answer))))
    return (
        f'<div lang="{escape(answer["language"])}"><p><b>{escape(answer["question"])}</b></p>'
        f"<p>{escape(answer['text'])}</p>{refused}{notices}<ol>{cited}</ol>{unsupported}"
        f"<details><summary>{len(answer['passages'])} passages found</summary>"
        f"{''.join(map(_passage, answer['passages']))}</details>"
        f'<p style="{_SMALL}">{escape(made)}</p></div>'
    )


def _level(answer: Mapping[str, Any]) -> str:
    level = answer.get("reading_level")
    return f"reading level: school year {level['grade']:g}" if level else ""


def passages_view(query: str, passages: Sequence[Mapping[str, Any]]) -> str:
    """Search results in the contract's form as HTML, best first."""
    return f"<p><b>{escape(query)}</b></p>{''.join(map(_passage, passages))}"


def _citation(citation: Mapping[str, Any], language: str) -> str:
    old = " <em>(superseded)</em>" if citation.get("superseded") else ""
    foreign = citation["language"] not in ("", language)
    label = f", {escape(original_label(citation['language'], language))}" if foreign else ""
    return (
        f'<li value="{citation["number"]}">{escape(citation["title"])}{old} '
        f'<span style="{_SMALL}">{escape(citation["document_id"])}{_where(citation)}{label}</span>'
        f'<blockquote lang="{escape(citation["language"])}" style="{_QUOTE}">'
        f"{escape(citation['quote'])}</blockquote>{_translation(citation, language)}</li>"
    )


def _translation(citation: Mapping[str, Any], language: str) -> str:
    made = citation.get("translation")
    if not made:
        return ""
    label = escape(machine_label(made["model"], language))
    return f'<p><span style="{_SMALL}">{label}:</span> {escape(made["text"])}</p>'


def _passage(passage: Mapping[str, Any]) -> str:
    language, text = escape(passage["language"]), escape(passage["text"].replace(PAGE_BREAK, ""))
    return (
        f"<p>{escape(passage['title'])} "
        f'<span style="{_SMALL}">{escape(passage["document_id"])}{_where(passage)}, '
        f"{passage['score']:.2f}</span></p>"
        f'<blockquote lang="{language}" style="{_QUOTE}">{text}</blockquote>'
    )


def _where(item: Mapping[str, Any]) -> str:
    where = place(item["locator"])
    return f", {escape(where)}" if where else ""
