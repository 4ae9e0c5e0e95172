"""Where a citation leads a person: the readable view, the original, the page's picture, the IIIF canvas."""

from __future__ import annotations

import os
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse, HTMLResponse

from assistant.api.problems import NOT_FOUND
from assistant.api.schemas import ContentStateModel
from assistant.assistant import Assistant
from assistant.language_names import asked_language
from assistant.showing.source_files import media_type, original_file, page_picture
from assistant.showing.source_links import canvas_url, content_state, encoded_state
from assistant.showing.source_views import document_view
from retrieval.errors import CallerError

router = APIRouter(prefix="/v1", tags=["sources"])
_DocumentId = Annotated[str, Path(description="The document's id as listed, slashes included.")]
_PassageId = Annotated[str, Path(description="The passage's id, as answers and searches give it.")]
_Quote = Annotated[
    str, Query(max_length=20_000, description="What of the passage is cited; all of it without.")
]
_BYTES = {"type": "string", "format": "binary"}
# Nothing in a file of a museum may run, or load anything, in a reader's browser.
_QUIET = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_VIEW_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)


@router.get(
    "/documents/{document_id:path}/original",
    operation_id="getOriginal",
    summary="The original file",
    response_class=FileResponse,
    responses={**NOT_FOUND, 200: {"content": {"application/octet-stream": {"schema": _BYTES}}}},
)
def original(document_id: _DocumentId, request: Request) -> FileResponse:
    """The file that the document was read from, as it lies; `#page=N` opens a PDF at that page."""
    path = original_file(_assistant(request).document(document_id))
    kind, shown = media_type(path)
    disposition = "inline" if shown else "attachment"
    name = os.fsencode(path.name).decode("utf-8", "backslashreplace")  # not every file's name is UTF-8
    return FileResponse(
        path, media_type=kind, filename=name, content_disposition_type=disposition, headers=_QUIET
    )


@router.get(
    "/documents/{document_id:path}/view",
    operation_id="viewDocument",
    summary="A document to read",
    response_class=HTMLResponse,
    responses=NOT_FOUND,
)
def view(
    document_id: _DocumentId,
    request: Request,
    passage: Annotated[str, Query(description="The passage that is cited.")] = "",
    quote: _Quote = "",
    language: Annotated[str, Query(description="Language of the page's own words: en, zh or ru.")] = "en",
) -> HTMLResponse:
    """The document's fields and text as a page; what is cited is marked, and stands at `#cited`."""
    assistant = _assistant(request)
    entry = assistant.document(document_id)
    cited = assistant.catalog.passage(passage) if passage else None
    if cited and cited.document_id != entry.document_id:
        raise CallerError(f"the passage {passage!r} is of another document")
    page = document_view(
        entry,
        assistant.passages_of(entry.document_id),
        assistant.fields_of(entry.document_id),
        cited=cited,
        quote=quote,
        language=asked_language(language) or "en",
    )
    return HTMLResponse(page, headers={**_QUIET, "Content-Security-Policy": _VIEW_POLICY})


@router.get(
    "/passages/{passage_id}/page.png",
    operation_id="getPagePicture",
    summary="The cited page as a picture",
    response_class=Response,
    responses={**NOT_FOUND, 200: {"content": {"image/png": {"schema": _BYTES}}}},
)
def page_image(
    passage_id: _PassageId,
    request: Request,
    quote: _Quote = "",
    page: Annotated[int | None, Query(ge=1, description="One of the pages it stands on; the first.")] = None,
) -> Response:
    """The page of a PDF or a scan, with the quote highlighted."""
    assistant = _assistant(request)
    passage = assistant.catalog.passage(passage_id)
    picture = page_picture(assistant.document(passage.document_id), passage, quote, page)
    return Response(
        picture, media_type="image/png", headers={**_QUIET, "Cache-Control": "private, max-age=3600"}
    )


@router.get(
    "/passages/{passage_id}/content-state",
    operation_id="getContentState",
    summary="The cited region for a IIIF viewer",
    response_model=ContentStateModel,
    responses=NOT_FOUND,
)
def state(passage_id: _PassageId, request: Request, quote: _Quote = "") -> dict[str, Any]:
    """The canvas region of what is cited, and the IIIF Content State that opens it in a viewer."""
    assistant = _assistant(request)
    passage = assistant.catalog.passage(passage_id)
    start = max(passage.text.find(quote), 0)
    locator = passage.locator.within(start, start + len(quote or passage.text))
    if not locator.canvas:
        raise CallerError(f"the passage {passage_id!r} stands on no IIIF canvas")
    found = content_state(locator, assistant.document(passage.document_id).metadata.get("manifest", ""))
    return {"canvas": canvas_url(locator), "content_state": found, "iiif_content": encoded_state(found)}


def _assistant(request: Request) -> Assistant:
    assistant: Assistant = request.app.state.assistant
    return assistant
