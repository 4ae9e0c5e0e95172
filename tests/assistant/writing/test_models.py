"""Models by name, against a real server on this machine that speaks OpenAI's protocol."""

import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.fake_chat_models import FakeMessagesListChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from pydantic import SecretStr

from assistant.writing.models import (
    Completion,
    complete,
    context_window,
    open_chat_model,
    passage_room,
    token_counter,
)
from retrieval.errors import CallerError, Cancelled, SettingsError, Unavailable
from tests.assistant.chat_server import ChatServer, Reply, running_chat_server

KEY = "sk-museum-0123456789abcdef"
ASKED = [SystemMessage("Answer from the passages."), HumanMessage("Who made the tureen?")]
KEY_VARIABLES = (
    "OPENAI_API_KEY",
    "OPENAI_ADMIN_KEY",
    "ANTHROPIC_API_KEY",
    "MISTRAL_API_KEY",
    "OPENAI_BASE_URL",
)


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with running_chat_server() as chat:
        yield chat


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches a provider with the keys of whoever runs it."""
    for variable in KEY_VARIABLES:
        monkeypatch.delenv(variable, raising=False)


def open_on(server: ChatServer, *, name: str = "openai:small", **options: Any) -> BaseChatModel:
    chosen: dict[str, Any] = {"retries": 0, "timeout": 5.0, "api_key": SecretStr(KEY)}
    return open_chat_model(name, base_url=server.url, **chosen | options)


def test_a_compatible_server_is_asked_and_its_answer_returned(server: ChatServer) -> None:
    model = open_on(server, max_tokens=99)
    assert complete(model, ASKED) == Completion("Thomas Germain made it [1].", False, 11, 7)
    [request] = server.requests
    assert request["path"] == "/v1/chat/completions"
    assert request["model"] == "small"
    assert request["temperature"] == 0
    assert request["max_tokens"] == 99
    assert [turn["role"] for turn in request["messages"]] == ["system", "user"]
    assert request["messages"][1]["content"] == "Who made the tureen?"
    assert server.keys == [f"Bearer {KEY}"]


def test_a_key_of_the_environment_is_not_sent_to_another_address(
    server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    complete(open_on(server, api_key=None), ASKED)
    assert KEY not in server.keys[0]


def test_a_model_name_may_itself_hold_colons(server: ChatServer) -> None:
    complete(open_on(server, name="openai:qwen3:8b-q4"), ASKED)
    assert server.requests[0]["model"] == "qwen3:8b-q4"


def test_a_busy_server_is_asked_again(server: ChatServer) -> None:
    server.replies = [Reply(status=429), Reply()]
    assert complete(open_on(server, retries=1), ASKED).text == "Thomas Germain made it [1]."
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("reply", "kind", "says"),
    [
        (Reply(status=401), SettingsError, r"\(401\).*STUDIOLO_MODEL_API_KEY or OPENAI_API_KEY"),
        (Reply(status=403), SettingsError, r"refused the API key \(403\)"),
        (Reply(status=404), SettingsError, "model's name and the base URL"),
        (Reply(status=400, error="no such parameter"), Unavailable, r"\(400\): .*no such parameter"),
        (Reply(status=400, error="maximum context length is 8 tokens"), CallerError, "Send fewer passages"),
        (Reply(status=413, error="Request too large"), CallerError, "Send fewer passages"),
        (Reply(status=402, error="no balance"), Unavailable, "no quota left"),
        (Reply(status=429, error="quota used up"), Unavailable, "quota used up"),
        (Reply(status=500), Unavailable, r"failed on its side \(500\)"),
        (Reply(status=503), Unavailable, r"failed on its side \(503\)"),
    ],
)
def test_a_refusal_of_the_server_becomes_our_own_error_with_the_model_and_what_to_do(
    server: ChatServer, reply: Reply, kind: type[Exception], says: str
) -> None:
    server.replies = [reply]
    with pytest.raises(kind, match=says) as caught:
        complete(open_on(server), ASKED)
    assert type(caught.value) is kind
    assert f"openai:small at {server.url}" in str(caught.value) or kind is CallerError
    assert "openai:small" in str(caught.value)


@pytest.mark.parametrize("status", [400, 401, 429])
def test_no_message_repeats_the_key_that_a_server_echoes(server: ChatServer, status: int) -> None:
    server.replies = [Reply(status=status, error=f"key {KEY} of Bearer {KEY} and sk-another-9876543 is bad")]
    with pytest.raises((SettingsError, Unavailable)) as caught:
        complete(open_on(server), ASKED)
    assert KEY not in str(caught.value)
    assert "9876543" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_server_that_is_too_slow_is_unavailable(server: ChatServer) -> None:
    server.replies = [Reply(seconds=20)]
    started = time.monotonic()
    with pytest.raises(Unavailable, match="did not answer in time"):
        complete(open_on(server, timeout=0.2), ASKED)
    assert time.monotonic() - started < 10


def test_a_server_that_is_not_there_is_unavailable_and_its_password_unsaid() -> None:
    model = open_chat_model("openai:small", base_url="http://me:secret@127.0.0.1:9/v1?x=1", retries=0)
    with pytest.raises(Unavailable, match=r"at http://127.0.0.1:9/v1 cannot be reached") as caught:
        complete(model, ASKED)
    assert "secret" not in str(caught.value)


def test_an_ollama_that_does_not_run_is_unavailable() -> None:
    model = open_chat_model("ollama:qwen3", base_url="http://127.0.0.1:9")
    with pytest.raises(Unavailable, match=r"ollama:qwen3 at http://127.0.0.1:9 cannot be reached"):
        complete(model, ASKED)


def test_ollama_gets_a_window_that_holds_the_passages() -> None:
    model = open_chat_model("ollama:qwen3", max_tokens=77, timeout=3)
    sent = model._chat_params(ASKED)  # type: ignore[attr-defined]
    assert sent["options"]["num_predict"] == 77
    assert sent["options"]["temperature"] == 0
    assert sent["options"]["num_ctx"] == context_window(model) == 8192


def test_anthropic_speaks_through_the_same_door(server: ChatServer) -> None:
    server.replies = [Reply(status=401, error=f"bad {KEY}")]
    model = open_on(server, name="anthropic:claude-of-the-house")
    with pytest.raises(SettingsError, match=r"refused the API key \(401\).*ANTHROPIC_API_KEY"):
        complete(model, ASKED)
    assert server.requests[0]["model"] == "claude-of-the-house"
    assert server.requests[0]["path"] == "/v1/v1/messages"
    assert KEY in server.keys[0]


def test_a_models_thoughts_are_no_part_of_its_answer(server: ChatServer) -> None:
    server.replies = [Reply(text="<think>Is it [2]?\nNo.</think>\n\nIt is silver [1].")]
    assert complete(open_on(server), ASKED).text == "It is silver [1]."


def test_thoughts_that_the_template_began_are_no_part_of_an_answer(server: ChatServer) -> None:
    server.replies = [Reply(text="The bowl is of silver [2]?\nNo.\n</think>\n\nIt is silver [1].")]
    assert complete(open_on(server), ASKED).text == "It is silver [1]."


@pytest.mark.parametrize(
    "text",
    [
        "<Thinking>Is it [2]?</Thinking>It is silver [1].",
        "<thought>Is it [2]?</thought>\nIt is silver [1].",
        "<reasoning>Is it [2]?</reasoning>It is silver [1].",
        "[THINK]Is it [2]?[/THINK]It is silver [1].",
        "◁think▷Is it [2]?◁/think▷It is silver [1].",
        "<|channel|>analysis<|message|>Is it [2]?<|end|><|start|>assistant"
        "<|channel|>final<|message|>It is silver [1].<|return|>",
        "assistant<|channel|>final<|message|>It is silver [1].",
    ],
)
def test_thoughts_are_known_by_the_marks_of_other_families(server: ChatServer, text: str) -> None:
    server.replies = [Reply(text=text)]
    assert complete(open_on(server), ASKED).text == "It is silver [1]."


@pytest.mark.parametrize("end", ["<|im_end|>\n<|im_start|>user\nAnd then?", "</s>", "<｜end▁of▁sentence｜>"])
def test_what_is_written_behind_the_end_of_a_turn_is_no_answer(server: ChatServer, end: str) -> None:
    server.replies = [Reply(text=f"It is silver [1].{end}")]
    assert complete(open_on(server), ASKED).text == "It is silver [1]."


def test_what_somebody_thought_in_an_editors_brackets_stays(server: ChatServer) -> None:
    server.replies = [Reply(text="Cox [thought] of <silver> [1].")]
    assert complete(open_on(server), ASKED).text == "Cox [thought] of <silver> [1]."


@pytest.mark.parametrize("finish", ["length", "content_filter"])
def test_an_answer_cut_short_says_so(server: ChatServer, finish: str) -> None:
    server.replies = [Reply(text="It is silv", finish=finish)]
    assert complete(open_on(server), ASKED).truncated


@pytest.mark.parametrize(
    ("text", "finish", "says"),
    [
        ("<think>Let me see", "length", "Allow more tokens"),
        ("<|channel|>analysis<|message|>Let me see", "stop", r"wrote nothing \(stop\)"),
        ("", "tool_calls", r"wrote nothing \(tool_calls\)"),
        ("  ", "content_filter", "wrote nothing"),
    ],
)
def test_a_model_that_writes_no_answer_is_unavailable(
    server: ChatServer, text: str, finish: str, says: str
) -> None:
    server.replies = [Reply(text=text, finish=finish)]
    with pytest.raises(Unavailable, match=says):
        complete(open_on(server), ASKED)


@pytest.mark.parametrize(
    ("name", "variable"),
    [("openai:gpt-4.1-mini", "OPENAI_API_KEY"), ("anthropic:claude-sonnet-4-5", "ANTHROPIC_API_KEY")],
)
def test_a_missing_key_is_named(name: str, variable: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} needs an API key. Set {variable}"):
        open_chat_model(name)


@pytest.mark.parametrize(
    ("name", "module", "command"),
    [
        ("openai:gpt-4.1-mini", "langchain_openai", r'pip install "studiolo\[openai\]"'),
        ("ollama:qwen3", "langchain_ollama", r'pip install "studiolo\[ollama\]"'),
        ("mistralai:small", "langchain_mistralai", "pip install langchain-mistralai"),
        ("google_genai:gemini", "langchain_google_genai", "pip install langchain-google-genai"),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str, command: str
) -> None:
    from langchain.chat_models import base

    base._get_chat_model_creator.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SettingsError, match=command):
        open_chat_model(name, api_key=SecretStr(KEY))


def test_an_unknown_provider_is_told_which_there_are() -> None:
    with pytest.raises(SettingsError, match=r"no provider 'opnai'.*openai") as caught:
        open_chat_model("opnai:gpt-4.1-mini", api_key=SecretStr(KEY))
    assert "anthropic" in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("name", ["gpt-4.1-mini", "openai:", ":gpt", "", " "])
def test_a_name_without_provider_or_model_is_refused_with_examples(name: str) -> None:
    with pytest.raises(SettingsError, match="Write provider:model, for instance"):
        open_chat_model(name)


def test_extractive_is_not_a_language_model() -> None:
    with pytest.raises(SettingsError, match="built in"):
        open_chat_model("extractive")


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host/v1", "http://", "/v1"])
def test_a_base_url_must_be_a_whole_address(url: str) -> None:
    with pytest.raises(SettingsError, match="must be a whole address"):
        open_chat_model("openai:small", base_url=url)


def test_a_model_in_this_process_has_no_base_url() -> None:
    with pytest.raises(SettingsError, match="no base URL"):
        open_chat_model("huggingface:/models/small", base_url="http://127.0.0.1:9/v1")


def test_a_setting_the_provider_cannot_take_is_said_without_its_value() -> None:
    with pytest.raises(SettingsError, match="openai:small cannot be set up") as caught:
        open_chat_model("openai:small", base_url="http://h/v1", api_key=SecretStr(KEY), retries="many")  # type: ignore[arg-type]
    assert KEY not in str(caught.value)
    assert "many" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "temperature"),
    [
        ("openai:gpt-4.1-mini", 0),
        ("openai:o3", None),
        ("anthropic:claude-sonnet-4-5", 0),
        ("anthropic:claude-opus-4-7", None),
    ],
)
def test_temperature_is_zero_except_for_models_that_take_none(name: str, temperature: float | None) -> None:
    model = open_chat_model(name, api_key=SecretStr(KEY))
    assert model.temperature == temperature  # type: ignore[attr-defined]


def test_the_window_of_a_known_model_is_known_and_of_another_is_not(server: ChatServer) -> None:
    known = open_chat_model("openai:gpt-4.1-mini", api_key=SecretStr(KEY))
    assert (context_window(known) or 0) > 100_000
    assert context_window(open_on(server)) is None
    assert passage_room(open_on(server), ASKED, max_tokens=100) is None


def test_the_room_for_passages_is_what_prompt_and_answer_leave() -> None:
    model = open_chat_model("ollama:qwen3")
    room = passage_room(model, ASKED, max_tokens=500)
    assert room == 8192 - 500 - (9 + 16) - (7 + 16)
    assert passage_room(model, ASKED, max_tokens=9000) == 0


def test_tokens_of_a_distant_model_are_estimated_generously(server: ChatServer) -> None:
    count = token_counter(open_on(server))
    assert [count(text) for text in ("", "tureen", "故宫博物院", "Эрмитаж", "\ud83d")] == [0, 2, 5, 5, 1]


def test_an_error_of_no_known_kind_still_names_the_model() -> None:
    class Broken(FakeMessagesListChatModel):
        def _generate(self, *args: Any, **kwargs: Any) -> Any:
            raise TypeError("null value for 'choices'")

    model = Broken(responses=[AIMessage("never")], name="openai:odd")
    with pytest.raises(Unavailable, match=r"openai:odd failed \(TypeError\): null value"):
        complete(model, ASKED)


def test_our_own_errors_pass_unchanged() -> None:
    class Full(FakeMessagesListChatModel):
        def _generate(self, *args: Any, **kwargs: Any) -> Any:
            raise CallerError("The prompt has 9 tokens.")

    with pytest.raises(CallerError, match="The prompt has 9 tokens"):
        complete(Full(responses=[AIMessage("never")]), ASKED)


def test_a_model_is_given_up_as_soon_as_nobody_waits(server: ChatServer) -> None:
    server.replies = [Reply(seconds=60)]
    gone = threading.Event()
    leaving = threading.Thread(target=lambda: server.asked.wait(30) and gone.set())
    leaving.start()
    began = time.perf_counter()
    with pytest.raises(Cancelled, match="openai:small"):
        complete(open_on(server, timeout=60), ASKED, gone=gone)
    assert time.perf_counter() - began < 30
    leaving.join()
    assert server.left.wait(10)  # the server is told, and can stop writing
    assert len(server.requests) == 1


def test_all_attempts_together_take_no_longer_than_allowed(server: ChatServer) -> None:
    server.replies = [Reply(seconds=60)]
    with pytest.raises(Unavailable, match="did not answer in time"):
        complete(open_on(server, timeout=60, retries=5), ASKED, within=0.3)


def test_nobody_waiting_from_the_beginning_is_no_answer(server: ChatServer) -> None:
    server.replies = [Reply(seconds=60)]
    gone = threading.Event()
    gone.set()
    with pytest.raises(Cancelled):
        complete(open_on(server), ASKED, gone=gone)
    assert server.requests == []


def test_ollama_which_does_not_try_again_itself_is_asked_again(
    server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.writing.models._OLLAMA_PAUSES", (0.01, 0.01))
    server.replies = [Reply(503), Reply(503), Reply(503)]
    model = open_on(server, name="ollama:small", api_key=None)
    with pytest.raises(Unavailable):
        complete(model, ASKED)
    assert len(server.requests) == 3


def test_ollama_is_not_asked_again_when_the_time_is_up(
    server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.writing.models._OLLAMA_PAUSES", (0.01, 0.01))
    server.replies = [Reply(seconds=60)] * 3
    with pytest.raises(Unavailable, match="did not answer in time"):
        complete(open_on(server, name="ollama:small", api_key=None, timeout=60), ASKED, within=0.2)
    assert len(server.requests) == 1


def test_a_window_that_the_installation_knows_counts(server: ChatServer) -> None:
    model = open_on(server)
    assert passage_room(model, ASKED, max_tokens=100) is None
    room = passage_room(model, ASKED, max_tokens=100, window=1000)
    assert room is not None
    assert 800 < room < 900
