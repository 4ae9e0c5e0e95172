"""/v1/documents: list, show, add and remove documents."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, HTTPException, Query, Request, UploadFile
from fastapi import Path as PathParameter

from assistant.api.problems import FOREIGN, NOT_FOUND
from assistant.api.schemas import DocumentDetail, DocumentList, IngestModel, RemovedModel
from assistant.assistant import Assistant
from ingest.catalog import CatalogEntry
from retrieval.errors import CallerError

router = APIRouter(prefix="/v1", tags=["documents"])
_SHOWN = ("document_id", "title", "language", "kind", "state", "access", "passages", "error")
_DocumentId = Annotated[
    str,
    PathParameter(
        description="The document's id as listed, slashes included.", examples=["ceramics/bowl.md"]
    ),
]
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # Unicode's categories
_JOINERS = "\u200c\u200d"
_LONGEST_NAME = 200  # bytes; file systems take 255, and the catalogue keeps it in a path


async def _one_file(request: Request) -> None:
    """CallerError for a form with several files: the last would be kept and the others lost unsaid."""
    files = (await request.form()).getlist("file")
    if len(files) > 1:
        raise CallerError(f"the form has {len(files)} files: send one at a time, none of them was taken")


@router.get("/documents", operation_id="listDocuments", summary="List documents", response_model=DocumentList)
def list_documents(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=10_000, description="How many documents at most.")] = 1000,
    offset: Annotated[int, Query(ge=0, description="How many documents to pass over.")] = 0,
) -> dict[str, Any]:
    """Every document the catalogue knows, by id, with its state and, where reading failed, the reason."""
    total, entries = _assistant(request).documents_page(limit, offset)
    return {"total": total, "documents": [_summary(entry) for entry in entries]}


@router.post(
    "/documents",
    operation_id="addDocument",
    summary="Add a document",
    status_code=201,
    dependencies=[Depends(_one_file)],
    response_model=IngestModel,
    responses=FOREIGN,
)
def add_document(
    file: Annotated[UploadFile, File(description="The document, under the name it is to have.")],
    request: Request,
) -> dict[str, Any]:
    """Take up one file of any format that is read. It can be asked about when this returns.

    An uploaded file of the same name is written over; a document that was not uploaded never is.
    """
    assistant = _assistant(request)
    name = _upload_name(file.filename or "")
    limit = assistant.settings.upload_megabytes
    if file.size is not None and file.size > limit * 2**20:
        raise HTTPException(413, f"{name} is larger than {limit} MB, the most this service takes")
    return assistant.add_upload(name, file.file).to_json()


@router.get(
    "/documents/{document_id:path}",
    operation_id="getDocument",
    summary="Show a document",
    response_model=DocumentDetail,
    responses=NOT_FOUND,
)
def show(document_id: _DocumentId, request: Request) -> dict[str, Any]:
    """What the catalogue knows of it, and its text as passages in reading order."""
    assistant = _assistant(request)
    entry = assistant.document(document_id)
    text = [
        {
            "passage_id": p.passage_id,
            "position": p.position,
            "text": p.text,
            "locator": p.locator.to_json(parts=False),
        }
        for p in assistant.passages_of(entry.document_id)
    ]
    more = ("collection", "metadata", "changed_at")
    return {
        **_summary(entry),
        **{name: getattr(entry, name) for name in more},
        "file": entry.file,
        "fields": assistant.fields_of(entry.document_id),
        "warnings": list(entry.warnings),
        "text": text,
    }


@router.delete(
    "/documents/{document_id:path}",
    operation_id="removeDocument",
    summary="Remove a document",
    response_model=RemovedModel,
    responses={**NOT_FOUND, **FOREIGN},
)
def remove(document_id: _DocumentId, request: Request) -> dict[str, Any]:
    """Take a document out of the index. An uploaded file is deleted; other files stay where they are."""
    entry = _assistant(request).document(document_id)
    _assistant(request).remove([entry.document_id])
    return {"removed": [entry.document_id]}


def _upload_name(given: str) -> str:
    """The last part of the name a client gave, which may hold a path of any system, in NFC as it is kept."""
    name = unicodedata.normalize("NFC", Path(given.replace("\\", "/")).name)
    if not name.strip().strip("."):
        raise CallerError("the file has no name to keep it under")
    if name.startswith("."):
        raise CallerError(f"the file's name, {name!r}, begins with a dot, which hides it: rename the file")
    if hidden := next(filter(_is_hidden, name), ""):
        raise CallerError(
            f"the file's name has U+{ord(hidden):04X} in it, which does not show: rename the file"
        )
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME:
        raise CallerError(f"the file's name is longer than {_LONGEST_NAME} bytes: shorten it")
    return name


def _is_hidden(letter: str) -> bool:
    """Whether a character of a name is a control, breaks a line, or shows nothing and may turn what is shown.

    Spaces of any width are none, nor are the joiners that some scripts spell with.
    """
    return unicodedata.category(letter) in _HIDDEN and letter not in _JOINERS


def _assistant(request: Request) -> Assistant:
    assistant: Assistant = request.app.state.assistant
    return assistant


def _summary(entry: CatalogEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _SHOWN}
