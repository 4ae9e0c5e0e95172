"""Exported models, each made once and kept in the cache beside the unpacked weights.

The export needs torch; it runs in a process of its own, so that whoever asked for it keeps neither
torch's memory nor its warnings.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

from retrieval.encoders.cache_folders import made_once
from retrieval.encoders.onnx_engine import DESCRIPTION, OnnxEngine
from retrieval.errors import SettingsError
from retrieval.whole_numbers import weight_bits

Precision = Literal["int8", "fp32"]
REFUSED = "refused"  # in place of a description: why this model cannot be exported
# Raise it when the export changes what it writes, so that caches are made anew.
_RECIPE = 2
_LONGEST_EXPORT = 1800  # seconds

log = logging.getLogger(__name__)


def open_exported(model: Path, cache: Path, *, fingerprint: str, precision: Precision = "int8") -> OnnxEngine:
    """The model in the folder `model`, run by ONNX Runtime; exported now if it was not yet.

    Raises SettingsError when it cannot be exported: other modules than mean or first-token pooling,
    or vectors that would differ from those of torch.
    """
    bits = f"-{weight_bits()}bit" if precision == "int8" else ""  # a cache may go to another processor
    folder = cache / f"onnx-{precision}{bits}-{_RECIPE}-{fingerprint}"

    def make(target: Path) -> None:
        log.info("exporting %s for ONNX Runtime, once", model)
        _export(model, target, precision)

    try:
        return _opened(model, made_once(folder, DESCRIPTION, make))
    except SettingsError:
        raise
    except Exception:  # JSON's, ONNX Runtime's and tokenizers' own: damaged files are made anew
        log.warning("the export in %s cannot be read and is made anew", folder, exc_info=True)
        shutil.rmtree(folder)
        return _opened(model, made_once(folder, DESCRIPTION, make))


def _opened(model: Path, folder: Path) -> OnnxEngine:
    if reason := json.loads((folder / DESCRIPTION).read_text(encoding="utf-8")).get(REFUSED):
        raise _refused(model, reason)
    return OnnxEngine(folder)


def _export(model: Path, target: Path, precision: Precision) -> None:
    if not (model / "modules.json").exists():
        raise _refused(model, "it has no modules.json")
    command = [
        sys.executable,
        "-P",
        "-m",
        "retrieval.encoders.onnx_export",
        str(model),
        str(target),
        precision,
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_EXPORT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _refused(model, str(error)) from error
    if done.returncode or not (target / DESCRIPTION).exists():
        lines = done.stderr.strip().splitlines() or [f"the export ended with status {done.returncode}"]
        raise _refused(model, lines[-1])


def _refused(model: Path, reason: str) -> SettingsError:
    return SettingsError(f"ONNX Runtime cannot run the model in {model}: {reason}; use the engine 'torch'")
