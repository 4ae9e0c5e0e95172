"""Questions in, answers out, whole or as a stream of events; and answers that were given before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.answering import AnswerEvent
from assistant.answers import Answer
from assistant.api.answer_streams import EventStream, while_connected
from assistant.api.answer_threads import AnswerThreads
from assistant.api.problems import FOREIGN, NOT_FOUND
from assistant.api.schemas import AnswerModel, AnswerRequest, StreamQuery
from assistant.assistant import Assistant
from retrieval.errors import Cancelled

router = APIRouter(prefix="/v1", tags=["answers"])
_STREAM: dict[str, Any] = {"text/event-stream": {"schema": {"type": "string"}}}


@router.post(
    "/answers",
    operation_id="askQuestion",
    summary="Answer a question from the documents",
    response_model=AnswerModel,
    responses={200: {"content": _STREAM, "description": "The answer, or its events."}, **FOREIGN},
)
async def ask(body: AnswerRequest, request: Request) -> Response:
    """Each sentence carries the numbers of its citations, each citation a verbatim quote.

    With `stream` the response is server-sent events: `passages` once, `sentence` for each, `answer`
    last; `error` with a problem's detail if something goes wrong on the way. Comments come while
    nothing else does. Who closes the connection stops the work.
    """
    assistant: Assistant = request.app.state.assistant
    gone = threading.Event()
    asked = partial(
        assistant.stream,
        body.question,
        language=body.language,
        audience=body.audience,
        filters=body.filters,
        model=body.model,
        conversation_id=body.conversation_id,
        gone=gone,
    )
    if body.stream:
        return await _streamed(asked, request, gone)
    try:
        *_, answer = await while_connected(request, gone, lambda: list(_counted(asked(), request)))
    except Cancelled:
        return Response(status_code=499)  # nobody reads it; logs know this number of nginx's
    assert isinstance(answer, Answer)
    return JSONResponse(answer.to_json())


@router.get(
    "/answers/stream",
    operation_id="streamAnswer",
    summary="Answer a question as events, for EventSource",
    response_class=StreamingResponse,
    responses={200: {"content": _STREAM, "description": "The events of the answer."}, **FOREIGN},
)
async def stream(
    request: Request,
    query: Annotated[StreamQuery, Query()],
    last_event_id: Annotated[
        str | None, Header(description="What a browser sends when it takes up a stream that has ended.")
    ] = None,
) -> Response:
    """The same events as `POST /v1/answers` with `stream`, for a browser's EventSource, which can only GET.

    Close the EventSource at `answer` or `error`. One that comes back after it has seen an event is told
    to stop (204), so that no question is asked again and again. A question in an address is written into
    the logs of servers on the way: where it is private, POST. Filters are taken by POST alone.
    """
    if last_event_id:
        return Response(status_code=204)
    assistant: Assistant = request.app.state.assistant
    gone = threading.Event()
    asked = partial(
        assistant.stream,
        query.question,
        language=query.language,
        audience=query.audience,
        model=query.model,
        conversation_id=query.conversation_id,
        gone=gone,
    )
    return await _streamed(asked, request, gone, numbered=True)


@router.get(
    "/answers/{answer_id}",
    operation_id="getAnswer",
    summary="Show an answer that was given",
    response_model=AnswerModel,
    responses=NOT_FOUND,
)
def show(
    answer_id: Annotated[str, Path(description="The answer's id, as it was given with it.")], request: Request
) -> Response:
    """The answer out of the log, exactly as it was first given, whatever has become of the documents."""
    assistant: Assistant = request.app.state.assistant
    return JSONResponse(assistant.answered(answer_id).answer)


async def _streamed(
    asked: Callable[[], Iterator[AnswerEvent]],
    request: Request,
    gone: threading.Event,
    *,
    numbered: bool = False,
) -> EventStream:
    """The events of what is asked; what cannot be asked is a problem before the stream begins."""
    threads: AnswerThreads = request.app.state.answer_threads
    place = threads.begin()
    try:
        events = await place.work(asked)  # which may have to open model and index
    except BaseException:
        place.leave()
        raise
    return EventStream(_counted(events, request), request, place=place, gone=gone, numbered=numbered)


def _counted(events: Iterator[AnswerEvent], request: Request) -> Iterator[AnswerEvent]:
    for event in events:
        if isinstance(event, Answer):
            request.app.state.metrics.count_answer(event.model, refused=event.refused)
        yield event
