"""How much memory a process and the Chroma server beside it hold."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

_PROC = Path("/proc")


def resident(pid: int | None = None, *, proc: Path = _PROC) -> tuple[float, float] | None:
    """Megabytes of memory that a process holds now and held at most; None where the system doesn't say.

    Only Linux says so without a package. Files that are mapped and looked at count too.
    """
    try:
        status = (proc / str(pid or os.getpid()) / "status").read_text()
    except OSError:
        return None
    found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB$", status, re.MULTILINE))
    if len(found) < 2:
        return None
    return round(int(found["VmRSS"]) / 1024, 1), round(int(found["VmHWM"]) / 1024, 1)


def server_pid(index: Path) -> int | None:
    """The process of the Chroma server that serves the index in this folder, None when there is none."""
    try:
        return int(json.loads((index / "server.json").read_text())["pid"])
    except (OSError, ValueError, KeyError):
        return None


def disk(index: Path) -> dict[str, float]:
    """Megabytes of disk by part of an index: vectors with texts, words, token vectors, learned words."""
    parts = {
        "chroma": ["chroma/**/*"],
        "lexical": ["lexical-*/**/*"],
        "tokens": ["tokens.sqlite*"],
        "words": ["words.sqlite*"],
    }
    sizes = {
        part: sum(path.stat().st_size for glob in globs for path in index.glob(glob) if path.is_file())
        for part, globs in parts.items()
    }
    return {part: round(size / 1e6, 1) for part, size in {**sizes, "all": sum(sizes.values())}.items()}
