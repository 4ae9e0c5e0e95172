"""What languages are called, in the languages that answers are given in (Unicode's CLDR, by Babel)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from retrieval.errors import CallerError

if TYPE_CHECKING:
    from babel import Locale

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")  # RFC 5646; systems also write zh_CN
_ORIGINAL = {"en": "original in {name}", "zh": "原文为{name}", "ru": "язык оригинала: {name}"}
_MACHINE = {
    "en": "machine translation by {model}",
    "zh": "机器翻译（{model}）",
    "ru": "машинный перевод, {model}",
}


def asked_language(asked: str | None) -> str | None:
    """The language that a tag or a name asks for, by its ISO 639 code: "zh" of zh-Hans-CN, 中文 and chinese.

    None where nothing is asked for; CallerError for what is no language's.
    """
    given = (asked or "").strip()
    shaped = _TAG.fullmatch(given)
    code = shaped[1].lower() if shaped else ""
    if not given or code in _ORIGINAL:
        return code or None
    known = code in _locale("en").languages
    found = code if known else _codes().get(given.casefold()) or _codes().get(code)
    if not found:
        raise CallerError(f"{given!r} is no language: give a code such as en, zh or ru, or a language's name")
    return found


def language_name(code: str, language: str = "en") -> str:
    """What the language of an ISO 639-1 `code` is called in `language`, or the code itself."""
    return str(_locale(language if language in _ORIGINAL else "en").languages.get(code, code))


def original_label(code: str, language: str) -> str:
    """What a reader of `language` is told of a quote in that of `code`, such as "original in Russian"."""
    return _ORIGINAL.get(language, _ORIGINAL["en"]).format(name=language_name(code, language))


def machine_label(model: str, language: str) -> str:
    """What a reader of `language` is told of a translation that a language model made."""
    return _MACHINE.get(language, _MACHINE["en"]).format(model=model)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """The code of a language by its names in English, Chinese and Russian, and by older and longer codes."""
    from babel.core import get_global

    codes = {alias: code for alias, code in get_global("language_aliases").items() if code.isalpha()}
    for language in _ORIGINAL:
        for code, name in _locale(language).languages.items():
            if code.isalpha():
                codes[name.casefold()] = code
                codes[name.replace("语", "文")] = code  # 英文 is said as often as 英语
    return codes


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    from babel import Locale  # a large table, which most answers are spared

    return Locale(language)
