"""A server on this machine that speaks OpenAI's protocol and answers what a test tells it to."""

from __future__ import annotations

import json
import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What the server answers to one request."""

    status: int = 200
    text: str = "Thomas Germain made it [1]."
    finish: str = "stop"
    error: str = "it went wrong"
    seconds: float = 0

    def body(self) -> dict[str, Any]:
        if self.status != 200:
            return {"error": {"message": self.error, "type": "test"}}
        message = {"role": "assistant", "content": self.text}
        return {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "small",
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish}],
            "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
        }


@dataclass
class ChatServer:
    """A server's address, what it will answer (the last again and again) and what it was asked.

    `left` is set when a client closes its connection before it has its answer.
    """

    url: str = ""
    replies: list[Reply] = field(default_factory=lambda: [Reply()])
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        self.requests.append(body | {"path": request.path})
        self.keys.append(request.headers.get("Authorization", request.headers.get("x-api-key", "")))
        self.asked.set()
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        self._wait(request, reply.seconds)
        payload = json.dumps(reply.body()).encode()
        request.send_response(reply.status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(payload)))
        if reply.status == 429:
            request.send_header("Retry-After-Ms", "1")
        request.end_headers()
        request.wfile.write(payload)

    def _wait(self, request: BaseHTTPRequestHandler, seconds: float) -> None:
        """Wait so long, or until the client closes its connection, or the server is closed."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.closing.wait(0.02):
            if select.select([request.connection], [], [], 0)[0]:  # there is something to read: the end
                self.left.set()
                raise ConnectionResetError


@contextmanager
def running_chat_server() -> Iterator[ChatServer]:
    """The server, until the end of the block."""
    chat = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            try:
                chat.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client has given up waiting

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    chat.url = f"http://127.0.0.1:{listener.server_port}/v1"
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield chat
    finally:
        chat.closing.set()
        listener.shutdown()
        thread.join()
        listener.server_close()
