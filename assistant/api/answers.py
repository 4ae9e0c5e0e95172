"""POST /v1/answers: a question in, an answer out, whole or as a stream of events."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.responses import StreamingResponse

from assistant.answering import AnswerEvent, PassagesFound
from assistant.answers import Answer
from assistant.api.problems import UNEXPECTED
from assistant.api.schemas import AnswerModel, AnswerRequest
from assistant.assistant import Assistant
from retrieval.errors import StudioloError

router = APIRouter(prefix="/v1", tags=["answers"])
_log = logging.getLogger(__name__)


@router.post(
    "/answers",
    operation_id="askQuestion",
    summary="Answer a question from the documents",
    response_model=AnswerModel,
    responses={200: {"content": {"text/event-stream": {}}, "description": "The answer, or its events."}},
)
def ask(body: AnswerRequest, request: Request) -> Response:
    """Each sentence carries the numbers of its citations, each citation a verbatim quote.

    With `stream` the response is server-sent events: `passages` once, `sentence` for each, `answer`
    last; `error` with a problem's detail if something goes wrong on the way.
    """
    assistant: Assistant = request.app.state.assistant
    events = assistant.stream(
        body.question,
        language=body.language,
        audience=body.audience,
        filters=body.filters,
        model=body.model,
    )
    if body.stream:
        return StreamingResponse(
            _server_sent(_counted(events, request)),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
        )
    *_, answer = _counted(events, request)
    assert isinstance(answer, Answer)
    return JSONResponse(answer.to_json())


def _counted(events: Iterator[AnswerEvent], request: Request) -> Iterator[AnswerEvent]:
    for event in events:
        if isinstance(event, Answer):
            request.app.state.metrics.count_answer(event.model, refused=event.refused)
        yield event


def _server_sent(events: Iterator[AnswerEvent]) -> Iterator[str]:
    try:
        for event in events:
            yield _event(*_named(event))
    except StudioloError as error:
        yield _event("error", {"detail": str(error)})
    except Exception:  # the response has begun, so no handler can make it a problem any more
        _log.exception("unexpected error while streaming an answer")
        yield _event("error", {"detail": UNEXPECTED})


def _named(event: AnswerEvent) -> tuple[str, Any]:
    if isinstance(event, PassagesFound):
        return "passages", [passage.to_json() for passage in event.passages]
    if isinstance(event, Answer):
        return "answer", event.to_json()
    return "sentence", {"text": event.text, "citations": event.citations, "support": event.support}


def _event(name: str, value: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
