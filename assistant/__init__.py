"""Evidence becomes answers, over the command line, HTTP and Python."""

from assistant.answers import Answer, FoundPassage, SearchResult, Sentence
from assistant.assistant import Assistant
from assistant.citations import Citation
from assistant.settings import Settings, load_settings

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "FoundPassage",
    "SearchResult",
    "Sentence",
    "Settings",
    "load_settings",
]
