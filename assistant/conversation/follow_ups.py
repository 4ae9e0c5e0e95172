"""Follow-up questions made standalone by rules, in English, Russian and Chinese.

What a question leaves out is put in brackets behind it, never into it: a rule that takes "it" for
the wrong one of two names then still searches for the right one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.conversation.contrasts import without_replaced
from assistant.conversation.conversations import Turn
from assistant.conversation.leaning import Leaning, leaning_of, means_a_person, without_lead
from assistant.conversation.leaning_words import POLITE, PREPOSITION, PRONOUN
from assistant.conversation.other_things import in_its_place, is_thing
from assistant.conversation.topics import Topics, adds, parts
from retrieval.language.function_words import content_words
from retrieval.language.sentences import script_language
from retrieval.object_numbers import find_object_numbers

RULES = "rules"
TURNS_SHOWN = 3  # turns that a model is shown
_NUMBER = re.compile(r"\d+")
_QUOTES = "\"“”«»「」'’ "
_MOST_INVENTED = 0.34  # the share of a model's words that may be other forms of the conversation's
_MOST_CARRIED = 400  # characters that a question takes from its conversation
_END = re.compile(r"(?: ones?)?呢?\s*[?？!！.。]*$")
_ARTICLE = re.compile(r"^(?:the |an? |that |那[个件幅座只枚尊张套组把块卷册扇条])", re.IGNORECASE)
_QUESTION_WORDS = {
    "en": re.compile(
        r"\b(?:(?:by|from|for|with|in|at|on|to) )?(?:who|whom|whose|what|when|where|which|why|"
        r"how(?: (?:many|much|long|large|high|old|tall))?)\b|\b(?:does|do|did|is|are|was|were)\b|[?]",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:(?:в|на|из|от|для|с|у|до|по|под) )?(?:кто|кого|кому|кем|что|чего|чему|чем|когда|где|куда|"
        r"откуда|как\w*|сколько|скольк\w+|почему|зачем|чей|чь\w+|котор\w+)\b|[?]",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"是?谁|什么时候|为什么|什么|何时|哪一?[年天里儿个位座件]?|几[个件]?|多少|"
        r"多[高长大重宽久深厚远]|怎么|怎样|吗|呢|[？?]"
    ),
}


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that can be searched for without its conversation.

    `by` says what changed it: `rules`, or the name and version of the prompt that a model wrote it from.
    """

    text: str
    by: str | None = None


class FollowUps:
    """Carries what the last turn was about into a question that leans on it."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def standalone(self, question: str, turns: Sequence[Turn]) -> Standalone:
        """`question` with what it takes from the last of `turns`; as it is where it stands alone.

        A turn that asked nothing ("Thanks!") is passed over.
        """
        last = next((turn for turn in reversed(turns) if not POLITE.fullmatch(turn.question)), None)
        if last is None:
            return Standalone(question)
        names = self._topics.names(question)
        leaning = leaning_of(question, names, self._topics.terms(question))
        if leaning is Leaning.NOT:
            return Standalone(question)
        if leaning is Leaning.TOPIC:
            carried = (*last.topic.said, *last.topic.names) if means_a_person(question) else last.topic.names
            text = _with(question, carried)
        elif len(last.searched) > _MOST_CARRIED:
            text = _with(question, self._asked_before(question, last))
        elif (of_another := self._of_another_thing(question, last)) is not None:
            text = of_another
        elif names:
            text = self._about_another(question, last)
        else:
            text = _with(question, self._asked_before(question, last))
        return Standalone(text, by=RULES)

    def _asked_before(self, question: str, last: Turn) -> list[str]:
        """What the last question was about and said of it, without what `question` puts in its place."""
        own, carried = parts(last.searched, last.question)
        if carried:  # its pronouns stand for them
            own = PRONOUN[script_language(own)].sub(" ", own)
        new, asked = without_lead(question), _rest(without_lead(own))
        left = without_replaced(asked, new, self._topics)
        if left == asked:  # else what it took over itself still counts
            carried = [without_replaced(part, new, self._topics) for part in carried]
        names = [name for name in last.topic.names if name not in carried]
        return [left, *carried, *(without_replaced(name, new, self._topics) for name in names)]

    def _of_another_thing(self, question: str, last: Turn) -> str | None:
        """What was asked of one thing, asked of another: "And the Orlov clock?"; None where it names none."""
        new = _new(question)
        spoken_of = not adds(new, [last.searched]) and not find_object_numbers(new)
        if spoken_of or not is_thing(new, self._topics):
            return None
        return in_its_place(last.searched, new, self._topics)

    def _about_another(self, question: str, last: Turn) -> str:
        """What was asked of one name, asked of another: "And Fyodor Shekhtel?"."""
        new = _new(question)
        known = self._topics.names(last.searched)
        if not known or PREPOSITION.match(new):
            return _with(new, self._asked_before(question, last))
        text = last.searched.replace(known[0], new, 1)
        for name in known[1:]:
            text = text.replace(name, "", 1)
        return " ".join(text.split())


def sensible(written: str, question: str, turns: Sequence[Turn], topics: Topics) -> str | None:
    """The question a model wrote, or None if it is none that the conversation carries.

    A search for what a model invented finds what nobody asked for: so every name and number must be in
    the conversation, and nearly every word, and the language must stay.
    """
    text = written.strip().strip(_QUOTES)
    if not text or "\n" in text or len(text) > len(question) + min(_MOST_CARRIED, 3 * len(question) + 200):
        return None
    language = script_language(question)
    if script_language(text) != language:
        return None
    told = "\n".join([question, *(f"{t.question}\n{t.searched}\n{t.text}" for t in turns[-TURNS_SHOWN:])])
    if any(number not in told for number in _NUMBER.findall(text)):
        return None
    if any(name.casefold() not in told.casefold() for name in topics.names(text)):
        return None
    known = {word.key for word in content_words(told, language)}
    words = [word.key for word in content_words(text, language)]
    invented = [key for key in words if key not in known]
    return text if words and len(invented) <= _MOST_INVENTED * len(words) else None


def _new(question: str) -> str:
    """What a question that leaves out the rest brings up: "the Orlov clock" without what joins it."""
    return _ARTICLE.sub("", _END.sub("", without_lead(question)))


def _rest(searched: str) -> str:
    """A question without the words that ask: what it is about and what it says of it."""
    return " ".join(_QUESTION_WORDS[script_language(searched)].sub(" ", searched).split()).rstrip(".。!！")


def _with(question: str, carried: Iterable[str]) -> str:
    """`question` with what it does not say yet in brackets behind it, at most `_MOST_CARRIED` characters."""
    added: list[str] = []
    for text in carried:
        if text and adds(text, [question, *added]):
            added.append(text)
    if not added:
        return question
    if script_language(question) == "zh":
        return f"{question}（{'；'.join(added)[:_MOST_CARRIED]}）"
    return f"{question} ({'; '.join(added)[:_MOST_CARRIED]})"
