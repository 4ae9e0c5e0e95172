"""How every reader says that a file cannot be opened or is damaged."""

from __future__ import annotations

from pathlib import Path

from retrieval.errors import NotFound, StudioloError, UnreadableDocument


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
