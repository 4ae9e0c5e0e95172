from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from evals.processor_time import processor_seconds


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it without a package")
def test_computing_is_counted_and_waiting_is_not() -> None:
    before = processor_seconds(os.getpid())
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    after = processor_seconds(os.getpid())
    assert before is not None
    assert after is not None
    assert 0.1 < after - before < 2


def test_nothing_is_known_of_a_process_that_has_ended(tmp_path: Path) -> None:
    assert processor_seconds(12, proc=tmp_path) is None
