"""Imports sentence-transformers without scikit-learn, which it loads whole for one distance function.

scikit-learn with SciPy and pandas takes a quarter of the time before a first answer, and embedding
uses none of it. The functions stand in until somebody calls one; then the real one is imported.
"""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_METRICS = "sklearn.metrics"


def sentence_transformer_class() -> type[SentenceTransformer]:
    """The class SentenceTransformer, imported."""
    if "sentence_transformers" in sys.modules or "sklearn" in sys.modules:
        return _imported()
    stand_ins = {"sklearn": ModuleType("sklearn"), _METRICS: _Deferred(_METRICS)}
    for name, stand_in in stand_ins.items():
        stand_in.__spec__ = ModuleSpec(name, None)  # torch asks whether scikit-learn could be imported
    sys.modules.update(stand_ins)
    try:
        return _imported()
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def _imported() -> type[SentenceTransformer]:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer


class _Deferred(ModuleType):
    """A module whose functions import the real module when they are called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args: Any, **kwargs: Any) -> Any:
            return getattr(importlib.import_module(_METRICS), name)(*args, **kwargs)

        return call
