"""The process that reads files for another: what a hostile file does to it, it does to nothing else.

It takes one JSON request a line (`path`, `options`) and answers with lines: `document` for each document,
`alive` at its start and while a long one is being read, `error` with the kind of failure, and `end`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.readers import ReadOptions, documents_in
from ingest.readers.file_errors import may_pass
from retrieval.errors import ReadingFailed, StudioloError, UnreadableDocument

OUT_OF_MEMORY = "MemoryError"


def main() -> None:
    """Serve requests from the standard input until it ends; the argument is the limit in megabytes."""
    _limit_memory(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    _send(answers, {"alive": True})
    for line in sys.stdin:
        for answer in _answers(json.loads(line), lambda: _send(answers, {"alive": True})):
            _send(answers, answer)
            if answer.get("error") == OUT_OF_MEMORY:
                return


def _send(stream: Any, answer: dict[str, Any]) -> None:
    stream.write(json.dumps(answer) + "\n")
    stream.flush()


def _answers(request: dict[str, Any], alive: Any) -> Iterator[dict[str, Any]]:
    try:
        options = ReadOptions.from_json(request["options"], alive=alive)
        for document in documents_in(Path(request["path"]), options):
            yield {"document": document.to_json()}
    except MemoryError:
        yield {"error": OUT_OF_MEMORY, "message": ""}
    except UnreadableDocument as error:
        kind = ReadingFailed if may_pass(error) else type(error)
        yield {"error": kind.__name__, "message": str(error)}
    except StudioloError as error:
        yield {"error": type(error).__name__, "message": str(error)}
    except Exception as error:
        message = f"unexpected {type(error).__name__} while reading: {error}"
        yield {"error": ReadingFailed.__name__, "message": message}
    yield {"end": True}


def _limit_memory(megabytes: int) -> None:
    """Let this process hold no more than that of its own, where the system knows such a limit."""
    try:
        import resource  # not on Windows
    except ImportError:
        return
    size = megabytes * 2**20
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (size, hard))


if __name__ == "__main__":
    main()
