"""Where a person can see what is cited: a readable view, the page, the original, the IIIF canvas."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from ingest.page_drawing import DRAWN_KINDS
from retrieval.locators import Locator
from retrieval.passages import Passage

_WEB = ("https://", "http://")
_CONTENT_STATE = "http://iiif.io/api/presentation/3/context.json"


def source_links(passage: Passage, locator: Locator, text: str) -> dict[str, str]:
    """Paths in the service by what they show.

    `view` is a readable rendering with the quote marked, `original` the file (at its page), `page` a
    picture of the page, `canvas` the canvas of a IIIF manifest with the cited region, and
    `content_state` what opens that region in a IIIF viewer.
    """
    document = f"/v1/documents/{quote(passage.document_id)}"
    here = urlencode({"passage": passage.passage_id, "quote": text})
    anchor = f"#page={locator.page}" if locator.page else ""
    links = {"view": f"{document}/view?{here}#cited", "original": f"{document}/original{anchor}"}
    if passage.kind in DRAWN_KINDS and locator.page:
        links["page"] = f"/v1/passages/{passage.passage_id}/page.png?{urlencode({'quote': text})}"
    if locator.canvas and locator.canvas.startswith(_WEB):  # a manifest may name anything, scripts too
        links["canvas"] = canvas_url(locator)
        links["content_state"] = (
            f"/v1/passages/{passage.passage_id}/content-state?{urlencode({'quote': text})}"
        )
    return links


def canvas_url(locator: Locator) -> str:
    """The canvas with the fragment of the region and the time that are cited."""
    parts = []
    if locator.region:
        parts.append("xywh=" + ",".join(map(str, locator.region)))
    if locator.seconds:
        parts.append(f"t={locator.seconds[0]:g},{locator.seconds[1]:g}")
    return f"{locator.canvas}#{'&'.join(parts)}" if parts else str(locator.canvas)


def content_state(locator: Locator, manifest: str) -> Mapping[str, Any]:
    """An annotation of the IIIF Content State API 1.0 that targets the cited region of a canvas."""
    target: dict[str, Any] = {"id": canvas_url(locator), "type": "Canvas"}
    if manifest:
        target["partOf"] = [{"id": manifest, "type": "Manifest"}]
    return {
        "@context": _CONTENT_STATE,
        "type": "Annotation",
        "motivation": ["contentState"],
        "target": target,
    }


def encoded_state(state: Mapping[str, Any]) -> str:
    """A content state as it stands in an address, after `iiif-content=`.

    As section 6.1 of the API has it: percent-encoded as encodeURIComponent does, then base64url without
    its padding.
    """
    plain = quote(json.dumps(state, ensure_ascii=False, separators=(",", ":")), safe="!'()*-._~")
    return base64.urlsafe_b64encode(plain.encode("ascii")).decode("ascii").rstrip("=")
