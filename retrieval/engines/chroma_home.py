"""One folder, one Chroma process, any number of users.

Chroma's files belong to one process at a time, yet a batch runs beside a service every night. So the
first process that needs the vectors of a folder starts a server for it on loopback
(`chroma_server`), others find it by `server.json`, and it leaves with its last user. Every lock is
the kernel's, so a killed process frees what it held.
"""

import fcntl
import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import httpx

from retrieval.errors import Unavailable

_SERVER = Path(__file__).with_name("chroma_server.py")
_START_SECONDS = 30.0


class ChromaHome:
    """A folder's Chroma server, found or started; the server stays while this object is open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._use: IO[str] | None = None

    def port(self) -> int:
        """The port on 127.0.0.1 where the folder's server answers now, starting one if there is none.

        Raises Unavailable when none answers within 30 seconds.
        """
        self._join()
        port = self._answering_port()
        if port is not None:
            return port
        with (self.folder / "start.lock").open("a") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            port = self._answering_port()
            return self._start() if port is None else port

    def close(self) -> None:
        """Stop using the folder; its server leaves when nobody else uses it."""
        if self._use:
            self._use.close()
            self._use = None

    def _join(self) -> None:
        if self._use is None:
            use = (self.folder / "users.lock").open("a")
            fcntl.flock(use, fcntl.LOCK_SH)
            self._use = use

    def _answering_port(self) -> int | None:
        """The port in `server.json`, believed only while a server of this folder holds its lock."""
        try:
            port = int(json.loads((self.folder / "server.json").read_text())["port"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return port if self._is_served() and _answers(port) else None

    def _is_served(self) -> bool:
        with (self.folder / "server.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def _start(self) -> int:
        deadline = time.monotonic() + _START_SECONDS
        server: subprocess.Popen[bytes] | None = None
        while time.monotonic() < deadline:
            if server is None or server.poll() is not None:
                # A port may be taken between choosing and binding it, and an old server may still
                # be leaving: both end the new server at once, and it is tried again.
                server = self._spawn(_free_port())
            time.sleep(0.05)
            if (port := self._answering_port()) is not None:
                server.returncode = 0  # it outlives this process, which must not warn about that
                return port
        if server and server.poll() is None:
            server.kill()
            server.wait()
        log = self.folder / "server.log"
        raise Unavailable(f"Chroma did not start in {self.folder} within {_START_SECONDS:.0f} s: see {log}")

    def _spawn(self, port: int) -> subprocess.Popen[bytes]:
        (self.folder / "server.json").unlink(missing_ok=True)
        with (self.folder / "server.log").open("w") as output:
            return subprocess.Popen(
                [sys.executable, "-P", str(_SERVER), str(self.folder), str(port)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )


def _answers(port: int) -> bool:
    try:
        # Not verifying what has no TLS spares reading all certificate authorities each time.
        address = f"http://127.0.0.1:{port}/api/v2/heartbeat"
        reply = httpx.get(address, timeout=5, trust_env=False, verify=False)
    except httpx.HTTPError:
        return False
    return reply.status_code == 200 and "heartbeat" in reply.text


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
