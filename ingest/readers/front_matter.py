"""What a Markdown file says of itself above its text, in YAML or TOML."""

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from ingest.records.access import strictest_statement
from ingest.records.embargo import last_embargo
from ingest.records.mapping import known_headers, plain_header
from ingest.records.yes_and_no import published, restricted

_FRONT_MATTER = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.*?)^(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
# An entry of front matter that cannot be read whole: its key, and what stands behind and below it.
_ENTRY = re.compile(
    r"""^["']?([^\W\d][\w -]{0,60}?)["']?[ \t]*[:=][ \t]*(.*(?:\n(?:[ \t-].*|[ \t]*$))*)""", re.MULTILINE
)
_OF_ACCESS = ("access", "embargo")
_READ = frozenset(
    """title date language lang collection object_number access embargo author superseded_by supersedes
    status""".split()  # noqa: SIM905
)


def front_matter(source: str) -> tuple[dict[str, str], tuple[str, ...], str]:
    """The front matter as strings, warnings, and the source with the front matter's lines left blank."""
    match = _FRONT_MATTER.match(source)
    if not match:
        return {}, (), source
    rest = blanked(match) + source[match.end() :]
    try:
        values = _front_matter_values(match["fence"], match["matter"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        said = _named(
            (key, " ".join(value.split()).strip("'\"")) for key, value in _ENTRY.findall(match["matter"])
        )
        kept = {key: said[key] for key in _OF_ACCESS if key in said}
        return kept, (f"the front matter is not valid and was left out: {reason}",), rest
    if not isinstance(values, Mapping):
        # Two rules with text between them, or nothing at all.
        return {}, (), rest if values is None else source
    return _named((str(key), value) for key, value in values.items()), (), rest


def _named(entries: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """The entries that say something by their names; all that is said of access counts, in any shape."""
    metadata: dict[str, str] = {}
    for key, value in entries:
        header = known_headers().get(plain_header(key), "")
        # "published" names a day as often: it closes where it says no, and opens nothing.
        unpublished = header == "public_access" and published(_as_text(value)) == "restricted"
        of_access = "access" if header == "restriction" or unpublished else header
        of_access = of_access if of_access in _OF_ACCESS else ""
        name = of_access or (key.lower() if key.lower() in _READ else key)
        text = "restricted" if unpublished else _leaves(value) if of_access else _as_text(value)
        text = restricted(text) if header == "restriction" else text
        if text and of_access and name in metadata:
            both = (metadata[name], text)
            text = last_embargo(both) if name == "embargo" else strictest_statement(both)
        if text:
            metadata[name] = text
    return metadata


def _front_matter_values(fence: str, matter: str) -> Any:
    """The values as they are written: the accession number 1971.70 is not the number 1971.7."""
    if fence == "+++":
        return tomllib.loads(matter, parse_float=str)
    return YAMLHandler().load(matter, Loader=yaml.BaseLoader)


def _as_text(value: Any) -> str:
    """A front matter value as a string: a list of scalars joined with "; ", "" for anything deeper."""
    if isinstance(value, list):
        return "; ".join(text for each in value if not isinstance(each, list) and (text := _as_text(each)))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value).strip() if isinstance(value, (str, int)) else ""


def _leaves(value: Any) -> str:
    """All that a value of any depth says, in one line with its keys; "" for nothing."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {text}" for key, each in value.items() if (text := _leaves(each)))
    if isinstance(value, list):
        return "; ".join(filter(None, map(_leaves, value)))
    return _as_text(value)


def blanked(match: re.Match[str]) -> str:
    """The lines of a match without what is on them, so that those below keep their numbers."""
    return "\n" * match.group().count("\n")
