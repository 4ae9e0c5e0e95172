"""Small dictionaries of the dictd format, for tests."""

import gzip
from pathlib import Path

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def write_dictd(folder: Path, entries: dict[str, str], name: str = "mueller7") -> Path:
    """Write the entries (headword, indented body) with their index; returns the `.dict.dz` file."""
    text, lines = b"", []
    for headword, body in entries.items():
        entry = f"{headword}\n{body}\n".encode()
        lines.append(f"{headword}\t{_number(len(text))}\t{_number(len(entry))}\n")
        text += entry
    path = folder / f"{name}.dict.dz"
    path.write_bytes(gzip.compress(text))
    (folder / f"{name}.index").write_text("".join(lines), encoding="utf-8")
    return path


def _number(value: int) -> str:
    digits = _DIGITS[value % 64]
    while value := value // 64:
        digits = _DIGITS[value % 64] + digits
    return digits
