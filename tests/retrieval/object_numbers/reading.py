"""What is found in a text, for the tests of numbers."""

from retrieval.object_numbers import find_object_numbers


def texts(text: str, *, question: bool = False) -> list[str]:
    return list(dict.fromkeys(number.text for number in find_object_numbers(text, question=question)))


def keys(text: str) -> list[str]:
    return [number.key for number in find_object_numbers(text)]
