"""The prompt that asks a chat model to make a follow-up question standalone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from langchain_core.messages import BaseMessage

from assistant.conversation.conversations import Turn
from assistant.conversation.follow_ups import TURNS_SHOWN
from assistant.guarding import without_held
from assistant.writing.prompting import load_prompt

_LONGEST_ANSWER = 300  # characters of an answer that the model is shown
_TAG = re.compile(r"[<＜]")


def standalone_prompt(question: str, turns: Sequence[Turn]) -> tuple[list[BaseMessage], str]:
    """The messages that ask for `question` rewritten, and the prompt's name and version.

    An answer may quote an order that a document gives: the model is not shown it.
    """
    prompt = load_prompt("standalone")
    told = "\n".join(
        f"<turn>\nQuestion: {_plain(t.searched)}\nAnswer: {_answer(t)}\n</turn>" for t in turns[-TURNS_SHOWN:]
    )
    return prompt.render(conversation=told, question=_plain(question)), prompt.version_name


def _answer(turn: Turn) -> str:
    return _plain(without_held(turn.text)[:_LONGEST_ANSWER])


def _plain(text: str) -> str:
    """The text on one line, with nothing that could close the frame around a turn."""
    return _TAG.sub("&lt;", " ".join(text.split()))
