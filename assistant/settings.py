"""Every setting, once. Read from the environment (`STUDIOLO_…`) at an entry point and passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnparsableError

from retrieval.addresses import without_secrets
from retrieval.embeddings import DEFAULT_MODEL, default_cache
from retrieval.errors import CallerError, SettingsError

_PREFIX = "STUDIOLO_"
EXTRACTIVE = "extractive"
_OF_A_MODEL = ("model_base_url", "model_api_key", "model_window")
HostName = Annotated[str, Field(pattern=r"^(\*|(\*\.)?[A-Za-z0-9][A-Za-z0-9._-]*)$")]


def _user_cache() -> Path:
    given = os.environ.get("XDG_CACHE_HOME")
    return Path(given) / "studiolo" if given else default_cache()


class Settings(BaseSettings):
    """One installation's settings; `load_settings` reads them."""

    # Keys and addresses out of files have line ends.
    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, extra="forbid", frozen=True, str_strip_whitespace=True
    )

    home: Path = Field(Path("studiolo-home"), description="Folder with all state of this installation.")
    embedding_model: str = Field(
        DEFAULT_MODEL, description="A sentence-transformers model by name or folder."
    )
    embedding_engine: Literal["auto", "onnx", "torch"] = Field(
        "auto", description="What runs it; auto is torch where there is a GPU, else ONNX Runtime."
    )
    reranker: str | None = Field(
        None,
        description="A sentence-transformers cross-encoder by name or folder, in place of late interaction.",
    )
    cache: Path = Field(
        default_factory=_user_cache, description="Where packaged and exported models are kept."
    )
    allow_downloads: bool = Field(False, description="Whether models may be fetched from a model hub.")
    chroma_url: str | None = Field(None, description="A Chroma server; without one, vectors lie in the home.")
    index_name: str = Field(
        "passages",
        pattern=r"^[a-zA-Z0-9][a-zA-Z0-9_-]{2,40}[a-zA-Z0-9]$",
        description="Keeps the indexes of several installations apart on one Chroma server.",
    )
    vocabulary: tuple[Path, ...] = Field(
        (), description="A museum's own CSV files of names and terms, added to the shipped vocabulary."
    )
    passage_tokens: int = Field(
        200, ge=32, le=480, description="Size of a passage, in the embedder's tokens."
    )
    access: Literal["public", "internal", "restricted"] = Field(
        "internal", description="Access of documents that do not state their own."
    )
    read_seconds: float = Field(
        300, gt=0, description="Seconds after which a file that brings nothing new is given up."
    )
    read_megabytes: int = Field(
        3072, ge=256, description="Most memory that reading a file may take; it costs that file alone."
    )
    ocr: Literal["rapidocr", "tesseract", "none"] = Field(
        "rapidocr", description="What recognises the text of pages and files that are pictures."
    )
    ocr_languages: tuple[str, ...] = Field(
        ("zh", "en", "ru"), description="Languages that tesseract is to expect, as ISO 639-1 codes."
    )
    pdf_reader: Literal["builtin", "docling"] = Field(
        "builtin", description="What reads PDF; docling is an extra, with models in a folder of their own."
    )
    docling_models: Path | None = Field(
        None, description="Folder with Docling's models; it never fetches any."
    )
    passages: int = Field(8, ge=1, le=50, description="How many passages an answer is written from.")
    model: str = Field(EXTRACTIVE, description="Who writes answers: extractive, or provider:model.")
    allowed_models: tuple[str, ...] = Field(
        (), description="Models that a request may choose beside the default."
    )
    model_base_url: str | None = Field(
        None,
        min_length=1,
        description="Base URL of an OpenAI-compatible server; it is that of all models of its provider.",
    )
    model_api_key: SecretStr | None = Field(
        None, description="Key for the model's server or provider, and for no other."
    )
    model_timeout: float = Field(
        120, gt=0, le=3600, description="Seconds to wait for a model, its second attempts included."
    )
    model_window: int | None = Field(
        None, ge=512, description="Most tokens the model reads at once, where its server does not say."
    )
    answer_tokens: int = Field(512, ge=16, le=8192, description="The longest answer a model may write.")
    verifier: str | None = Field(
        None, description="A cross-encoder trained on inference, by folder or hub name: a second opinion."
    )
    keep_answers: bool = Field(True, description="Whether answers and conversations are written down.")
    keep_answers_days: int = Field(
        0, ge=0, le=36500, description="Days after which an answer is deleted from the log; 0 keeps all."
    )
    keep_conversations_days: int = Field(
        30,
        ge=0,
        le=36500,
        description="Days without a question after which a conversation is forgotten; 0: never.",
    )
    host: str = Field("127.0.0.1", description="Address the service listens on.")
    allowed_hosts: tuple[HostName, ...] = Field(
        (),
        description='Names the service is reached by, beside addresses and names without a dot; "*" for any.',
    )
    port: int = Field(8765, ge=1, le=65535, description="Port the service listens on.")
    answers_at_once: int = Field(
        32, ge=1, le=512, description="Most answers the service works on; who asks for more is told to wait."
    )
    upload_megabytes: int = Field(200, ge=1, description="The largest document accepted over HTTP.")

    @field_validator("chroma_url")
    @classmethod
    def _without_credentials(cls, url: str | None) -> str | None:
        if url and any(mark in url for mark in "@?#"):
            raise ValueError("users, passwords and queries are not sent to Chroma: write http://host:port")
        return url

    @field_validator("model", "allowed_models")
    @classmethod
    def _named(cls, given: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for name in (given,) if isinstance(given, str) else given:
            provider, _, model = name.partition(":")
            if name != EXTRACTIVE and not (provider and model):
                raise ValueError(
                    f"{name!r} names no model: write {EXTRACTIVE}, or provider:model (openai:gpt-4.1-mini)"
                )
        return given

    def is_of_provider(self, name: str) -> bool:
        """Whether the address, key and window of the settings are for the model `name`.

        They are for the models of one provider, that of the default model, or where quoting is the default
        that of the first model a request may choose.
        """
        models = [model for model in (self.model, *self.allowed_models) if model != EXTRACTIVE]
        return bool(models) and models[0].partition(":")[0] == name.partition(":")[0]

    def chosen_model(self, requested: str | None) -> str:
        """The model a request names, or the default; CallerError when it is not an allowed one."""
        if requested is None:
            return self.model
        allowed = {EXTRACTIVE, self.model, *self.allowed_models}
        if requested not in allowed:
            known = ", ".join(sorted(allowed))
            raise CallerError(f"the model {requested!r} is not allowed: use one of {known}")
        return requested

    def without_secrets(self) -> dict[str, Any]:
        """The settings as JSON values, to be written down: no key, no user or password in an address."""
        values = self.model_dump(mode="json")
        for name, value in self:
            if isinstance(value, SecretStr):
                del values[name]
            elif isinstance(value, str) and "://" in value:
                values[name] = without_secrets(value)
        return values


def load_settings(**given: Any) -> Settings:
    """The settings from the environment, with `given` values in their place where not None.

    The address, key and window of a model go to no model of another provider that is given in its place.
    Raises SettingsError naming each wrong value, and each unknown `STUDIOLO_` variable with the
    name that was probably meant.
    """
    _refuse_unknown_variables()
    values = {name: value for name, value in given.items() if value is not None}
    try:
        if "model" in values:
            values = {**_not_of_another(values), **values}
        return Settings(**values)
    except UnparsableError as error:  # a list that is not JSON
        raise SettingsError(
            f'wrong settings: {error}; a list is written as JSON, such as ["a", "b"]'
        ) from None
    except ValidationError as error:
        lines = [
            f"{'.'.join(map(str, e['loc']))}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors(include_input=False)
        ]
        raise SettingsError("wrong settings: " + "; ".join(lines)) from None


def _not_of_another(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the environment says of a model that the one given takes the place of: None for each."""
    named = Settings(**{name: value for name, value in given.items() if name != "model"}).model
    one, other = (name.partition(":")[0] for name in (named, given["model"]))
    return {} if EXTRACTIVE in (one, other) or one == other else dict.fromkeys(_OF_A_MODEL)


def _refuse_unknown_variables() -> None:
    known = {_PREFIX + name.upper() for name in Settings.model_fields}
    for variable in os.environ:
        if variable.upper().startswith(_PREFIX) and variable.upper() not in known:
            name = variable.upper().removeprefix(_PREFIX)
            near = get_close_matches(name, [k.removeprefix(_PREFIX) for k in known], n=1)
            hint = f": did you mean {_PREFIX}{near[0]}?" if near else ""
            raise SettingsError(f"unknown setting {variable}{hint}")
