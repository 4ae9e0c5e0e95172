"""HEAD, which link checkers and watchers of services ask with: what GET would answer, without its body."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.origins import ASKING


class Heads:
    """Middleware: a HEAD request is answered as its GET is, but for one that would ask a question."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, a HEAD as a GET whose body nobody gets."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"] == ASKING:
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, send_head)
