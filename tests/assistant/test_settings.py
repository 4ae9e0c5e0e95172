from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.settings import Settings, load_settings
from retrieval.errors import CallerError, SettingsError


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_PASSAGES", "5")
    monkeypatch.setenv("STUDIOLO_HOME", "/srv/studiolo")
    settings = load_settings()
    assert (settings.passages, settings.home) == (5, Path("/srv/studiolo"))


def test_what_is_given_wins_over_the_environment_unless_it_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_PORT", "9000")
    assert load_settings(port=9001).port == 9001
    assert load_settings(port=None).port == 9000


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("STUDIOLO_PASAGES", "STUDIOLO_PASSAGES"),
        ("STUDIOLO_EMBEDING_MODEL", "STUDIOLO_EMBEDDING_MODEL"),
        ("studiolo_hom", "STUDIOLO_HOME"),
    ],
)
def test_an_unknown_variable_is_refused_with_the_name_that_was_meant(
    monkeypatch: pytest.MonkeyPatch, variable: str, meant: str
) -> None:
    monkeypatch.setenv(variable, "1")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value) == f"unknown setting {variable}: did you mean {meant}?"


def test_an_unknown_variable_like_no_other_is_refused_without_a_guess(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STUDIOLO_QQQQQQQQQQQQQQQQQQQQQQQQ", "1")
    with pytest.raises(SettingsError, match=r"unknown setting STUDIOLO_QQQQQQQQQQQQQQQQQQQQQQQQ$"):
        load_settings()


def test_a_model_given_in_place_of_another_providers_gets_neither_its_key_nor_its_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STUDIOLO_MODEL", "openai:house")
    monkeypatch.setenv("STUDIOLO_MODEL_BASE_URL", "http://models.museum:8000/v1")
    monkeypatch.setenv("STUDIOLO_MODEL_API_KEY", "of-the-house")
    other = load_settings(model="anthropic:claude")
    assert (other.model, other.model_base_url, other.model_api_key) == ("anthropic:claude", None, None)
    given = load_settings(model="anthropic:claude", model_api_key="of-another")
    assert given.model_api_key == SecretStr("of-another")
    alike = load_settings(model="openai:house-large")
    assert (alike.model_base_url, alike.model_api_key) == (
        "http://models.museum:8000/v1",
        SecretStr("of-the-house"),
    )


def test_a_model_given_where_none_is_set_gets_the_key_and_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STUDIOLO_MODEL_API_KEY", "of-the-house")
    assert load_settings(model="openai:house").model_api_key == SecretStr("of-the-house")


def test_the_key_stays_for_the_models_that_a_request_may_choose_where_quoting_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STUDIOLO_MODEL", "openai:house")
    monkeypatch.setenv("STUDIOLO_ALLOWED_MODELS", '["openai:house"]')
    monkeypatch.setenv("STUDIOLO_MODEL_API_KEY", "of-the-house")
    assert load_settings(model="extractive").model_api_key == SecretStr("of-the-house")


def test_variables_of_others_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_STUDIOLO_PORT", "1")
    assert load_settings().port == 8765


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("passage_tokens", 31),
        ("passage_tokens", 481),
        ("passages", 0),
        ("passages", 51),
        ("port", 0),
        ("port", 65536),
        ("model", "gpt-4.1-mini"),
        ("model", ""),
        ("model", "openai:"),
        ("allowed_models", ("openai:small", "large")),
        ("model_base_url", ""),
        ("model_timeout", 0),
        ("answer_tokens", 15),
        ("upload_megabytes", 0),
        ("access", "secret"),
        ("index_name", "with space"),
        ("colour", "red"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: object) -> None:
    with pytest.raises(SettingsError, match=f"wrong settings: {name}: "):
        load_settings(**{name: value})


def test_line_ends_of_keys_and_addresses_are_no_part_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_MODEL", "openai:house\n")
    monkeypatch.setenv("STUDIOLO_MODEL_BASE_URL", " http://models.museum:8000/v1\r\n")
    monkeypatch.setenv("STUDIOLO_MODEL_API_KEY", "of-the-house\n")
    settings = load_settings()
    assert (settings.model, settings.model_base_url) == ("openai:house", "http://models.museum:8000/v1")
    assert settings.model_api_key == SecretStr("of-the-house")


def test_several_wrong_values_are_named_together() -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(port=0, passages=0)
    assert "port: " in str(refused.value)
    assert "passages: " in str(refused.value)


def test_a_key_never_shows_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_MODEL_API_KEY", "sk-very-secret")
    settings = load_settings()
    assert settings.model_api_key == SecretStr("sk-very-secret")
    for shown in (repr(settings), str(settings), settings.model_dump_json(), repr(settings.model_dump())):
        assert "sk-very-secret" not in shown


def test_a_wrong_key_does_not_show_itself_in_the_error() -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(model_api_key=["sk-very-secret"])
    assert "sk-very-secret" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("rest", ["svc:TopSecret@chroma:8000", "chroma:8000/?token=TopSecret"])
def test_a_chroma_server_is_named_without_credentials(rest: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(chroma_url=f"http://{rest}")
    wanted = "users, passwords and queries are not sent to Chroma: write http://host:port"
    assert str(refused.value) == f"wrong settings: chroma_url: {wanted}"
    assert load_settings(chroma_url="http://chroma:8000").chroma_url == "http://chroma:8000"


@pytest.mark.parametrize("url", ["http://u:open@sesame@host/v1", "http://u:open/sesame@host/v1?key=sesame"])
def test_settings_are_written_down_without_credentials(url: str) -> None:
    written = load_settings(model_base_url=url, model_api_key="sesame").without_secrets()
    assert written["model_base_url"].startswith("http://")
    assert "sesame" not in str(written)


def test_settings_cannot_be_changed_after_they_were_built() -> None:
    settings = load_settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1  # type: ignore[misc]


def test_the_cache_lies_where_the_user_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert load_settings().cache == tmp_path / "studiolo"


def test_a_request_may_choose_only_allowed_models() -> None:
    settings = load_settings(model="ollama:qwen3", allowed_models=("openai:gpt-5",))
    assert settings.chosen_model(None) == "ollama:qwen3"
    for allowed in ("extractive", "ollama:qwen3", "openai:gpt-5"):
        assert settings.chosen_model(allowed) == allowed
    with pytest.raises(CallerError, match="'openai:other' is not allowed: use one of extractive, ollama"):
        settings.chosen_model("openai:other")


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_a_list_that_is_not_json_is_refused_with_how_to_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_ALLOWED_MODELS", "openai:gpt")
    with pytest.raises(SettingsError, match=r"allowed_models.*\[\"a\", \"b\"\]"):
        load_settings()


def test_no_setting_is_guessed_for_a_name_like_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_XYZZY", "1")
    with pytest.raises(SettingsError, match=r"unknown setting STUDIOLO_XYZZY$"):
        load_settings()
