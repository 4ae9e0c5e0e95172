"""How much of a request is taken: what is larger is refused before it fills memory or disk."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import problem

_OTHERS = 2**20  # bytes; a question has at most 4,000 characters, the rest is for its filters
_AROUND = 2**20  # bytes; what stands around an uploaded file: its name and the form's other fields


class BodyLimit:
    """Middleware: 413 for a form with files over `upload_megabytes`, and for any other body over 1 MB.

    A request that says its size is answered before it is read; of others what comes is counted, so that
    nothing is kept of a stream that does not end.
    """

    def __init__(self, app: ASGIApp, *, upload_megabytes: int) -> None:
        self._app = app
        self._forms = upload_megabytes * 2**20 + _AROUND

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, or answer it with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        form = headers.get("content-type", "").lower().startswith("multipart/form-data")
        limit = self._forms if form else _OTHERS
        detail = f"the request is larger than {limit // 2**20} MB, the most this service takes of its kind"
        said = headers.get("content-length", "")
        if said.isdecimal() and int(said) > limit:
            await problem(Request(scope), 413, detail)(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, detail)
            return message

        await self._app(scope, counted, send)
