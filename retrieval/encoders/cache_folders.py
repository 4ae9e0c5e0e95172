"""Folders that are made once and kept in a cache shared by processes."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from retrieval.errors import SettingsError

_LITTER_AGE = 24 * 3600  # seconds; longer than anything is in the making


def made_once(folder: Path, mark: str, make: Callable[[Path], None]) -> Path:
    """`folder`, made by `make` in a folder beside it if it does not hold the file `mark` yet.

    It appears whole or not at all, so a stopped process or two at once do no harm; the one that
    comes second throws its own away. What a killed process left is removed a day later. Raises SettingsError
    where nothing can be written.
    """
    if (folder / mark).exists():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_litter(folder)
        making = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise SettingsError(
            f"models cannot be kept in {folder.parent} ({error.strerror}): name another folder in "
            "STUDIOLO_CACHE"
        ) from error
    try:
        make(making)
        making.chmod(0o755)
        try:
            making.rename(folder)
        except OSError:
            if not (folder / mark).exists():
                raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return folder


def _remove_litter(folder: Path) -> None:
    for litter in folder.parent.glob(f".{folder.name}-*"):
        with suppress(FileNotFoundError):  # another process cleans up too
            if time.time() - litter.stat().st_mtime > _LITTER_AGE:
                shutil.rmtree(litter, ignore_errors=True)
