from collections.abc import Sequence

import pytest

from retrieval.bridge import Bridge, SynonymGroup
from retrieval.bridge.dictionaries import MemoryDictionary
from retrieval.bridge.word_vectors import Neighbour
from retrieval.language.word_keys import dictionary_key
from retrieval.vocabulary import Term, Vocabulary


def _term(**forms: tuple[str, ...]) -> Term:
    return Term("thing", forms)


def _dictionary(source: str, target: str, **entries: str) -> MemoryDictionary:
    return MemoryDictionary(
        source, target, [(dictionary_key(word, source), texts.split("|")) for word, texts in entries.items()]
    )


_CHINESE = _dictionary(
    "zh", "en", 银器="silverware", 银="silver", 托盘="tray|salver", 野猪="wild boar", 猪头="pig's head",
    头="head", 汤="soup", 盆="basin", 的="of", 什么="what",
)  # fmt: skip


def _forms(groups: list[SynonymGroup]) -> list[tuple[str, tuple[str, ...]]]:
    return [(group.words, group.forms) for group in groups]


def test_each_word_becomes_its_renderings_with_its_place_in_the_question() -> None:
    question = "这件托盘的银器?"
    groups = Bridge(None, [_CHINESE]).groups(question, "zh", "en")
    assert _forms(groups) == [("托盘", ("tray", "salver")), ("银器", ("silverware",))]
    assert all(question[group.start : group.end] == group.words for group in groups)


def test_a_longer_word_is_preferred_to_the_words_inside_it() -> None:
    assert _forms(Bridge(None, [_CHINESE]).groups("银器", "zh", "en")) == [("银器", ("silverware",))]


def test_words_are_cut_so_that_no_character_is_left_without_meaning() -> None:
    groups = Bridge(None, [_CHINESE]).groups("野猪头汤盆", "zh", "en")
    assert [group.words for group in groups] == ["野猪", "头", "汤", "盆"]


def test_traditional_characters_find_the_same_renderings() -> None:
    assert _forms(Bridge(None, [_CHINESE]).groups("銀器托盤", "zh", "en")) == [
        ("銀器", ("silverware",)),
        ("托盤", ("tray", "salver")),
    ]


def test_one_character_is_trusted_less_than_a_word() -> None:
    silver, tray = Bridge(None, [_CHINESE]).groups("银，托盘", "zh", "en")
    assert silver.weight < tray.weight == 1


def test_words_of_grammar_and_words_of_other_scripts_are_left_out() -> None:
    groups = Bridge(None, [_CHINESE]).groups("Germain 1738 年的 71.DG.77 是什么?", "zh", "en")
    assert groups == []


@pytest.mark.parametrize("question", ["sugar bowls", "the Sugar  Bowl's", "SUGAR-BOWL"])
def test_expressions_are_found_in_any_inflection(question: str) -> None:
    english = _dictionary("en", "ru", sugar="сахар", **{"sugar bowl": "сахарница"})
    assert [form for _, form in _forms(Bridge(None, [english]).groups(question, "en", "ru"))] == [
        ("сахарница",)
    ]


def test_russian_words_are_found_in_any_case() -> None:
    russian = _dictionary("ru", "en", серебряный="silver", позолоченный="gilt", чаша="bowl|cup")
    groups = Bridge(None, [russian]).groups("На ручке серебряной позолоченной чаши", "ru", "en")
    assert [form for _, form in _forms(groups)] == [("silver",), ("gilt",), ("bowl", "cup")]


def test_the_vocabulary_comes_before_dictionaries_and_keeps_every_meaning() -> None:
    jin = _term(zh=("金代",), en=("Jin dynasty",))
    other = _term(zh=("金代",), en=("Jurchen Jin", "Jin dynasty"))
    dictionary = _dictionary("zh", "en", 金="gold", 代="generation", 托盘="tray")
    groups = Bridge(Vocabulary([jin, other]), [dictionary]).groups("金代托盘", "zh", "en")
    assert _forms(groups) == [("金代", ("Jin dynasty", "Jurchen Jin")), ("托盘", ("tray",))]
    assert groups[0].weight == 1


def test_a_term_without_a_name_in_the_other_language_is_looked_up() -> None:
    vocabulary = Vocabulary([_term(zh=("托盘",), ru=("поднос",))])
    assert _forms(Bridge(vocabulary, [_CHINESE]).groups("托盘", "zh", "en")) == [("托盘", ("tray", "salver"))]


def test_dictionaries_of_one_direction_are_taken_together() -> None:
    second = _dictionary("zh", "en", 托盘="platter|tray")
    assert _forms(Bridge(None, [_CHINESE, second]).groups("托盘", "zh", "en")) == [
        ("托盘", ("tray", "salver", "platter"))
    ]


def test_there_is_nothing_to_carry_within_one_language_or_without_a_dictionary() -> None:
    bridge = Bridge(None, [_CHINESE])
    assert bridge.groups("托盘", "zh", "zh") == []
    assert bridge.groups("托盘", "zh", "ru") == []
    assert bridge.groups("", "zh", "en") == []


class _Learned:
    """Knows what it is told."""

    def __init__(self, **near: Sequence[tuple[str, float]]) -> None:
        self._near = near

    def neighbours(self, words: Sequence[str], source: str, target: str) -> dict[str, tuple[Neighbour, ...]]:
        return {word: tuple(Neighbour(*n) for n in self._near.get(word, ())) for word in words}


def test_words_of_the_index_join_the_renderings_and_are_trusted_by_their_nearness() -> None:
    learned = _Learned(托盘=[("tray", 0.9), ("platter", 0.4)])
    (group,) = Bridge(None, [_CHINESE], learned).groups("托盘", "zh", "en")
    assert dict(zip(group.forms, group.weights, strict=True)) == {"tray": 1, "salver": 1, "platter": 0.4}


def test_a_word_that_no_dictionary_has_is_rendered_by_words_of_the_index() -> None:
    learned = _Learned(жермен=[("germain", 1.3)])
    (group,) = Bridge(None, [], learned).groups("Что сделал Жермен?", "ru", "en")
    assert (group.words, group.forms, group.weights) == ("Жермен", ("germain",), (1.0,))


def test_a_word_with_no_neighbours_makes_no_group() -> None:
    assert Bridge(None, [], _Learned()).groups("Что сделал Жермен?", "ru", "en") == []


def test_a_form_of_two_words_is_rendered_as_both() -> None:
    russian = _dictionary("ru", "en", белка="squirrel", белок="protein")
    ((_, forms),) = _forms(Bridge(None, [russian]).groups("белки", "ru", "en"))
    assert set(forms) == {"squirrel", "protein"}


def test_beside_a_name_stands_what_dictionaries_have_for_the_same_expression() -> None:
    vocabulary = Vocabulary([_term(en=("silver mark",), zh=("标记",))])
    marks = _dictionary("zh", "en", 标记="mark|sign", 标="label", 记="record")
    assert _forms(Bridge(vocabulary, [marks]).groups("标记", "zh", "en")) == [
        ("标记", ("silver mark", "mark", "sign"))
    ]
