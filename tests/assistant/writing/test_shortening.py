"""Sentences that leave words of another out, and sentences that do more."""

import pytest

from assistant.writing.shortening import is_quoted_or_shortened

_PASSAGE = (
    "The museum contributed its knowledge of heritage, the company its experience with tools. "
    "The bottle 14.40.593a, b is of white porcelain, and 6.2 cm high.\n"
    "这件鼻烟壶以玛瑙制成，高六厘米，一九一四年由奥特曼遗赠。"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The museum contributed its knowledge of heritage.",
        "The museum contributed knowledge, the company experience.",
        "the bottle is of porcelain and 6.2 cm high",
        "鼻烟壶以玛瑙制成，一九一四年遗赠。",
        "its experience with tools. The bottle",  # as it stands there, whatever is taken for a sentence
    ],
)
def test_words_left_out_shorten_a_sentence(sentence: str) -> None:
    assert is_quoted_or_shortened(sentence, _PASSAGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The museum contributed the company's experience.",  # a word more
        "The company contributed its knowledge, the museum its experience.",  # another order
        "The museum contributed its tools. The bottle is 6.2 cm high.",  # of two sentences
        "The bottle is 6.3 cm high.",
        "The bottle is 62 cm high.",
        "一九一四年由奥特曼以玛瑙制成。",
        "The museum contributed.",
        "...",
        "",
    ],
)
def test_another_word_or_order_says_something_else(sentence: str) -> None:
    assert not is_quoted_or_shortened(sentence, _PASSAGE)
