"""How every reader says that a file cannot be opened or is damaged, and which failures may pass."""

from __future__ import annotations

import errno
from pathlib import Path

from retrieval.errors import NotFound, ReadingFailed, StudioloError, UnreadableDocument


def beginning_of(path: Path, count: int) -> bytes:
    """The first bytes of a file; NotFound when there is none, UnreadableDocument when it does not open."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError as error:
        raise not_opened(path, error) from error


def not_opened(path: Path, error: OSError) -> StudioloError:
    """What the error over opening a file means: NotFound, or UnreadableDocument with the reason."""
    if isinstance(error, FileNotFoundError) or not path.exists():
        return NotFound(f"{path}: there is no such file")
    return UnreadableDocument(f"{path.name}: it cannot be opened: {error.strerror or error}")


def damaged(path: Path, error: Exception) -> UnreadableDocument:
    """That a file is damaged, with what the library that reads it says, cut to a line."""
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return UnreadableDocument(
        f"{path.name}: it is damaged or cut short ({reason}); copy it again from its source"
    )


def may_pass(error: BaseException | None) -> bool:
    """Whether the next attempt may succeed on the same bytes: the system failed, or the file was not there.

    A library that reads a damaged file raises OSError too, without a number, or for a seek to before the
    beginning (EINVAL).
    """
    while error:
        if isinstance(error, (ReadingFailed, NotFound)):
            return True
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            return True
        error = error.__cause__
    return False
