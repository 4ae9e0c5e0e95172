"""The strings of a Linked Art record that are written for people, and what they belong to."""

from collections.abc import Iterator

from ingest.readers.json_source import Node
from ingest.readers.linked_art.terms import HUMAN

_TECHNICAL = frozenset(
    {"@context", "representation", "digitally_shown_by", "digitally_carried_by", "conforms_to"}
)


def human_strings(node: Node) -> Iterator[Node]:
    """Every string that is written for people, in the order of the source."""
    if isinstance(node.value, list):
        for each in node.each():
            yield from human_strings(each)
    for key, value in node.members():
        if key in HUMAN and value.text:
            yield value
        elif key not in _TECHNICAL:
            yield from human_strings(value)


def time_spans(node: Node) -> Iterator[Node]:
    """Every time span within an event and its parts."""
    for key, value in node.members():
        for each in value.each():
            if key == "timespan":
                yield each
            else:
                yield from time_spans(each)


def property_of(pointer: str) -> str:
    """The property that a string belongs to: the last named step above it."""
    return next((step for step in reversed(pointer.split("/")[:-1]) if step and not step.isdecimal()), "")


def words(key: str) -> str:
    """A property's name as a label: `took_place_at` as `Took place at`."""
    return key.replace("_", " ").strip().capitalize()
