"""Documents that others have superseded: told by their front matter, their status or their title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from assistant.citations import Citation
from retrieval.passages import Evidence, Passage

# What a status or a title says of a document that is no longer in force.
_OUT_OF_FORCE = re.compile(
    r"\b(?:superseded|obsolete|repealed|no longer (?:in force|valid))\b|"
    r"已?废止|作废|失效|已被(?:取代|替代)|旧版|\b(?:утратил[аио]? силу|больше не действует)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:1[89]|20)\d\d\b|"
    r"\b(?:old|older|former(?:ly)?|earlier|previous(?:ly)?|before|used to|changed?|superseded)\b|"
    r"以前|从前|过去|旧|原来|原先|变化|"
    r"\b(?:раньше|ранее|прежн\w+|стар(?:ый|ые|ых|ой)|предыдущ\w+|измен\w+|смен\w+|до того)\b",
    re.IGNORECASE,
)
_NOTICES = {
    "en": "Citation {numbers}: “{title}” is no longer in force{successor}.",
    "zh": "引文 {numbers}：《{title}》已不再有效{successor}。",
    "ru": "Цитата {numbers}: документ «{title}» утратил силу{successor}.",
}
_SUCCESSORS = {
    "en": "; it was superseded by “{title}”",
    "zh": "，已由《{title}》取代",
    "ru": "; его заменил документ «{title}»",
}


def superseded(evidence: Sequence[Evidence]) -> dict[str, str]:
    """The documents of the evidence that are no longer in force, with the title or name of their successor.

    That is empty where no document names one.
    """
    passages = [e.passage for e in evidence]
    titles = {p.document_id: p.title or p.document_id for p in passages}
    found: dict[str, str] = {}
    for passage in passages:
        named = passage.facets.get("superseded_by", "")
        if named or says_out_of_force(passage):
            found.setdefault(passage.document_id, _titled(named, titles))
    for passage in passages:
        for named in passage.facets.get("supersedes", "").split("\n"):
            for old in titles:
                if named and _is(old, named) and old != passage.document_id:
                    found[old] = found.get(old) or titles[passage.document_id]
    return found


def asks_of_the_past(question: str) -> bool:
    """Whether a question names a year, or asks how things were before: then what was in force counts."""
    return bool(_PAST.search(question))


def says_out_of_force(passage: Passage) -> bool:
    """Whether a document's status or title says that it is no longer in force."""
    return any(_OUT_OF_FORCE.search(said) for said in (passage.facets.get("status", ""), passage.title))


def superseded_notice(language: str, numbers: Sequence[int], title: str, successor: str) -> str:
    """What is said beside citations of a document that is no longer in force."""
    after = _SUCCESSORS.get(language, _SUCCESSORS["en"]).format(title=successor) if successor else ""
    marks = "".join(f"[{number}]" for number in numbers)
    return _NOTICES.get(language, _NOTICES["en"]).format(numbers=marks, title=title, successor=after)


def _titled(named: str, titles: Mapping[str, str]) -> str:
    return next((title for document, title in titles.items() if named and _is(document, named)), named)


def _is(document_id: str, named: str) -> bool:
    """Whether a document is the one that another names by its path, its file or its file's stem."""
    path, other = PurePosixPath(document_id.split("#")[0]), PurePosixPath(named.strip())
    return document_id == named.strip() or other.name in (path.name, path.stem)


def superseded_notices(citations: Sequence[Citation], language: str) -> list[str]:
    """A notice for each document cited that is no longer in force."""
    old: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.superseded_by is not None:
            old.setdefault(citation.document_id, []).append(citation)
    return [
        superseded_notice(language, [c.number for c in cited], cited[0].title, cited[0].superseded_by or "")
        for cited in old.values()
    ]
