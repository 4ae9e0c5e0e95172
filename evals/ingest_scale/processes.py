"""What a process and those it started hold in memory and have computed, by what each of them is for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from evals.processor_time import processor_seconds, stat_fields
from evals.scale.memory import resident

_PROC = Path("/proc")
_SIGNS = (("reading_worker", "reader"), ("chroma_server", "chroma"))


@dataclass(slots=True)
class Family:
    """The process `root` (part `ingest`) and those it started (`reader`, `chroma`), looked at now and then.

    Only Linux tells of them without a package; elsewhere nothing is known.
    """

    root: int
    proc: Path = _PROC
    _computed: dict[int, float] = field(default_factory=dict)

    def held(self) -> dict[str, float]:
        """Resident megabytes of each part now, and of `all`; pages that several map count for each."""
        found: dict[str, float] = {}
        for pid, seconds in self._members().items():
            self._computed[pid] = seconds
            if mb := resident(pid, proc=self.proc):
                part = "ingest" if pid == self.root else self._part(pid)
                found[part] = round(found.get(part, 0.0) + mb[0], 1)
        return found | {"all": round(sum(found.values()), 1)} if found else {}

    def computed(self) -> float:
        """Seconds of processor time that all of them had taken when each was last looked at."""
        return sum(self._computed.values())

    def _members(self) -> dict[int, float]:
        """The processor seconds of the process and of all below it, by number."""
        children: dict[int, list[int]] = {}
        for process in self.proc.glob("[0-9]*"):
            if fields := stat_fields(process):
                children.setdefault(int(fields[1]), []).append(int(process.name))
        family = [self.root]
        for pid in family:
            family += children.get(pid, [])
        times = {pid: processor_seconds(pid, proc=self.proc) for pid in family}
        return {pid: seconds for pid, seconds in times.items() if seconds is not None}

    def _part(self, pid: int) -> str:
        try:
            command = (self.proc / str(pid) / "cmdline").read_text(errors="replace")
        except OSError:
            return "other"
        return next((part for sign, part in _SIGNS if sign in command), "other")
