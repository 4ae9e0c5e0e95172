"""Which requests are taken: those for a name of this service, and no change on behalf of a foreign page.

Whoever reaches the service may use it, and the browsers of its users do. A page of another site that they
visit must not use it through them: neither by sending a form, which the request's origin tells, nor by
making its own name lead here (DNS rebinding), which the request's host tells.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.problems import problem

_READING = {"GET", "HEAD", "OPTIONS"}
ASKING = "/v1/answers/stream"  # by GET, but it costs a model's time and is written into log and conversation
_OWN = {"same-origin", "none"}  # of the header Sec-Fetch-Site; "none": not made by a page


class OriginCheck:
    """Middleware: 400 for a host that is not one of ours, 403 for what a foreign page would ask or change.

    Ours are localhost, `served_on`, any address and any name without a dot (a name that others can register
    can be made to lead here, these cannot) and `named`: names, `*.` with a name for all below it, or `*` for
    all. Pages of named hosts are not foreign.
    A request without an origin comes from no page.
    """

    def __init__(self, app: ASGIApp, *, served_on: str, named: Collection[str]) -> None:
        self._app = app
        self._named = {name.lower() for name in named}
        self._ours = self._named | {"localhost", served_on.lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, or answer it with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, request = Headers(scope=scope), Request(scope)
        host = headers.get("host")
        if host is not None and not self._is_ours(host):  # every browser says the host
            detail = f"{host!r} is no name of this service: if it is one, add it to STUDIOLO_ALLOWED_HOSTS"
            await problem(request, 400, detail, kind="unknown-host")(scope, receive, send)
        elif _does_more_than_read(scope) and self._is_foreign(headers):
            detail = (
                f"a page of {headers.get('origin', 'another site')} may not ask or change anything here: "
                "if it should, add its host to STUDIOLO_ALLOWED_HOSTS"
            )
            await problem(request, 403, detail, kind="foreign-origin")(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, authority: str) -> bool:
        host = _host(authority)
        if "*" in self._named or _is_address(host) or _is_among(host, self._ours):
            return True
        return bool(host) and "." not in host

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a page of another origin made the request, as Go's CrossOriginProtection tells it."""
        origin = headers.get("origin", "").partition("://")[2].lower()
        if origin and _is_among(_host(origin), self._named):
            return False
        if site := headers.get("sec-fetch-site"):
            return site not in _OWN
        return "origin" in headers and origin != headers.get("host", "").lower()


def _does_more_than_read(scope: Scope) -> bool:
    return scope["method"] not in _READING or scope["path"] == ASKING


def _host(authority: str) -> str:
    """The host of `host:port`, an IPv6 address without its brackets; "" where it is none."""
    try:
        return urlsplit(f"//{authority}").hostname or ""
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_among(host: str, names: Collection[str]) -> bool:
    return host in names or any(host.endswith(name[1:]) for name in names if name.startswith("*."))
