"""The shapes of requests and responses, with the texts and examples a form builder shows."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.audiences import Audience

CONVERSATION = (
    "Lets the question lean on those asked before under the same id: 1 to 64 letters, digits, hyphens and "
    "underscores that nobody guesses. `new` begins a conversation, and the answer carries its id."
)
AUDIENCE = (
    "Who will read the answer: curators, visitors (`public`) or schoolchildren (`youth`). It is written for "
    "them, and `reading_level` says whether it is as easy as they need."
)
_LOCATOR = "Where it stands in the original: page, lines, paragraph, headings above it, …"


# Years, both included; a year before 1 AD is 0 or less.
Years = dict[Literal["from", "to"], int]
FilterValues = str | Annotated[list[str], Field(min_length=1)] | Years


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


LONGEST_LANGUAGE = 35  # characters of a language's tag (RFC 5646, 4.4.1)


class AnswerRequest(_Request):
    """A question."""

    question: str = Field(
        min_length=1, max_length=4000, description="In English, Chinese or Russian.",
        examples=["Who left the butterfly snuff bottle to the museum?"],
    )  # fmt: skip
    language: str | None = Field(
        None,
        max_length=LONGEST_LANGUAGE,
        description="Language of the answer: a code, any tag of it or a name; the question's by default.",
        examples=["en"],
    )
    audience: Audience = Field("curator", description=AUDIENCE)
    filters: dict[str, FilterValues] | None = Field(
        None,
        description="Only passages with one of the values given for each of: language, kind, document_id, "
        "collection, access, rights, object_number, maker, material, technique, place, type; and dates, a "
        "span of years that something in the passage is of. An empty list is refused: what is left out "
        "allows everything.",
        examples=[{"language": ["en", "ru"], "dates": {"from": 1736, "to": 1795}}],
    )
    conversation_id: str | None = Field(None, description=CONVERSATION, examples=["new"])
    model: str | None = Field(
        None, description="Who writes the answer, out of the allowed models.", examples=["extractive"]
    )
    stream: bool = Field(
        False, description="Send server-sent events: passages, sentence (one each), answer, error."
    )


class StreamQuery(_Request):
    """A question in an address; what it does not know is refused, for an unheard filter would open all."""

    question: str = Field(min_length=1, max_length=4000, description="In English, Chinese or Russian.")
    language: str | None = Field(
        None,
        max_length=LONGEST_LANGUAGE,
        description="Language of the answer; the question's by default.",
    )
    audience: Audience = Field("curator", description=AUDIENCE)
    model: str | None = Field(None, description="Who writes the answer, out of the allowed models.")
    conversation_id: str | None = Field(None, description=CONVERSATION)


class SearchRequest(_Request):
    """A query."""

    query: str = Field(min_length=1, max_length=4000, examples=["snuff bottles with enamel on copper"])
    k: int = Field(10, ge=1, le=200, description="How many passages.")
    filters: dict[str, FilterValues] | None = Field(None, description="As in an answer's request.")


class SentenceModel(BaseModel):
    """One sentence of an answer."""

    text: str
    citations: list[int] = Field(description="Numbers of the citations it rests on.")
    support: float = Field(description="How well the quotes carry it, from 0 to 1.")


class TranslationModel(BaseModel):
    """A quote in the answer's language, made by a language model and held against the quote."""

    text: str
    language: str
    machine: Literal[True] = Field(description="No person has made or read it.")
    model: str = Field(examples=["openai:gpt-4.1-mini"])
    prompt: str = Field(examples=["translation@1"])


class CitationModel(BaseModel):
    """A number in the answer, bound to a verbatim quote."""

    number: int
    document_id: str
    title: str
    passage_id: str
    quote: str = Field(description="Verbatim text of the document.")
    locator: dict[str, Any] = Field(description=_LOCATOR)
    language: str = Field(description="Language of the quote, which is never translated itself.")
    translation: TranslationModel | None = Field(
        default=None,
        description="Where the answer is in another language and a model made a sound one.",
    )
    url: str
    links: dict[str, str] = Field(
        default={},
        description="Where a person can see it: `view`, `original`, and `page`, `canvas`, `content_state`"
        " where there are such.",
    )
    date: str = Field(default="", description="The document's date as it states it, else empty.")
    superseded: bool = Field(default=False, description="Whether the document is no longer in force.")
    superseded_by: str | None = Field(default=None, description="What took its place, where that is known.")


class PassageModel(BaseModel):
    """A passage found for a question."""

    document_id: str
    passage_id: str
    title: str
    text: str
    locator: dict[str, Any] = Field(description=_LOCATOR)
    language: str
    score: float


class RefusalModel(BaseModel):
    """Why there is no answer: the kind for programs, the reason in the question's language."""

    kind: str = Field(examples=["not-mentioned"])
    reason: str
    missing: list[str] = Field(description="Names, dates or kinds of value that no passage found has.")


class SideModel(BaseModel):
    """One of the documents that disagree, with the date it states."""

    citation: int
    document_id: str
    title: str
    date: str


class DisagreementModel(BaseModel):
    """Documents that give different values: of a date, a number or a material."""

    kind: str = Field(examples=["date"])
    sides: list[SideModel]


