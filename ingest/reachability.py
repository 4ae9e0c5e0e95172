"""What can be told of a path from outside: that nothing is there, or that it cannot be reached now.

A share that was lost and a folder without the right to enter it say nothing of what is in them, so
nothing may be taken for gone that is not missing for sure.
"""

import errno
import stat
from pathlib import Path

from retrieval.errors import NotFound

_MISSING = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)


def resolved(path: Path) -> Path:
    """The path without links; NotFound for a link that leads round in a ring."""
    try:
        return path.resolve()
    except RuntimeError as error:
        raise NotFound(f"no file or folder {path}: it is a link that leads round in a ring") from error


def why_closed(path: Path) -> str:
    """Why what is there can be neither read nor entered; "" where it can, or where nothing is."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return "" if is_missing(path) else f"it cannot be reached: {error.strerror}"
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "it is neither a file nor a folder"


def is_missing(path: Path) -> bool:
    """Whether there is no such file or folder, for sure: what cannot be reached may be there."""
    try:
        path.stat()
    except OSError as error:
        return error.errno in _MISSING
    return False


def may_be_file(path: Path) -> bool:
    """Whether a path is a file or cannot be reached, which reading it will tell."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        return error.errno not in _MISSING
