"""Object numbers as museums write them, found in text and compared without their punctuation."""

from retrieval.object_numbers.finding import (
    SAME_KEY,
    SAME_TEXT,
    ObjectNumber,
    find_object_numbers,
    key_prefixes,
    key_without_register,
    match_strength,
    may_be_a_date,
    number_key,
    number_keys,
)

__all__ = [
    "SAME_KEY",
    "SAME_TEXT",
    "ObjectNumber",
    "find_object_numbers",
    "key_prefixes",
    "key_without_register",
    "match_strength",
    "may_be_a_date",
    "number_key",
    "number_keys",
]
