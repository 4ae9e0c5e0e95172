"""Language models that run in this process, with transformers: a folder, a GGUF file or a hub name.

LangChain's own wrapper of transformers pipelines ignores the system message's place, loads no GGUF
and has no time limit, so `LocalChatModel` is written here on `generate`. It always takes the most
likely token: the same prompt gives the same answer.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import torch
from jinja2 import TemplateError
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import ConfigDict, Field, PrivateAttr
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    StoppingCriteria,
    StoppingCriteriaList,
    modeling_gguf_pytorch_utils,
)
from transformers.utils import logging as transformers_logging

from retrieval.errors import CallerError, Cancelled, SettingsError, Unavailable

_ROLES = {"system": "system", "human": "user", "ai": "assistant"}


class LocalChatModel(BaseChatModel):
    """A chat model in this process; `window` is the most tokens of prompt and answer together.

    It gives one answer at a time. `timeout` seconds are for the waiting and the writing.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    weights: Any = Field(exclude=True, repr=False)
    tokenizer: Any = Field(exclude=True, repr=False)
    model_name: str
    window: int
    max_tokens: int
    timeout: float
    # Two answers at once would share the same cores and each take twice as long.
    _turn: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    @property
    def _llm_type(self) -> str:
        return "studiolo-local"

    def get_token_ids(self, text: str) -> list[int]:
        """The model's own tokens of the text."""
        return list(self.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        gone: threading.Event | None = None,
        until: float = math.inf,
        **kwargs: Any,  # noqa: ARG002
    ) -> ChatResult:
        gone = gone or threading.Event()
        until = min(until, time.monotonic() + self.timeout)
        prompt = self._encoded(messages)
        length = prompt["input_ids"].shape[1]
        if length + self.max_tokens > self.window:
            raise CallerError(
                f"The prompt has {length} tokens; with {self.max_tokens} kept for the answer it does not "
                f"fit the {self.window} tokens of {self.model_name}. Send fewer passages."
            )
        with self._my_turn(gone, until), torch.inference_mode():
            tokens = self.weights.generate(
                **prompt,
                do_sample=False,
                max_new_tokens=self.max_tokens,
                max_time=max(until - time.monotonic(), 0.0),
                stopping_criteria=StoppingCriteriaList([_Gone(gone)]),
                pad_token_id=self._padding(),
            )
        if gone.is_set():
            raise Cancelled(f"{self.model_name} was stopped: nobody waits for its answer")
        return _result(self, tokens[0, length:].tolist(), length, stop or [])

    @contextmanager
    def _my_turn(self, gone: threading.Event, until: float) -> Iterator[None]:
        """Holds the model; Cancelled when `gone` is set before it is free, Unavailable at `until`."""
        while not self._turn.acquire(timeout=min(0.1, max(until - time.monotonic(), 0.0))):
            if gone.is_set():
                raise Cancelled(f"{self.model_name} was busy until nobody waited for it any more")
            if time.monotonic() >= until:
                raise Unavailable(f"{self.model_name} was busy with other answers. Try again later.")
        try:
            yield
        finally:
            self._turn.release()

    def _encoded(self, messages: Sequence[BaseMessage]) -> Any:
        """The messages in the model's own chat format, as tensors."""
        turns = [
            {"role": _ROLES.get(message.type, "user"), "content": self._plain(message.text)}
            for message in messages
        ]
        try:
            return self._templated(turns)
        except TemplateError:
            # Some families know no system role: there the instructions open the first turn.
            text = "\n\n".join(turn["content"] for turn in turns)
            return self._templated([{"role": "user", "content": text}])

    def _templated(self, turns: list[dict[str, str]]) -> Any:
        return self.tokenizer.apply_chat_template(
            turns, add_generation_prompt=True, return_tensors="pt", return_dict=True
        ).to(self.weights.device)

    def _plain(self, text: str) -> str:
        """The text with the model's control tokens broken up: a document must not end its own turn."""
        added = [token.content for token in self.tokenizer.added_tokens_decoder.values() if token.special]
        for token in {*self.tokenizer.all_special_tokens, *added}:
            text = text.replace(token, f"{token[:1]} {token[1:]}")
        return text

    def _padding(self) -> int | None:
        """Any token will do where one prompt is never padded; without one, transformers warns."""
        known: int | None = self.tokenizer.pad_token_id
        return known if known is not None else next(iter(_ends(self.weights)), None)


class _Gone(StoppingCriteria):
    """Stops after the token at which nobody waits any more."""

    def __init__(self, gone: threading.Event) -> None:
        self._gone = gone

    def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        return torch.full((input_ids.shape[0],), self._gone.is_set(), device=input_ids.device)


