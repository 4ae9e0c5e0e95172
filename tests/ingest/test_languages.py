import pytest

from ingest.languages import detect_language, main_language, passage_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The museum bought this silver tureen in Paris from the heirs of the duke.", "en"),
        ("Le musée a acheté cette soupière en argent aux héritiers du duc, à Paris, en 1901.", "fr"),
        ("Das Museum erwarb diese silberne Terrine im Jahre 1901 von den Erben des Herzogs.", "de"),
        ("Музей приобрёл эту серебряную супницу в Париже у наследников герцога.", "ru"),
        ("Музей придбав цю срібну супницю в Парижі у спадкоємців герцога, її історія відома.", "uk"),
        ("此瓶为明代青花，高三十厘米，藏于北京故宫博物院。", "zh"),
        ("この花瓶は明時代の青花で、高さは三十センチです。", "ja"),
        ("이 꽃병은 명나라 시대의 청화백자이며 높이는 삼십 센티미터이다.", "ko"),
        ("Vase, h. 30 cm", "en"),
        ("Ваза", "ru"),
        ("", "en"),
        ("1234 — 5678", "en"),
    ],
)
def test_the_language_of_a_text_is_found(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_a_record_with_one_foreign_title_keeps_its_language() -> None:
    assert detect_language("Blue and white vase, called 青花瓶, acquired from a private collection.") == "en"


@pytest.mark.parametrize(
    ("text", "document", "language"),
    [
        ("The vase is blue.", "en", "en"),
        ("La vase est bleue.", "fr", "fr"),
        ("此瓶为青花。", "en", "zh"),
        ("The vase is blue.", "zh", "en"),
        ("Ваза синяя.", "zh", "ru"),
        ("Ваза синя.", "uk", "uk"),
        ("この花瓶は青い。", "ja", "ja"),
        ("カラス", "ja", "ja"),
        ("明代青花瓶", "ja", "ja"),
        ("The vase is blue.", "ja", "en"),
        ("이 꽃병은", "ko", "ko"),
    ],
)
def test_a_passage_has_its_documents_language_unless_its_script_differs(
    text: str, document: str, language: str
) -> None:
    assert passage_language(text, document) == language


def test_the_main_language_is_the_one_met_most_often() -> None:
    assert main_language(["zh", "en", "en"]) == "en"
    assert main_language(["zh", "en"]) == "zh"
    assert main_language([]) == "en"
