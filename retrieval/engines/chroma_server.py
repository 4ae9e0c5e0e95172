"""A Chroma server on loopback that lives as long as somebody uses its folder.

Run as a script by `chroma_home`, with nothing of ours imported so that it answers within a fraction
of a second: `python chroma_server.py FOLDER PORT`. It holds `server.lock` while it runs, so there is
never a second one on the same folder; says in `server.json` where it is; and ends when no process
holds `users.lock` any more.
"""

import fcntl
import json
import os
import sys
import threading
import time
from pathlib import Path

IDLE_CHECK_SECONDS = 0.5


def serve(folder: Path, port: int) -> None:
    """Serve `folder` on 127.0.0.1:`port` until its last user has gone; exit status 3 if it is served."""
    server_lock = (folder / "server.lock").open("a")
    try:
        fcntl.flock(server_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(3)
    written = folder / "server.json.new"
    written.write_text(json.dumps({"port": port, "pid": os.getpid()}))
    written.replace(folder / "server.json")
    threading.Thread(target=_leave_when_unused, args=(folder,), daemon=True).start()
    # Its log has what went wrong, not every request; who looks for more sets the variable.
    os.environ.setdefault("RUST_LOG", "warn")
    import chromadb_rust_bindings

    where = ["--path", str(folder / "chroma"), "--host", "127.0.0.1", "--port", str(port)]
    chromadb_rust_bindings.cli(["chroma", "run", *where])


def _leave_when_unused(folder: Path) -> None:
    users = (folder / "users.lock").open("a")
    while True:
        time.sleep(IDLE_CHECK_SECONDS)
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        # Held until this process is gone: a newcomer waits, finds no server and starts its own.
        os._exit(0)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
