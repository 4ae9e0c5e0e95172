"""Keeps numpy's products to the thread that asks for them.

The products of a search are small, and several searches run at once. The threads that BLAS starts for
each product wait for each other, spinning, longer than the product takes: on a busy machine of two
cores a search took three to ten times as much CPU with two of them as with one, and adding passages
more than that.
"""

from __future__ import annotations

import numpy as np
from threadpoolctl import ThreadpoolController


def one_thread_a_product() -> None:
    """From now on numpy starts no threads of its own in this process.

    For programs that are ours alone: a notebook's other work may want the threads. Engines that embed
    have their own threads and keep them. Does nothing where numpy's BLAS cannot be told.
    """
    assert np.__version__  # numpy has brought its BLAS: only what is loaded is found
    ThreadpoolController().limit(limits=1, user_api="blas")
