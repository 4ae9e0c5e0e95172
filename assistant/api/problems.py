"""Errors as problem documents (RFC 9457): one place maps our errors to HTTP."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from assistant.api.schemas import Problem
from retrieval.errors import (
    CallerError,
    IndexMismatch,
    NotFound,
    SettingsError,
    StudioloError,
    Unavailable,
    UnreadableDocument,
)

MEDIA_TYPE = "application/problem+json"
UNEXPECTED = "Something went wrong here; the service's log says what."
_log = logging.getLogger(__name__)
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_JSON = re.compile(r"application/([\w.-]+\+)?json\b", re.IGNORECASE)

# The first that fits counts.
_STATUS: tuple[tuple[type[StudioloError], int], ...] = (
    (NotFound, 404),
    (SettingsError, 503),
    (CallerError, 422),
    (UnreadableDocument, 422),
    (Unavailable, 503),
    (IndexMismatch, 503),
)


def _response(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"model": Problem, "description": description, "content": {MEDIA_TYPE: {"schema": schema}}}


PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    400: _response("The host is none of this service's names, or the body is malformed."),
    413: _response("The body is larger than this service takes."),
    422: _response("The request cannot be carried out as it was made."),
    503: _response("A part that is needed does not answer now; try again later."),
}
FOREIGN: dict[int | str, dict[str, Any]] = {
    403: _response("A page of another site made the request, and may ask and change nothing here.")
}
NOT_FOUND: dict[int | str, dict[str, Any]] = {
    404: _response("There is no such document, passage, answer or conversation.")
}


def only_problems(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document with every error in its one media type.

    FastAPI lists a response's model under the media type of success too, which is never sent.
    """
    for operations in document["paths"].values():
        for operation in operations.values():
            for response in operation["responses"].values():
                if MEDIA_TYPE in (content := response.get("content", {})):
                    response["content"] = {MEDIA_TYPE: content[MEDIA_TYPE]}
    return document


def add_problem_handlers(app: FastAPI) -> None:
    """Make every error of the service a problem document."""
    app.add_exception_handler(StudioloError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _ours(request: Request, error: Exception) -> JSONResponse:
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    headers = {"Retry-After": "5"} if isinstance(error, Unavailable) else {}
    return problem(request, status, str(error), kind=_kind(type(error).__name__), headers=headers)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    sent = request.headers.get("content-type", "")
    found = [_wrong(e, sent) for e in error.errors()]
    detail = "; ".join(f"{e['at']}: {e['message']}" for e in found)
    return problem(request, 422, detail, kind="invalid-request", errors=found)


def _wrong(found: Mapping[str, Any], sent: str) -> dict[str, str]:
    """Where a request is wrong and why, in words for who made it; `sent` is the media type of its body."""
    where, why = [str(step) for step in found["loc"]], found["msg"]
    if found["type"] == "json_invalid":
        where, why = where[:1], f"this is no JSON: {found['ctx']['error']}, at character {where[-1]}"
    elif where == ["body"] and not _JSON.match(sent):
        why = "what is sent has to have the header 'content-type: application/json'"
    elif "UploadFile" in why:
        why = "a file with its name is needed here, not a text (of curl: -F file=@NAME)"
    return {"at": "/".join(where), "message": why}


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = "the body is not UTF-8" if isinstance(error.__cause__, UnicodeDecodeError) else error.detail
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_allowed(request))
    return problem(request, error.status_code, str(detail), headers=headers)


def _allowed(request: Request) -> list[str]:
    """The methods that this address takes; Starlette's own list is that of the first of its routes alone."""
    routes = request.app.routes
    return [
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("unexpected error at %s", request.url.path, exc_info=error)
    return problem(request, 500, UNEXPECTED)


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    kind: str = "about:blank",
    headers: dict[str, str] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> JSONResponse:
    """A problem document; `kind` is the last part of its type, `errors` names wrong fields."""
    content: dict[str, Any] = {
        "type": kind if kind == "about:blank" else f"urn:studiolo:problem:{kind}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": quote(request.url.path),
    }
    if errors:
        content["errors"] = errors
    return JSONResponse(content, status, headers, media_type=MEDIA_TYPE)


def _kind(name: str) -> str:
    return "".join("-" + c.lower() if c.isupper() else c for c in name).lstrip("-")
