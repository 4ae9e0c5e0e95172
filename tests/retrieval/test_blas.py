"""Tests that numpy's products can be kept to one thread; in a process apart, for it holds for a whole one."""

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import threading
import torch
from threadpoolctl import ThreadpoolController
from retrieval.blas import one_thread_a_product

def threads(api):
    return {library["num_threads"] for library in ThreadpoolController().select(user_api=api).info()}

torch.set_num_threads(2)
before = threads("openmp")
ThreadpoolController().limit(limits=2, user_api="blas")
one_thread_a_product()
seen = []
other = threading.Thread(target=lambda: seen.append(threads("blas")))
other.start()
other.join()
assert threads("blas") <= {1} and seen[0] <= {1}, (threads("blas"), seen)
assert threads("openmp") == before and torch.get_num_threads() == 2
"""


def test_every_thread_of_the_process_computes_alone_and_models_keep_their_threads() -> None:
    subprocess.run([sys.executable, "-c", _SCRIPT], check=True, cwd=Path(__file__).parents[2])
