"""Prompts as files with a version, and passages laid out so that a model can cite them.

A prompt is `<name>.md`: YAML front matter (`name`, `version`, `variables`, `changed`), then the
sections `## System` and `## User` with a `{variable}` wherever a value goes. Values are put in
once and never read as templates, so braces in a passage stay braces. Sections `## For curator` and
the like, behind those two, hold what `{audience}` stands for.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import frontmatter
from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate
from yaml import YAMLError

from assistant.guarding import Disclosure, is_order, visible, without_held
from retrieval.errors import SettingsError
from retrieval.passages import Passage

_SECTION = re.compile(r"^## (System|User|For \w+)[ \t]*$", re.MULTILINE)
PROMPTS = ("answer", "standalone", "simpler", "translation")
_KEYS = {"name", "version", "variables", "changed"}

# What could end the frame around a passage or pass for a message of the chat itself, and marks of
# footnotes, which a model takes for the numbers of passages.
_FRAME_TAG = re.compile(r"[<＜‹〈](?=\s*[/／]?\s*passage)", re.IGNORECASE)
_CONTROL_TOKEN = re.compile(r"<(?=\|)")
_FOOTNOTE_MARK = re.compile(r"[\[【［]\^?(\d{1,3})[\]】］]")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of one prompt; `version_name` (`answer@1`) is what an answer records.

    `audiences` is what the variable `audience` stands for, by the audience's name.
    """

    name: str
    version: int
    variables: tuple[str, ...]
    changed: str
    template: ChatPromptTemplate
    audiences: Mapping[str, str] = field(default_factory=dict)

    @property
    def version_name(self) -> str:
        """The name and version in one word, as answers and evaluation runs record it."""
        return f"{self.name}@{self.version}"

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each section as it stands in the file, variables in braces."""
        said = (str(message.prompt.template) for message in self.template.messages)  # type: ignore[union-attr]
        return (*said, *self.audiences.values())

    def render(self, **variables: str) -> list[BaseMessage]:
        """The system and user messages, with the values put in verbatim, for `audience` what it stands for.

        Raises SettingsError naming every variable that is missing or that the prompt does not know, or
        the audience that it has no section for.
        """
        missing = [name for name in self.variables if name not in variables]
        unknown = sorted(set(variables) - set(self.variables))
        wrong = [f"missing: {', '.join(missing)}"] * bool(missing)
        wrong += [f"unknown: {', '.join(unknown)}"] * bool(unknown)
        if wrong:
            raise SettingsError(
                f"The variables of prompt {self.version_name} do not match ({'; '.join(wrong)}). "
                f"It takes {', '.join(self.variables)}."
            )
        if self.audiences:
            variables["audience"] = self._audience(variables["audience"])
        return self.template.format_messages(**variables)

    def _audience(self, name: str) -> str:
        if name not in self.audiences:
            raise SettingsError(
                f"Prompt {self.version_name} has nothing for the audience {name!r}: "
                f"it knows {', '.join(self.audiences)}."
            )
        return self.audiences[name]


@dataclass(frozen=True, slots=True)
class FramedPassages:
    """Passages as text for a prompt: `text` holds the first `shown` of them, `[1]` the first."""

    text: str
    shown: int


def load_prompt(name: str, *, folder: Path | None = None) -> Prompt:
    """The prompt `<name>.md` of `folder`, or of the prompts that come with Studiolo.

    Raises SettingsError when there is no such prompt or its file is not as this module describes.
    """
    place = folder if folder is not None else importlib.resources.files("prompts")
    file = place / f"{name}.md"
    if not re.fullmatch(r"[\w-]+", name) or not file.is_file():
        raise SettingsError(f"There is no prompt {name!r}: {folder or 'the package'} has no {name}.md.")
    try:
        post = frontmatter.loads(file.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"Prompt {name!r} cannot be read: {error}") from error
    values: dict[str, Any] = post.metadata
    _check_front_matter(name, values)
    template, audiences = _sections(name, post.content)
    declared = tuple(values["variables"])
    _check_variables(name, declared, template)
    if audiences and "audience" not in declared:
        raise SettingsError(f"Prompt {name!r}: sections for audiences, but no variable audience.")
    return Prompt(name, values["version"], declared, str(values["changed"]), template, audiences)


def instructions() -> Disclosure:
    """What tells that a sentence repeats the instructions of one of the prompts that come with Studiolo."""
    return Disclosure(text for name in PROMPTS for text in load_prompt(name).texts)


def frame_passages(
    passages: Sequence[Passage], *, budget: int | None = None, length: Callable[[str], int] = len
) -> FramedPassages:
    """The passages, numbered from 1, each in a frame that its own text cannot close.

    Sentences that are orders to an assistant are not among the text: a mark stands in their place.

    `budget` is the most that `length` (characters, or a model's token counter) may say of the
    text. The last passages are left out first; one is cut only if it is the first and too long
    alone. Nothing is shown when not even an empty frame fits.
    """
    shown: list[str] = []
    for number, passage in enumerate(passages, start=1):
        block = _frame(number, passage, without_held(passage.text, passage.language))
        if budget is not None and length("\n\n".join([*shown, block])) > budget:
            break
        shown.append(block)
    if not shown and passages and budget is not None:
        cut = _first_cut(passages[0], budget, length)
        shown = [cut] if cut else []
    return FramedPassages("\n\n".join(shown), len(shown))


def _first_cut(passage: Passage, budget: int, length: Callable[[str], int]) -> str:
    """The frame around as much of the start of the passage as fits, or "" if none of it does."""
    whole = without_held(passage.text, passage.language)
    best, low, high = "", 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        block = _frame(1, passage, _whole_words(whole[:middle]) + " …")
        if length(block) <= budget:
            best, low = block, middle
        else:
            high = middle - 1
    return best


def _whole_words(text: str) -> str:
    """The text without its last word, which may be half a one; Chinese has no spaces and stays whole."""
    words = re.match(r"(.*\S)\s+\S*$", text, re.DOTALL)
    return words[1] if words and 2 * len(words[1]) > len(text) else text


def _frame(number: int, passage: Passage, text: str) -> str:
    """One numbered passage with its title and language, as the model sees it."""
    title = " ".join(defused(passage.title).split()).replace('"', "'")
    title = "" if is_order(title) else title
    attributes = [f'number="{number}"']
    attributes += [f'title="{title}"'] * bool(title)
    attributes += [f'language="{passage.language}"'] * bool(passage.language)
    return f"<passage {' '.join(attributes)}>\n{defused(text)}\n</passage>"


def defused(text: str) -> str:
    """The text with nothing in it that a model could take for our frame, its chat or our marks.

    Characters that show nothing are left out too. Only the model sees this copy: quotes are taken from
    the passage itself.
    """
    text = _CONTROL_TOKEN.sub("&lt;", _FRAME_TAG.sub("&lt;", visible(text)))
    return _FOOTNOTE_MARK.sub(r"(\1)", text)


def _check_front_matter(name: str, values: dict[str, Any]) -> None:
    """Raise SettingsError unless the front matter has exactly our keys, with the right kinds."""
    if set(values) != _KEYS:
        odd = ", ".join(sorted(_KEYS ^ {str(key) for key in values}))
        raise SettingsError(f"Prompt {name!r}: front matter has a missing or unknown key: {odd}.")
    variables = values["variables"]
    sound = (
        values["name"] == name
        and type(values["version"]) is int
        and isinstance(variables, list)
        and all(isinstance(variable, str) for variable in variables)
    )
    if not sound:
        raise SettingsError(
            f"Prompt {name!r}: front matter needs name (as the file's), version (a whole number) "
            "and variables (a list of names)."
        )


def _sections(name: str, body: str) -> tuple[ChatPromptTemplate, dict[str, str]]:
    """The first two sections as a chat template, and those for audiences by name.

    Raises SettingsError if the two are not both there, in order, or a section is empty.
    """
    _, *parts = _SECTION.split(body)
    titles, texts = parts[::2], [text.strip() for text in parts[1::2]]
    audiences = [title.removeprefix("For ") for title in titles[2:] if title.startswith("For ")]
    if titles[:2] != ["System", "User"] or len(set(audiences)) < len(titles) - 2 or not all(texts):
        raise SettingsError(
            f"Prompt {name!r} needs the sections ## System and ## User, in that order, "
            "and behind them nothing but one section for each audience."
        )
    try:
        template = ChatPromptTemplate.from_messages([("system", texts[0]), ("human", texts[1])])
    except ValueError as error:
        raise SettingsError(f"Prompt {name!r} has a brace that is no variable: {error}") from error
    return template, dict(zip(audiences, texts[2:], strict=True))


def _check_variables(name: str, declared: tuple[str, ...], template: ChatPromptTemplate) -> None:
    """Raise SettingsError unless the variables declared are those the text uses."""
    odd = sorted(set(declared) ^ set(template.input_variables))
    if odd:
        raise SettingsError(f"Prompt {name!r}: declared or used, but not both: {', '.join(odd)}.")