class ReadingLevelModel(BaseModel):
    """How hard the answer is to read, in years of school; a pupil of year n is about n + 6 years old."""

    grade: float = Field(examples=[7.2])
    target: float | None = Field(description="What the audience needs; null for curators.", examples=[6.0])
    kept: bool = Field(description="Whether the answer is no harder than that.")
    prompt: str | None = Field(
        description="By what prompt a model made sentences easier; null where it did not.",
        examples=["simpler@1"],
    )


class AnswerModel(BaseModel):
    """An answer with its citations, or a refusal with the nearest passages."""

    id: str
    question: str
    language: str
    refused: bool = Field(description="Whether the documents do not answer the question.")
    text: str = Field(description="The sentences with their citation marks, such as [1].")
    sentences: list[SentenceModel]
    citations: list[CitationModel]
    passages: list[PassageModel] = Field(description="The evidence, best first.")
    model: str
    prompt: str | None = Field(description="Name and version of the prompt; null for quoted answers.")
    timings_ms: dict[str, int]
    left_out: list[str] = Field(description="Sentences a model wrote that nothing cited supports.")
    notices: list[str]
    searched: str = Field(
        description="The question as it was searched for: with what it leaves out, where it follows another.",
        examples=["And what is it made of? (butterfly snuff bottle; museum)"],
    )
    conversation_id: str | None = Field(description="Ask the next question with this id to let it follow.")
    refusal: RefusalModel | None = Field(default=None, description="Why there is no answer.")
    disagreements: list[DisagreementModel] = Field(
        default=[], description="Where cited documents give different values of what is asked."
    )
    audience: str = Field(default="curator", description="Whom the answer is for.")
    reading_level: ReadingLevelModel | None = Field(
        default=None, description="Null for a refusal and in languages that are not measured."
    )


class TurnModel(BaseModel):
    """A question of a conversation, with its answer."""

    answer_id: str
    asked_at: str = Field(description="UTC, ISO 8601.", examples=["2026-03-02T09:30:00.000+00:00"])
    question: str
    searched: str
    text: str = Field(description="The answer, cut where it is long.")
    refused: bool


class ConversationModel(BaseModel):
    """The last turns of a conversation, the oldest first."""

    conversation_id: str
    turns: list[TurnModel]


class ConversationForgotten(BaseModel):
    """A conversation that was deleted."""

    conversation_id: str
    turns: int = Field(description="How many turns it had.")


class SearchModel(BaseModel):
    """The passages found, best first."""

    query: str
    passages: list[PassageModel]


class DocumentModel(BaseModel):
    """What the catalogue knows of a document."""

    document_id: str
    title: str
    language: str
    kind: str
    state: str = Field(description="pending, indexed, failed, skipped, hidden or removing.")
    access: Literal["public", "internal", "restricted"]
    passages: int
    error: str | None


class DocumentDetail(DocumentModel):
    """A document with its metadata and its text as passages."""

    collection: str
    metadata: dict[str, str]
    file: str = Field(description="The file a record lies in; empty for a file that is one document.")
    fields: list[RecordField] = Field(description="The values of a record, in its order.")
    warnings: list[str]
    changed_at: str
    text: list[PlacedText]


class RecordField(BaseModel):
    """A value of a record, as the source has it."""

    name: str = Field(description="What it tells.", examples=["maker"])
    value: str
    label: str = Field("", description="The source's own word for it.")
    language: str = ""
    role: str = Field("", description="What the named person did, which title it is, what happened.")
    years: tuple[int, int] | None = Field(None, description="First and last year, 0 being 1 BC.")
    locator: dict[str, Any] = Field(default_factory=dict, description=_LOCATOR)


class PlacedText(BaseModel):
    """A passage of a document with its place."""

    passage_id: str
    position: int
    text: str
    locator: dict[str, Any] = Field(description=_LOCATOR)


class DocumentList(BaseModel):
    """Documents by id, a page at a time."""

    total: int
    documents: list[DocumentModel]


class FailureModel(BaseModel):
    """A document that could not be ingested."""

    document_id: str
    error: str


class IngestModel(BaseModel):
    """What was done with uploaded documents."""

    added: list[str]
    updated: list[str]
    unchanged: int
    removed: list[str]
    failed: list[FailureModel]
    passages: int
    seconds: float


class RemovedModel(BaseModel):
    """The documents that were removed."""

    removed: list[str]


class PassageDetail(PlacedText):
    """One passage with its document."""

    document_id: str
    title: str
    language: str
    kind: str
    url: str


class ContentStateModel(BaseModel):
    """A region of a IIIF canvas, as the IIIF Content State API 1.0 has it."""

    canvas: str = Field(description="The canvas with the cited region and time.")
    content_state: dict[str, Any]
    iiif_content: str = Field(
        description="The same, encoded: a viewer's address with ?iiif-content= opens it."
    )


class HealthModel(BaseModel):
    """Whether the service is up."""

    status: str


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str = Field(examples=["urn:studiolo:problem:not-found"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["no document 'vase.md' in the catalogue"])
    instance: str = Field(examples=["/v1/documents/vase.md"])
    errors: list[dict[str, str]] = Field(default=[], description="The wrong fields, where there are any.")
