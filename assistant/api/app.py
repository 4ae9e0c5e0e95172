"""Puts the service together: resources, the page, errors, metrics."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse

from assistant.api import answers, conversations, documents, health, passages, search, sources
from assistant.api.answer_threads import AnswerThreads
from assistant.api.body_limit import BodyLimit
from assistant.api.heads import Heads
from assistant.api.metrics import Metrics
from assistant.api.origins import OriginCheck
from assistant.api.problems import PROBLEM_RESPONSES, add_problem_handlers, only_problems
from assistant.assistant import Assistant
from assistant.settings import Settings
from retrieval.errors import SettingsError

_PAGE = Path(__file__).with_name("page.html")
_DESCRIPTION = """Answers questions about a museum's own documents. Every sentence of an answer carries the
numbers of its citations, and every citation a verbatim quote with the place it stands in the document.
When the documents do not answer, the answer is refused and the nearest passages are offered.

Errors are problem documents (RFC 9457, `application/problem+json`)."""


def create_app(assistant: Assistant) -> FastAPI:
    """The service over `assistant`, which it warms up when it starts and closes when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(asyncio.to_thread(health.warm_up, app))
        yield
        await warming
        app.state.answer_threads.close()
        assistant.close()

    app = FastAPI(
        title="Studiolo",
        version=version("studiolo"),
        description=_DESCRIPTION,
        lifespan=lifespan,
        responses=PROBLEM_RESPONSES,
        docs_url=None,  # the bundled pages load scripts from outside
        redoc_url=None,
    )
    app.state.assistant = assistant
    app.state.answer_threads = AnswerThreads(assistant.settings.answers_at_once)
    app.state.metrics = Metrics()
    app.state.not_ready = "the embedding model is being loaded"
    app.state.warming = threading.Lock()
    add_problem_handlers(app)
    for resource in (answers, conversations, search, sources, documents, passages, health):
        app.include_router(resource.router)
    app.add_api_route("/", _page, include_in_schema=False)
    settings = assistant.settings
    app.add_middleware(BodyLimit, upload_megabytes=settings.upload_megabytes)
    app.add_middleware(OriginCheck, served_on=settings.host, named=settings.allowed_hosts)
    app.middleware("http")(_measure)
    app.add_middleware(Heads)
    describe = app.openapi
    app.openapi = lambda: only_problems(describe())  # type: ignore[method-assign]  # as FastAPI advises
    return app


def run_service(settings: Settings) -> None:
    """Serve until stopped; SettingsError where the address cannot be listened on."""
    app, host, port = create_app(Assistant(settings=settings)), settings.host, settings.port
    try:
        uvicorn.run(app, host=host, port=port, log_level="info", timeout_graceful_shutdown=10)
    except SystemExit as ended:  # with a status of uvicorn's own, after a line of log with the reason
        raise SettingsError(
            f"the service cannot listen on {host}, port {port}: if something else does, it may be running "
            "already; else choose another --host or --port"
        ) from ended


async def _page() -> HTMLResponse:
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"
    headers = {
        "Content-Security-Policy": f"{policy}; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    }
    return HTMLResponse(_PAGE.read_text(encoding="utf-8"), headers=headers)


async def _measure(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    began = time.perf_counter()
    status = 500  # what an unexpected error becomes outside of this function
    try:
        response = await call_next(request)
        status = response.status_code
    finally:
        route = getattr(request.scope.get("route"), "path", "unmatched")
        request.app.state.metrics.count(route, status, time.perf_counter() - began)
    return response
