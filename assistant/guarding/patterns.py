"""The patterns of `patterns.yaml`, compiled at first use."""

from __future__ import annotations

import importlib.resources
import re
from functools import cache
from typing import Any

import yaml


@cache
def _patterns() -> dict[str, Any]:
    text = (importlib.resources.files("assistant.guarding") / "patterns.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def pattern(kind: str, reason: str = "") -> re.Pattern[str]:
    """One pattern for all languages of a kind (`orders`, `about_orders`, `refused` with its reason)."""
    by_language = _patterns()[kind][reason] if reason else _patterns()[kind]
    return re.compile("|".join(f"(?:{each})" for patterns in by_language.values() for each in patterns))


def reasons() -> list[str]:
    """The reasons for which questions are refused."""
    return list(_patterns()["refused"])
