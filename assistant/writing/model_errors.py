"""What goes wrong with a language model, said in our own words and without its key.

Providers raise exceptions of their own classes, and new ones with every release. What they share is
an HTTP status, or the word Timeout or Connect in the name of a class, so that is what is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr, ValidationError

from retrieval.addresses import without_secrets
from retrieval.errors import CallerError, SettingsError, StudioloError, Unavailable

_OUR_EXTRAS = ("anthropic", "huggingface", "ollama", "openai")

_KEY_VARIABLE = re.compile(r"\b[A-Z][A-Z0-9_]*_(?:KEY|TOKEN)\b")
_KEY_SHAPED = re.compile(
    r"\b(?:Bearer\s+\S{6,}|(?:sk|key|token)[-_][\w-]{6,}|(?:key|token)\s*[=:]\s*\S{6,})", re.IGNORECASE
)
_TOO_LONG = re.compile(
    r"context.{0,20}(?:length|window|size)|(?:prompt|input|request).{0,30}too (?:long|large)|too many tokens",
    re.IGNORECASE,
)


def name_of(model: BaseChatModel) -> str:
    """The name the model was opened by."""
    return model.name or type(model).__name__


def why_not_opened(name: str, provider: str, error: Exception) -> str:
    """Why the model cannot be opened, and what to do, without quoting any value."""
    text = str(error)
    if isinstance(error, ImportError):
        package = re.search(r"pip install -?U?\s*([\w-]+)", text)
        wanted = f'"studiolo[{provider}]"' if provider in _OUR_EXTRAS else package[1] if package else provider
        return f"{name} needs a package that is not installed: pip install {wanted}"
    if "provider" in text and "upported" in text:
        known = text.partition("providers are:")[2].strip() or ", ".join(_OUR_EXTRAS)
        return f"There is no provider {provider!r} for {name}. Known are: {known}."
    variable = _KEY_VARIABLE.search(text)
    if variable:
        return missing_key(name, variable.group())
    if isinstance(error, ValidationError):
        text = "; ".join(
            str(problem["msg"]) for problem in error.errors(include_input=False, include_url=False)
        )
    return f"{name} cannot be set up: {_scrubbed(text, [])}"


def missing_key(name: str, variable: str) -> str:
    """What to say when a model needs a key and has none."""
    return f"{name} needs an API key. Set {variable}, or give the key in the settings."


def explained(model: BaseChatModel, error: Exception) -> StudioloError:
    """Our error for what a provider raised: whose fault it is, in a message that leaks no key."""
    name, at = name_of(model), _address(model)
    kinds = " ".join(kind.__name__ for link in _chain(error) for kind in type(link).__mro__)
    status = next((code for link in _chain(error) if (code := _status(link))), 0)
    detail = _scrubbed(str(error), secrets_of(model))
    if "ContextOverflow" in kinds or (status in (400, 413, 422) and _TOO_LONG.search(detail)):
        return CallerError(f"The prompt is too long for {name}. Send fewer passages.")
    if status in (401, 403):
        variables = [v for v in model.lc_secrets.values() if _KEY_VARIABLE.fullmatch(v)]
        where = f" ({' or '.join(['STUDIOLO_MODEL_API_KEY', *variables])})"
        return SettingsError(f"{name}{at} refused the API key ({status}). Check the key{where}.")
    if status == 404:
        return SettingsError(f"{name}{at} was not found (404). Check the model's name and the base URL.")
    if status in (402, 429):
        return Unavailable(
            f"{name}{at} has too many requests or no quota left ({status}). Try later: {detail}"
        )
    if status in (408, 409, 425) or status >= 500:
        return Unavailable(f"{name}{at} failed on its side ({status}). Try again later.")
    if status >= 400:  # of this request perhaps, as filters of contents do
        return Unavailable(f"{name}{at} refused the request ({status}): {detail}")
    if "Timeout" in kinds:
        return Unavailable(f"{name}{at} did not answer in time. Try again, or allow it more time.")
    if "Connect" in kinds or "TransportError" in kinds:
        return Unavailable(f"{name}{at} cannot be reached. Check that it runs and the base URL is right.")
    return Unavailable(f"{name}{at} failed ({type(error).__name__}): {detail}")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from, the outermost first."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__


def _status(error: BaseException) -> int:
    """The HTTP status an exception carries, or 0."""
    response = getattr(error, "response", None)
    codes = (getattr(error, "status_code", None), getattr(response, "status_code", None))
    return next((code for code in codes if isinstance(code, int) and code > 0), 0)


def secrets_of(model: BaseChatModel) -> list[str]:
    """The keys the model was opened with."""
    values = (getattr(model, attribute, None) for attribute in model.lc_secrets)
    return [s for value in values if isinstance(value, SecretStr) and (s := value.get_secret_value())]


def _scrubbed(text: str, secrets: Sequence[str]) -> str:
    """The start of the text on one line, without the secrets and what looks like one."""
    for secret in secrets:
        text = text.replace(secret, "…")
    return _KEY_SHAPED.sub("…", " ".join(text.split()))[:300]


def _address(model: BaseChatModel) -> str:
    """` at host:port/path` when the model has an address, without user, password and query."""
    for attribute in ("openai_api_base", "base_url", "anthropic_api_url"):
        url = getattr(model, attribute, None)
        if isinstance(url, str) and url:
            return f" at {without_secrets(url)}"
    return ""
