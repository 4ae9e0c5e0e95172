import pytest

from retrieval.bridge.cedict import clean, pairs


@pytest.mark.parametrize(
    ("definition", "renderings"),
    [
        ("to carve", ["carve"]),
        ("a wine jar (with a lid)", ["wine jar"]),
        ("Qianlong Emperor (1711-1799), sixth Qing emperor, princely title 寶親王|宝亲王[Bao3 Qin1 wang2]",
         ["Qianlong Emperor"]),
        ("porcelain; china", ["porcelain", "china"]),
        ("to hand over to sb", ["hand over to"]),
        ("CL:個|个[ge4],隻|只[zhi1]", []),
        ("also pr. [jue2]", []),
        ("vessel for pouring wine used at sacrifices of the Shang", []),
        ("surname Tang", []),
    ],
)  # fmt: skip
def test_a_definition_is_reduced_to_what_can_stand_in_a_text(definition: str, renderings: list[str]) -> None:
    assert clean(definition) == renderings


def test_pairs_carry_the_simplified_word_and_the_order_of_its_meanings() -> None:
    found = list(pairs(["銀 银 [yin2] /silver/silver-colored/"]))
    assert found == [
        ("银", "silver", 0),
        ("银", "silver-colored", 1),
    ]


def test_a_word_that_refers_to_another_takes_over_its_renderings() -> None:
    lines = [
        "盌 盌 [wan3] /variant of 碗[wan3]/",
        "碗 碗 [wan3] /bowl/cup/",
        "北大 北大 [Bei3 da4] /abbr. for 北京大學|北京大学/",
        "北京大學 北京大学 [Bei3 jing1 Da4 xue2] /Peking University/",
    ]
    found = {(word, text) for word, text, _ in pairs(lines)}
    assert {("盌", "bowl"), ("盌", "cup"), ("北大", "Peking University")} <= found


def test_a_surname_comes_after_every_other_meaning() -> None:
    found = list(pairs(["湯 汤 [Tang1] /surname Tang/", "湯 汤 [tang1] /soup/"]))
    assert [text for _, text, _ in found] == ["soup", "Tang"]


def test_lines_that_are_not_entries_are_passed_over() -> None:
    assert list(pairs(["# CC-CEDICT", "", "nonsense"])) == []
