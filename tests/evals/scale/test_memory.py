from __future__ import annotations

import json
import os
from pathlib import Path

from evals.scale.memory import disk, resident, server_pid


def test_memory_is_read_in_megabytes(tmp_path: Path) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "status").write_text("Name:\tpython\nVmHWM:\t  4096 kB\nVmRSS:\t  2048 kB\n")
    assert resident(7, proc=tmp_path) == (2.0, 4.0)


def test_a_process_that_is_not_there_and_a_system_that_does_not_say_give_none(tmp_path: Path) -> None:
    assert resident(7, proc=tmp_path) is None
    (tmp_path / str(os.getpid())).mkdir()
    (tmp_path / str(os.getpid()) / "status").write_text("Name:\tpython\n")
    assert resident(proc=tmp_path) is None


def test_the_server_of_an_index_is_found_by_what_it_wrote(tmp_path: Path) -> None:
    assert server_pid(tmp_path) is None
    (tmp_path / "server.json").write_text(json.dumps({"port": 1, "pid": 42}))
    assert server_pid(tmp_path) == 42


def test_disk_is_counted_by_part_and_in_all(tmp_path: Path) -> None:
    (tmp_path / "chroma" / "segment").mkdir(parents=True)
    (tmp_path / "chroma" / "segment" / "data.bin").write_bytes(b"0" * 2_000_000)
    (tmp_path / "tokens.sqlite").write_bytes(b"0" * 500_000)
    (tmp_path / "tokens.sqlite-wal").write_bytes(b"0" * 500_000)
    assert disk(tmp_path) == {"chroma": 2.0, "lexical": 0.0, "tokens": 1.0, "words": 0.0, "all": 3.0}
