"""GET and DELETE /v1/conversations/{id}: what was said, shown or forgotten."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from assistant.api.problems import FOREIGN, NOT_FOUND
from assistant.api.schemas import ConversationForgotten, ConversationModel
from assistant.assistant import Assistant

router = APIRouter(prefix="/v1", tags=["conversations"])
ConversationId = Annotated[str, Path(description="The conversation's id, as its answers carry it.")]


@router.get(
    "/conversations/{conversation_id}",
    operation_id="getConversation",
    summary="Show a conversation",
    response_model=ConversationModel,
    responses=NOT_FOUND,
)
def show(conversation_id: ConversationId, request: Request) -> dict[str, Any]:
    """Its last turns, the oldest first. Whoever has the id may see and delete it, and nobody else."""
    assistant: Assistant = request.app.state.assistant
    turns = assistant.conversation(conversation_id)
    return {"conversation_id": conversation_id, "turns": [turn.to_json() for turn in turns]}


@router.delete(
    "/conversations/{conversation_id}",
    operation_id="forgetConversation",
    summary="Forget a conversation",
    response_model=ConversationForgotten,
    responses={**NOT_FOUND, **FOREIGN},
)
def forget(conversation_id: ConversationId, request: Request) -> dict[str, Any]:
    """Deletes what later questions could lean on. Its answers stay in the log as long as others do."""
    assistant: Assistant = request.app.state.assistant
    return {"conversation_id": conversation_id, "turns": assistant.forget_conversation(conversation_id)}
