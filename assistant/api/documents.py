"""/v1/documents: list, show, add and remove documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, UploadFile

from assistant.api.problems import NOT_FOUND
from assistant.api.schemas import DocumentDetail, DocumentList, IngestModel, RemovedModel
from assistant.assistant import Assistant
from ingest.catalog import CatalogEntry
from retrieval.errors import CallerError

router = APIRouter(prefix="/v1", tags=["documents"])
_SHOWN = ("document_id", "title", "language", "kind", "state", "access", "passages", "error")


@router.get(
    "/documents", operation_id="listDocuments", summary="List documents", response_model=DocumentList
)
def list_documents(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Every document the catalogue knows, by id, with its state and, where reading failed, the reason."""
    entries = _assistant(request).documents()
    return {"total": len(entries), "documents": [_summary(e) for e in entries[offset : offset + limit]]}


@router.post(
    "/documents",
    operation_id="addDocument",
    summary="Add a document",
    status_code=201,
    response_model=IngestModel,
)
def add_document(file: UploadFile, request: Request) -> dict[str, Any]:
    """Take up one file (PDF, DOCX, HTML, Markdown or text). It can be asked about when this returns.

    A file of the same name is written over.
    """
    assistant = _assistant(request)
    name = Path((file.filename or "").replace("\\", "/")).name
    if not name or name.startswith("."):
        raise CallerError("the file has no name to keep it under")
    limit = assistant.settings.upload_megabytes
    if file.size is not None and file.size > limit * 2**20:
        raise CallerError(f"{name} is larger than {limit} MB, the most this service takes")
    return assistant.add_upload(name, file.file).to_json()


@router.get(
    "/documents/{document_id:path}",
    operation_id="getDocument",
    summary="Show a document",
    response_model=DocumentDetail,
    responses=NOT_FOUND,
)
def show(document_id: str, request: Request) -> dict[str, Any]:
    """What the catalogue knows of it, and its text as passages in reading order."""
    assistant = _assistant(request)
    entry = assistant.document(document_id)
    text = [
        {"passage_id": p.passage_id, "position": p.position, "text": p.text, "locator": p.locator.to_json()}
        for p in assistant.passages_of(document_id)
    ]
    more = ("collection", "metadata", "changed_at")
    return {
        **_summary(entry),
        **{name: getattr(entry, name) for name in more},
        "warnings": list(entry.warnings),
        "text": text,
    }


@router.delete(
    "/documents/{document_id:path}",
    operation_id="removeDocument",
    summary="Remove a document",
    response_model=RemovedModel,
    responses=NOT_FOUND,
)
def remove(document_id: str, request: Request) -> dict[str, Any]:
    """Take a document out of the index. An uploaded file is deleted; other files stay where they are."""
    _assistant(request).remove([document_id])
    return {"removed": [document_id]}


def _assistant(request: Request) -> Assistant:
    assistant: Assistant = request.app.state.assistant
    return assistant


def _summary(entry: CatalogEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _SHOWN}
