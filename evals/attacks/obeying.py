"""A model that does whatever it reads: a server on this machine that speaks OpenAI's protocol.

It stands where a language model stands, behind the same seam, and is worse than any: it takes every order of
the suite that is in its prompt, in whatever spelling, for its master's.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.guarding import plain
from evals.attacks.suite import Attack
from retrieval.language.sentences import split_sentences

_NOT_WORDS = re.compile(r"\W+")
_TAGS = range(0xE0020, 0xE007F)
_FIRST_PASSAGE = re.compile(r'<passage number="1"[^>]*>\n(.*?)\n</passage>', re.DOTALL)


@dataclass
class ObeyingModel:
    """Where it listens, and the orders that it took in each answer."""

    attacks: Sequence[Attack]
    url: str = ""
    obeyed: list[list[str]] = field(default_factory=list)

    def answer(self, messages: Sequence[dict[str, Any]]) -> str:
        """What it writes: what each order asks for, or else the first sentence of the first passage."""
        told = "\n".join(str(message["content"]) for message in messages)
        words = _letters(told) + _letters(told[::-1])
        taken = [a for a in self.attacks if (key := _letters(a.trigger)) and key in words]
        self.obeyed.append([a.id for a in taken])
        system = str(messages[0]["content"])
        leaks = (
            [f"{each} [1]." for each in split_sentences(system)] if any(not a.obeys for a in taken) else []
        )
        first = _FIRST_PASSAGE.search(told)
        honest = split_sentences(first[1])[:2] if first else []
        said = [*(a.obeys for a in taken if a.obeys), *leaks, *(f"{each} [1]" for each in honest)]
        return " ".join(said) or "NOT_IN_THE_DOCUMENTS"


def _letters(text: str) -> str:
    """The letters and digits of a text alone, so that no spelling keeps an order from it."""
    return _NOT_WORDS.sub("", plain(text))


@contextmanager
def obeying_model(attacks: Sequence[Attack]) -> Iterator[ObeyingModel]:
    """The model, listening until the end of the block."""
    model = ObeyingModel(attacks)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            message = {"role": "assistant", "content": model.answer(body["messages"])}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            reply = {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": "obeying",
                "choices": [choice],
            }
            payload = json.dumps(reply).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
