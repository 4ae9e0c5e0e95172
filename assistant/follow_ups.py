"""Follow-up questions made standalone by rules, in English, Russian and Chinese.

What a question leaves out is put in brackets behind it, never into it: a rule that takes "it" for
the wrong one of two names then still searches for the right one too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversations import Turn
from assistant.leaning import Leaning, leaning_of, without_lead
from assistant.topics import Topics, adds
from retrieval.language.sentences import script_language

_LONGEST = 400  # characters of a question that is searched for
_PREPOSITION = re.compile(
    r"^(?:in|at|for|of|on|to|with|by|from|в|во|на|для|у|с|со|к|ко|из|по|о|об|от|до)\b", re.IGNORECASE
)
_QUESTION_WORDS = {
    "en": re.compile(
        r"\b(?:by |from |for |with |in |at |on |to )?(?:who|whom|whose|what|when|where|which|why|how (?:many|much|long|large|high|old|tall))\b"
        r"|\b(?:does|do|did|is|are|was|were)\b|[?]", re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:в |на |из |от |для |с |у |до |по |под )?(?:кто|кого|кому|кем|что|чего|чему|чем|когда|где|куда|откуда|как\w*|сколько|скольк\w+|"
        r"почему|зачем|чей|чья|чьё|чьи|котор\w+)\b|[?]", re.IGNORECASE,
    ),
    "zh": re.compile(r"是?谁|什么时候|为什么|什么|何时|哪[一]?[年天里儿个位座件]?|几[个件]?|多少|多[高长大重宽久深厚远]|怎么|怎样|吗|呢|[？?]"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that can be searched for without its conversation; `leaned` if something was added."""

    text: str
    leaned: bool = False


class FollowUps:
    """Carries what the last turns were about into questions that lean on them."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def standalone(self, question: str, turns: Sequence[Turn]) -> Standalone:
        """`question` with what it takes from the last of `turns`; as it is where it stands alone."""
        if not turns:
            return Standalone(question)
        names = self._topics.names(question)
        leaning = leaning_of(question, names, self._topics.terms(question))
        if leaning is Leaning.NOT:
            return Standalone(question)
        last = turns[-1]
        said = _continued(question, last, names) if leaning is Leaning.REST else question
        added = _carried(said, last, with_title=not (leaning is Leaning.REST and names))
        return Standalone(_with(said, added)[:_LONGEST], leaned=True)


def _continued(question: str, last: Turn, names: Sequence[str]) -> str:
    """The last question with what the new one puts in its place, or the new one with the rest of the last."""
    new = re.sub(r"呢?[？?!！.]*$", "", without_lead(question)).strip()
    if names and new:
        for known in last.topic.names:
            if known in last.searched and not _PREPOSITION.match(new):
                return last.searched.replace(known, new)
        return _with(new, [_rest(last.searched)])
    return _with(question, [_rest(last.searched)])


def _rest(searched: str) -> str:
    """A question without the words that ask: what it is about and what it says of it."""
    return " ".join(_QUESTION_WORDS[script_language(searched)].sub(" ", searched).split())


def _carried(said: str, last: Turn, *, with_title: bool) -> list[str]:
    """What of the last turn's topic is not in `said` yet."""
    wanted = [*last.topic.names, *last.topic.said, last.topic.title if with_title else ""]
    carried: list[str] = []
    for name in wanted:
        if name and adds(name, [said, *carried]):
            carried.append(name)
    return carried


def _with(question: str, added: Sequence[str]) -> str:
    """`question` with what is added in brackets behind it."""
    if not any(added):
        return question
    chinese = script_language(question) == "zh"
    inside = ("；" if chinese else "; ").join(text for text in added if text)
    return f"{question}（{inside}）" if chinese else f"{question} ({inside})"
