"""POST /v1/search: the passages that fit a query best."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from assistant.api.problems import FOREIGN
from assistant.api.schemas import SearchModel, SearchRequest
from assistant.assistant import Assistant

router = APIRouter(prefix="/v1", tags=["search"])


@router.post(
    "/search",
    operation_id="searchPassages",
    summary="Find passages",
    response_model=SearchModel,
    responses=FOREIGN,
)
def search(body: SearchRequest, request: Request) -> dict[str, Any]:
    """The passages nearest in meaning to the query, best first, in whichever language they are."""
    assistant: Assistant = request.app.state.assistant
    return assistant.search(body.query, body.k, filters=body.filters).to_json()
