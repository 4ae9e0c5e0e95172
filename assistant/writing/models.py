"""Any language model, by name: `provider:model`, and what goes wrong with one in our own words.

`openai:gpt-…`, `anthropic:claude-…`, `ollama:qwen3` and every other provider LangChain knows;
`openai:…` with a base URL for any server that speaks OpenAI's protocol (vLLM, llama.cpp, LM Studio,
a gateway of the house); `huggingface:…` for a model in this process (see `local_models`).
"""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from pydantic import SecretStr

from assistant.writing.cancelling import invoke_while_wanted
from assistant.writing.model_errors import explained, missing_key, name_of, secrets_of, why_not_opened
from retrieval.errors import SettingsError, StudioloError, Unavailable

_OLLAMA_PAUSES = (0.5, 1.0)  # seconds
_OLLAMA_WINDOW = 8192  # its own default, 4,096, would silently cut the passages off

_OUT_OF_TOKENS = ("length", "max_tokens")

# How families of models mark what they think, where their server leaves it in the answer.
_THINK = r"(?i:(?:seed:)?think(?:ing)?|thought|reasoning)"
_BEGIN, _END = rf"(?:<{_THINK}>|\[THINK\]|◁think▷)", rf"(?:</{_THINK}>|\[/THINK\]|◁/think▷)"
_CHANNEL, _FINAL = r"<\|channel\|>(?!final)[^<]*<\|message\|>", r"<\|channel\|>final<\|message\|>"
_THOUGHT = re.compile(rf"{_BEGIN}.*?(?:{_END}|\Z)|{_CHANNEL}.*?(?:<\|end\|>|(?={_FINAL})|\Z)", re.DOTALL)
# Where the chat's template has opened the thought, only its end is in the reply.
_END_OF_THOUGHT = re.compile(rf"\A.*(?:{_END}|{_FINAL})", re.DOTALL)
# A turn's end: what a server that does not stop there has let the model write behind it is no answer.
_END_OF_TURN = re.compile(r"(?<=\S)\s*(?:<[|｜][^<>|｜\n]{1,40}[|｜]>|</s>|<end_of_turn>).*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote; `truncated` if it was stopped before it had finished."""

    text: str
    truncated: bool = False
    input_tokens: int | None = None
    output_tokens: int | None = None


def open_chat_model(
    name: str,
    *,
    base_url: str | None = None,
    api_key: SecretStr | None = None,
    timeout: float = 60,
    max_tokens: int = 512,
    retries: int = 2,
    allow_downloads: bool = False,
) -> BaseChatModel:
    """The chat model of that name, at temperature 0 where the model has one; no request is made yet.

    Without `api_key` the provider's own environment variable counts, except with a `base_url`: a
    key is never sent to an address it was not given for. Raises SettingsError if the provider is
    unknown, its package missing, its key missing or the name is not `provider:model`.
    """
    provider, _, model_name = name.partition(":")
    _check_name(name, provider, model_name, base_url)
    if provider == "huggingface":
        from assistant.writing.local_models import open_local  # loads torch, which no other model needs

        local = open_local(
            model_name, max_tokens=max_tokens, timeout=timeout, allow_downloads=allow_downloads
        )
        return _named(local, name)
    from langchain.chat_models import init_chat_model  # takes as long as a whole extractive answer

    options: dict[str, Any] = {"temperature": 0}
    if base_url:
        options["base_url"] = base_url
    options |= _limits(provider, base_url, timeout=timeout, max_tokens=max_tokens, retries=retries)
    options |= _credentials(provider, base_url, api_key)
    try:
        model = init_chat_model(model_name, model_provider=provider, **options)
    except Exception as error:
        # `from None`, here and below: a provider's own message may hold the key or part of it.
        raise SettingsError(why_not_opened(name, provider, error)) from None
    if provider == "anthropic" and not secrets_of(model):
        raise SettingsError(missing_key(name, "ANTHROPIC_API_KEY"))
    if (getattr(model, "profile", None) or {}).get("temperature") is False:
        setattr(model, "temperature", None)  # noqa: B010  these models refuse any value
    return _named(model, name)


def complete(
    model: BaseChatModel,
    messages: Sequence[BaseMessage],
    *,
    gone: threading.Event | None = None,
    within: float | None = None,
) -> Completion:
    """What the model writes after the messages, without its thoughts.

    Raises Unavailable if it cannot be reached, is too slow, too busy or broken, declines the request,
    writes nothing or has not answered `within` so many seconds, all attempts together; SettingsError if it
    refuses the key or does not exist; CallerError if the prompt is too long for it; Cancelled once `gone`
    is set.
    """
    gone = gone or threading.Event()
    until = math.inf if within is None else time.monotonic() + within
    for pause in (*_pauses(model), None):
        try:
            return _completion(model, invoke_while_wanted(model, messages, gone, until=until))
        except StudioloError:
            raise
        except Exception as error:
            failure = explained(model, error)
            if pause is None or not isinstance(failure, Unavailable):
                raise failure from None
            if time.monotonic() + pause >= until or gone.wait(pause):
                raise failure from None
    raise AssertionError("the last attempt returns or raises")


def _pauses(model: BaseChatModel) -> tuple[float, ...]:
    """Seconds to wait before each further attempt, for the one client that does not try again itself."""
    return _OLLAMA_PAUSES if model._llm_type == "chat-ollama" else ()


def _completion(model: BaseChatModel, reply: AIMessage) -> Completion:
    text = _END_OF_TURN.sub("", _END_OF_THOUGHT.sub("", _THOUGHT.sub("", str(reply.text)))).strip()
    reason = _reason(reply)
    if not text and reason in _OUT_OF_TOKENS:
        raise Unavailable(
            f"{name_of(model)} used up its tokens before it wrote an answer, as models that think first do. "
            "Allow more tokens for an answer."
        )
    if not text:  # a call of a tool, a filter of contents, a thought alone
        raise Unavailable(f"{name_of(model)} wrote nothing ({reason or 'no reason given'}).")
    used = reply.usage_metadata
    return Completion(
        text,
        reason in (*_OUT_OF_TOKENS, "content_filter"),
        used["input_tokens"] if used else None,
        used["output_tokens"] if used else None,
    )


def context_window(model: BaseChatModel) -> int | None:
    """The most tokens the model reads at once, or None when nobody has said."""
    profile = getattr(model, "profile", None) or {}
    return (
        getattr(model, "window", None) or getattr(model, "num_ctx", None) or profile.get("max_input_tokens")
    )


def token_counter(model: BaseChatModel) -> Callable[[str], int]:
    """A function that counts a text's tokens: exactly for a model in this process, else generously.

    One token for three bytes of UTF-8 is more than current tokenizers take for English, Russian
    and Chinese; asking a provider's own tokenizer would need the network.
    """
    if hasattr(model, "window"):
        return model.get_num_tokens
    return lambda text: -(-len(text.encode("utf-8", "replace")) // 3)


def passage_room(
    model: BaseChatModel, prompt: Sequence[BaseMessage], *, max_tokens: int, window: int | None = None
) -> int | None:
    """How many tokens of passages fit beside a prompt rendered without any and the answer to come.

    `window` is the model's, where the installation knows better. None when nobody knows it; at least 0.
    """
    window = window or context_window(model)
    if window is None:
        return None
    count = token_counter(model)
    turns = sum(count(message.text) + 16 for message in prompt)  # 16: the chat format around a message
    return max(0, window - max_tokens - turns)


def _check_name(name: str, provider: str, model_name: str, base_url: str | None) -> None:
    """Raise SettingsError unless the name and address are of a kind that can be opened here."""
    if name.strip() == "extractive":
        raise SettingsError("extractive is built in and is not a language model: it has nothing to open.")
    if not provider.strip() or not model_name.strip():
        raise SettingsError(
            f"{name!r} does not name a language model. Write provider:model, for instance "
            "openai:gpt-4.1-mini, ollama:qwen3 or huggingface:/models/my-model."
        )
    if base_url and provider == "huggingface":
        raise SettingsError(f"{name} runs in this process and has no base URL; for a server use openai:…")
    if base_url and (urlsplit(base_url).scheme not in ("http", "https") or not urlsplit(base_url).hostname):
        raise SettingsError(f"The base URL of {name} must be a whole address, such as http://host:8000/v1.")


def _limits(
    provider: str, base_url: str | None, *, timeout: float, max_tokens: int, retries: int
) -> dict[str, Any]:
    """The limits on time, length and retries under the names this provider's class has for them."""
    if provider == "ollama":
        return {"client_kwargs": {"timeout": timeout}, "num_predict": max_tokens, "num_ctx": _OLLAMA_WINDOW}
    limits: dict[str, Any] = {"timeout": timeout, "max_retries": retries}
    if provider == "openai" and base_url:
        # Not every compatible server knows the newer name, max_completion_tokens, that LangChain sends.
        return limits | {"extra_body": {"max_tokens": max_tokens}}
    return limits | {"max_tokens": max_tokens}


def _credentials(provider: str, base_url: str | None, api_key: SecretStr | None) -> dict[str, Any]:
    """The key as this provider's class takes it."""
    if api_key and api_key.get_secret_value():
        return {"api_key": api_key}
    # A server of one's own often wants no key, but the client insists on one.
    return {"api_key": SecretStr("none")} if provider == "openai" and base_url else {}


def _reason(reply: AIMessage) -> str:
    """Why the provider says the answer ended; "" when it does not say."""
    said = reply.response_metadata
    reasons = (said.get(key) for key in ("finish_reason", "stop_reason", "done_reason"))
    return next((str(reason).lower() for reason in reasons if reason), "")


def _named(model: BaseChatModel, name: str) -> BaseChatModel:
    """The model, knowing the name it was opened by, for messages."""
    model.name = name
    return model
