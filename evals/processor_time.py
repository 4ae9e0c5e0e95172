"""How long processes have computed, which others' work on the machine does not lengthen."""

from __future__ import annotations

import os
from pathlib import Path

_PROC = Path("/proc")


def processor_seconds(pid: int, *, proc: Path = _PROC) -> float | None:
    """Seconds of processor time a running process has taken; None when it has ended or nothing tells.

    Only Linux tells it of another process without a package.
    """
    fields = stat_fields(proc / str(pid))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else None


def stat_fields(process: Path) -> list[str]:
    """What `stat` of a process says behind its name: state, parent, …; empty when it has ended."""
    try:
        return (process / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
