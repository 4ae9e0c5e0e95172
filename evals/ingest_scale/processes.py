"""What a process and those it started hold in memory, by what each of them is for."""

from __future__ import annotations

from pathlib import Path

from evals.scale.memory import resident

_PROC = Path("/proc")
PARTS = ("ingest", "reader", "chroma")
_SIGNS = (("reading_worker", "reader"), ("chroma_server", "chroma"))


def held_by_family(root: int, *, proc: Path = _PROC) -> dict[str, float]:
    """Resident megabytes by part: `ingest` is the process `root`, `reader` and `chroma` those it started,
    `all` their sum.

    Pages that several map count for each. Empty where the system doesn't say, or when `root` has ended.
    """
    held: dict[str, float] = {}
    for pid in _family(root, proc):
        if found := resident(pid, proc=proc):
            part = "ingest" if pid == root else _part(pid, proc)
            held[part] = round(held.get(part, 0.0) + found[0], 1)
    return held | {"all": round(sum(held.values()), 1)} if held else {}


def _family(root: int, proc: Path) -> list[int]:
    """The process and all below it."""
    children: dict[int, list[int]] = {}
    for status in proc.glob("[0-9]*/stat"):
        try:
            after_name = status.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        children.setdefault(int(after_name[1]), []).append(int(status.parent.name))
    family = [root]
    for pid in family:
        family += children.get(pid, [])
    return family


def _part(pid: int, proc: Path) -> str:
    try:
        command = (proc / str(pid) / "cmdline").read_text(errors="replace")
    except OSError:
        return "other"
    return next((part for sign, part in _SIGNS if sign in command), "other")
