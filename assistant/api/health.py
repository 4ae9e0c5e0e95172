"""Whether the service is up, whether it can answer, and its counts."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from assistant.api.problems import UNEXPECTED
from assistant.api.schemas import HealthModel
from assistant.assistant import Assistant
from retrieval.errors import StudioloError, Unavailable

router = APIRouter(tags=["service"])
_log = logging.getLogger(__name__)


@router.get("/healthz", operation_id="health", summary="Is it up?", response_model=HealthModel)
async def health() -> dict[str, str]:
    """Always `ok` while the process runs, even when each of its threads waits for something."""
    return {"status": "ok"}


@router.get("/readyz", operation_id="ready", summary="Can it answer?", response_model=HealthModel)
def ready(request: Request) -> dict[str, str]:
    """`ready` once the model is loaded and the index answers; a problem with the reason until then.

    What failed is tried again: a server that was away may have come back, an index may have been made anew.
    """
    state = request.app.state
    if state.not_ready and state.warming.acquire(blocking=False):
        try:
            _warm_up(request.app)
        finally:
            state.warming.release()
    if reason := state.not_ready:
        raise Unavailable(reason)
    assistant: Assistant = request.app.state.assistant
    assistant.index.count()
    return {"status": "ready"}


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="Counts for Prometheus",
    response_class=PlainTextResponse,
)
def metrics(request: Request) -> Response:
    """Requests, answers and documents in Prometheus' text format."""
    counts = request.app.state.assistant.status()["documents"]
    return Response(request.app.state.metrics.render(counts), media_type="text/plain; version=0.0.4")


def warm_up(app: FastAPI) -> None:
    """Load the model and open the index, so that the first question does not wait for them."""
    with app.state.warming:
        _warm_up(app)


def _warm_up(app: FastAPI) -> None:
    assistant: Any = app.state.assistant
    try:
        assistant.search("warm-up", 1)
        assistant.records.tidy()
    except StudioloError as error:
        app.state.not_ready = str(error)
        _log.error("not ready: %s", error)
    except Exception:  # or the service would say for ever that it is loading, and not close its engines
        app.state.not_ready = UNEXPECTED
        _log.exception("not ready")
    else:
        app.state.not_ready = ""
