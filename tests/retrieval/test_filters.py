import pytest

from ingest.records.access import LEVELS
from retrieval.errors import CallerError
from retrieval.filters import ACCESS, Filters
from tests.retrieval.conftest import make_passage


def test_one_text_and_a_list_of_texts_both_restrict_a_facet() -> None:
    filters = Filters.from_json({"language": "zh", "kind": ["pdf", "docx"]})
    assert filters == Filters(language=("zh",), kind=("pdf", "docx"))
    assert filters.chosen() == {"language": ("zh",), "kind": ("pdf", "docx")}


@pytest.mark.parametrize("nothing", [None, {}])
def test_no_filters_restrict_nothing(nothing: dict[str, object] | None) -> None:
    assert Filters.from_json(nothing).chosen() == {}


def test_an_id_in_pieces_is_that_of_its_document() -> None:
    assert Filters.from_json({"document_id": "re\u0301sume\u0301.txt"}).chosen() == {
        "document_id": ("r\u00e9sum\u00e9.txt",)
    }


@pytest.mark.parametrize("name", ["access", "object_number", "maker"])
@pytest.mark.parametrize("empty", [[], ()])
def test_an_empty_list_does_not_open_everything(name: str, empty: object) -> None:
    with pytest.raises(CallerError, match=f"the filter '{name}' has an empty list"):
        Filters.from_json({name: empty})


def test_codes_are_taken_in_any_case_and_values_without_spaces_at_their_ends() -> None:
    given = {"language": ["ZH", "ru-RU"], "kind": "PDF", "access": " Public", "material": " Porcelain "}
    assert Filters.from_json(given) == Filters(
        language=("zh", "ru"), kind=("pdf",), access=("public",), material=("Porcelain",)
    )
    assert Filters.from_json({"document_id": "a /b .md "}).document_id == ("a /b .md ",)


def test_an_access_that_no_document_has_and_an_empty_value_are_refused() -> None:
    with pytest.raises(CallerError, match=r"no access 'geheim'.*takes public, internal, restricted"):
        Filters.from_json({"access": ["public", "geheim"]})
    assert ACCESS == LEVELS
    with pytest.raises(CallerError, match="'maker' has an empty value"):
        Filters.from_json({"maker": ["Cox", " "]})


@pytest.mark.parametrize("value", ["English", "中文", "eng", "e"])
def test_what_is_no_code_of_a_language_is_refused_where_it_would_find_nothing(value: str) -> None:
    with pytest.raises(CallerError, match="is no code of a language: the filter"):
        Filters.from_json({"language": ["zh", value]})


def test_an_unknown_facet_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CallerError, match=r"unknown filter .langauge.*access, collection, dates"):
        Filters.from_json({"langauge": "zh"})


@pytest.mark.parametrize("value", [3, {"a": 1}, ["a", 2], None])
def test_a_value_that_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(CallerError, match="'kind' takes a text or a list of texts"):
        Filters.from_json({"kind": value})


def test_a_value_in_another_encoding_is_refused() -> None:
    with pytest.raises(CallerError, match=r"a value of the filter 'kind' is not UTF-8: '.udcff'"):
        Filters.from_json({"kind": ["pdf", "\udcff"]})


@pytest.mark.parametrize(
    ("given", "years"),
    [
        ({"from": 1736, "to": 1795}, (1736, 1795)),
        ({"from": "-220"}, (-220, 9999)),
        ({"to": 1911}, (-9999, 1911)),
        ("1736..1795", (1736, 1795)),
        (["1736..1795"], (1736, 1795)),
        ("1780", (1780, 1780)),
        ("..1911", (-9999, 1911)),
        ({}, None),
    ],
)
def test_years_may_be_open_at_an_end(given: object, years: tuple[int, int] | None) -> None:
    assert Filters.from_json({"dates": given}).dates == years


@pytest.mark.parametrize(
    "value",
    [
        1736,
        "Qianlong",
        {"since": 1736},
        {"from": 1800, "to": 1700},
        {"from": "x"},
        {"from": float("inf")},
        {"from": float("nan")},
        {"from": 1736.5},
        {"from": 10_000},
        {"to": -10_000},
    ],
)
def test_years_that_are_none_are_refused(value: object) -> None:
    with pytest.raises(CallerError, match="dates"):
        Filters.from_json({"dates": value})


def test_a_number_without_letter_or_digit_is_refused() -> None:
    with pytest.raises(CallerError, match="'—' is no object number"):
        Filters.from_json({"object_number": ["1975.1.130", "—"]})


def test_a_range_of_numbers_allows_each_of_them() -> None:
    keys = Filters(object_number=("1985.20.23-24", "71.DG.77")).number_keys()
    assert keys == ["1985.20.23.24", "1985.20.23", "1985.20.24", "71.dg.77"]


def test_a_passage_is_allowed_by_what_it_says_of_itself() -> None:
    passage = make_passage("A jug.", facets={"access": "internal", "maker": "Anna Berg\nOtto Falk"})
    assert Filters().allow(passage)
    assert Filters(access=("public", "internal"), maker=("otto falk",), language=("en",)).allow(passage)
    assert not Filters(access=("public",)).allow(passage)
    assert not Filters(collection=("silver",)).allow(passage)
