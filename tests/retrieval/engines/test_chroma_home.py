import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from retrieval.engines import chroma_home
from retrieval.engines.chroma_home import ChromaHome
from retrieval.errors import Unavailable

Within = Callable[[Callable[[], object]], None]

_USER = """
import sys, time
from pathlib import Path
from retrieval.engines.chroma_home import ChromaHome
home = ChromaHome(Path(sys.argv[1]))
print(home.port(), flush=True)
sys.stdin.readline()
home.close()
"""


def user(folder: Path) -> subprocess.Popen[str]:
    """Another process that uses the folder until a line is written to it."""
    return subprocess.Popen(
        [sys.executable, "-c", _USER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def server_pid(folder: Path) -> int:
    return int(json.loads((folder / "server.json").read_text())["pid"])


def test_two_users_in_one_process_share_a_server_that_leaves_after_the_last(
    tmp_path: Path, within_seconds: Within
) -> None:
    first, second = ChromaHome(tmp_path), ChromaHome(tmp_path)
    port = first.port()
    assert first.port() == second.port() == port
    first.close()
    assert second.port() == port
    second.close()
    within_seconds(lambda: not answers(port))


def test_processes_that_begin_at_once_share_one_server(tmp_path: Path, within_seconds: Within) -> None:
    users = [user(tmp_path) for _ in range(2)]
    ports = {int(process.stdout.readline()) for process in users if process.stdout}
    assert len(ports) == 1
    here = ChromaHome(tmp_path)
    assert {here.port()} == ports
    here.close()
    for process in users:
        process.communicate("\n")
    within_seconds(lambda: not answers(*ports))


def test_a_killed_user_does_not_keep_the_server_alive(tmp_path: Path, within_seconds: Within) -> None:
    process = user(tmp_path)
    assert process.stdout is not None
    port = int(process.stdout.readline())
    assert answers(port)
    process.kill()
    process.communicate()
    within_seconds(lambda: not answers(port))


def test_a_killed_server_is_started_again_by_the_next_call(tmp_path: Path) -> None:
    home = ChromaHome(tmp_path)
    home.port()
    old = server_pid(tmp_path)
    os.kill(old, signal.SIGKILL)
    os.waitpid(old, 0)
    assert answers(home.port())
    assert server_pid(tmp_path) != old
    home.close()


def test_another_folders_server_is_not_believed_to_be_ours(tmp_path: Path) -> None:
    theirs, ours = ChromaHome(tmp_path / "theirs"), ChromaHome(tmp_path / "ours")
    port = theirs.port()
    (tmp_path / "ours" / "server.json").write_text(json.dumps({"port": port, "pid": 1}))
    assert ours.port() != port
    assert (theirs.port(), answers(port)) == (port, True)
    theirs.close()
    ours.close()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"port": null}', '{"pid": 3}'])
def test_a_damaged_note_of_the_server_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / "server.json").write_text(content)
    assert ChromaHome(tmp_path)._answering_port() is None


def test_a_second_server_on_a_served_folder_leaves_at_once(tmp_path: Path) -> None:
    home = ChromaHome(tmp_path)
    port = home.port()
    command = [sys.executable, str(chroma_home._SERVER), str(tmp_path), "1"]
    assert subprocess.run(command, check=False, timeout=20).returncode == 3
    assert home.port() == port
    home.close()


def test_a_server_that_never_starts_is_unavailable_with_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "server.py"
    script.write_text("raise SystemExit('no Chroma here')")
    monkeypatch.setattr(chroma_home, "_SERVER", script)
    monkeypatch.setattr(chroma_home, "_START_SECONDS", 0.5)
    home = ChromaHome(tmp_path)
    with pytest.raises(Unavailable, match=r"did not start in .* see .*server\.log"):
        home.port()
    home.close()


def test_a_server_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "server.py"
    script.write_text(
        "import os, sys, time\nopen(sys.argv[1] + '/started', 'a').write('%d ' % os.getpid())\ntime.sleep(60)"
    )
    monkeypatch.setattr(chroma_home, "_SERVER", script)
    monkeypatch.setattr(chroma_home, "_START_SECONDS", 1.5)
    home = ChromaHome(tmp_path)
    with pytest.raises(Unavailable):
        home.port()
    home.close()
    (pid,) = (tmp_path / "started").read_text().split()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


def test_requests_leave_nothing_in_the_servers_log(tmp_path: Path) -> None:
    home = ChromaHome(tmp_path)
    port = home.port()
    began = (tmp_path / "server.log").stat().st_size
    collections = (
        f"http://127.0.0.1:{port}/api/v2/tenants/default_tenant/databases/default_database/collections"
    )
    assert {httpx.get(collections, timeout=10).status_code for _ in range(20)} == {200}
    assert (tmp_path / "server.log").stat().st_size == began
    home.close()
