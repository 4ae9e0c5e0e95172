"""GET /v1/passages/{id}: one passage with its place."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from assistant.api.problems import NOT_FOUND
from assistant.api.schemas import PassageDetail
from assistant.assistant import Assistant
from assistant.citations import document_url

router = APIRouter(prefix="/v1", tags=["documents"])


@router.get(
    "/passages/{passage_id}",
    operation_id="getPassage",
    summary="Show one passage",
    response_model=PassageDetail,
    responses=NOT_FOUND,
)
def show(
    passage_id: Annotated[str, Path(description="The passage's id, as answers and searches give it.")],
    request: Request,
) -> dict[str, Any]:
    """The passage's text, where it stands, and the document it belongs to."""
    assistant: Assistant = request.app.state.assistant
    passage = assistant.catalog.passage(passage_id)
    return {
        "passage_id": passage.passage_id,
        "document_id": passage.document_id,
        "position": passage.position,
        "title": passage.title,
        "text": passage.text,
        "language": passage.language,
        "kind": passage.kind,
        "locator": passage.locator.to_json(parts=False),
        "url": document_url(passage.document_id, passage.locator),
    }
