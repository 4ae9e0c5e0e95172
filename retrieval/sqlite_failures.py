"""What SQLite says of a file that it cannot use, as an error of ours that names the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retrieval.errors import Unavailable


@contextmanager
def unavailable(path: Path) -> Iterator[None]:
    """Unavailable where SQLite fails on the file at `path`: it is damaged or held, or the disk is full."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise Unavailable(f"{path} cannot be used now: {error}") from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:  # a statement of ours that is wrong
            raise
        raise Unavailable(
            f"{path} is damaged ({error}): put a copy of it in its place, or move it away, "
            "then run 'studiolo ingest' and 'studiolo check --repair'"
        ) from error
