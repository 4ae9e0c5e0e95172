"""Reads which words of a passage answer a question, by a small network over the embedding model's tokens."""

from assistant.reader.answer_reader import AnswerReader

__all__ = ["AnswerReader"]
