import pytest

from assistant.citations import Citation
from retrieval.locators import Locator
from retrieval.passages import Passage


@pytest.mark.parametrize(
    ("quote", "stated", "language"),
    [
        ("Thrown in Delft.", "en", "en"),
        ("Икона написана в Ростове.", "en", "ru"),
        ("孔雀钟", "ru", "zh"),
        ("Thrown in Delft.", "zh", "en"),
        ("Tournée à Delft.", "fr", "fr"),
        ("Икона", "", "ru"),
        ("1736–1795", "zh", "zh"),
    ],
)
def test_the_language_of_a_quote_is_its_passages_unless_its_script_says_another(
    quote: str, stated: str, language: str
) -> None:
    passage = Passage("p1", "a.md", 0, quote, Locator(), "Inventory", stated)
    assert Citation(1, passage, quote).to_json()["language"] == language