def open_local(
    path_or_name: str, *, max_tokens: int = 512, timeout: float = 60, allow_downloads: bool = False
) -> LocalChatModel:
    """The model of a folder, a `.gguf` file or, when downloads are allowed or it is cached, the hub.

    An answer ends after `max_tokens` tokens or `timeout` seconds, the wait for other answers included,
    whichever is first. Raises SettingsError when there is no such model or it cannot chat.
    """
    source, gguf = _source(path_or_name)
    options: dict[str, Any] = {"local_files_only": not allow_downloads, "trust_remote_code": False}
    if gguf:
        options["gguf_file"] = gguf
    try:
        with _no_progress_bars():
            tokenizer = AutoTokenizer.from_pretrained(source, **options)
            weights: Any = AutoModelForCausalLM.from_pretrained(source, dtype=torch.float32, **options)
    except ImportError as error:
        raise SettingsError(
            f"{path_or_name} needs a package that is missing ({_first_line(error)}): "
            'pip install "studiolo[huggingface]"'
        ) from error
    except Exception as error:  # a damaged file fails in whatever way its reader happens to stumble
        raise SettingsError(_why_not(path_or_name, error, allow_downloads=allow_downloads)) from error
    if not tokenizer.chat_template:
        raise SettingsError(
            f"{path_or_name} has no chat template, so it cannot be asked anything. "
            "Choose a model trained for instructions; their names often end in -Instruct."
        )
    return LocalChatModel(
        weights=weights.eval(),
        tokenizer=tokenizer,
        model_name=path_or_name,
        window=_window(weights, tokenizer),
        max_tokens=max_tokens,
        timeout=timeout,
    )


def _source(path_or_name: str) -> tuple[str, str | None]:
    """What to load from (a folder or a hub name), and which GGUF file there, if any.

    Raises SettingsError when it reads like a path and nothing is there, or a folder holds no model.
    """
    path = Path(path_or_name).expanduser()
    if path.is_file() and path.suffix.lower() == ".gguf":
        return str(path.parent), path.name
    if path.is_dir():
        files = sorted(file.name for file in path.glob("*.gguf"))
        if (path / "config.json").is_file() or not files:
            return str(path), None
        if len(files) == 1:
            return str(path), files[0]
        raise SettingsError(f"{path_or_name} holds several models; name one file: {', '.join(files)}")
    hub_name = len(path.parts) <= 2 and not path.is_absolute() and path_or_name[:1] not in (".", "~")
    if path.exists() or path.suffix.lower() == ".gguf" or not hub_name:
        raise SettingsError(f"{path_or_name} is neither a model folder nor a .gguf file on this machine.")
    return path_or_name, None


def _why_not(name: str, error: Exception, *, allow_downloads: bool) -> str:
    """Why the model did not load, and what to do."""
    if Path(name).expanduser().exists():
        return f"{name} is not a language model that transformers can load: {_first_line(error)}"
    if allow_downloads:
        return f"{name} could not be had from the Hugging Face hub: {_first_line(error)}"
    return (
        f"{name} is not on this machine, and downloads are not allowed. Give the folder or .gguf file "
        "of a model that is, or allow downloads."
    )


def _result(model: LocalChatModel, tokens: list[int], prompt_length: int, stop: list[str]) -> ChatResult:
    """The answer as LangChain has it; cut before the first of the stop texts."""
    finished = bool(tokens) and tokens[-1] in _ends(model.weights)
    text = model.tokenizer.decode(tokens, skip_special_tokens=True)
    for mark in stop:
        before, found, _ = text.partition(mark)
        text, finished = before, finished or bool(found)
    message = AIMessage(
        text.strip(),
        response_metadata={"finish_reason": "stop" if finished else "length", "model_name": model.model_name},
        usage_metadata={
            "input_tokens": prompt_length,
            "output_tokens": len(tokens),
            "total_tokens": prompt_length + len(tokens),
        },
    )
    return ChatResult(generations=[ChatGeneration(message=message)])


def _ends(weights: Any) -> list[int]:
    """The tokens that end an answer."""
    ends = weights.generation_config.eos_token_id
    return ends if isinstance(ends, list) else [] if ends is None else [ends]


def _window(weights: Any, tokenizer: Any) -> int:
    """The most tokens the model can hold: what its configuration or its tokenizer says, the smaller."""
    config = weights.config.get_text_config()
    return int(min(getattr(config, "max_position_embeddings", None) or 2**31, tokenizer.model_max_length))


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


@contextmanager
def _no_progress_bars() -> Iterator[None]:
    """Keeps transformers from drawing progress bars into a log or a pipe."""
    logs: Any = transformers_logging
    gguf: Any = modeling_gguf_pytorch_utils
    shown, gguf_bar = logs.is_progress_bar_enabled(), gguf.tqdm
    logs.disable_progress_bar()
    gguf.tqdm = partial(gguf_bar, disable=True)  # it has no switch of its own
    try:
        yield
    finally:
        gguf.tqdm = gguf_bar
        if shown:
            logs.enable_progress_bar()
