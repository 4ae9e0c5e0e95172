"""Exact grounding: what a sentence says exactly, and the passages do not."""

import pytest

from assistant.verification.facts import ungrounded_facts
from assistant.verification.reading import read
from retrieval.vocabulary import Vocabulary

PASSAGE = (
    "Lidded bowl LC.2003.4, thrown in Delft in 1738, height 23 cm, weight 1.2 kg. Acquired on 12 May 1965 "
    "for 4,500 guilders. The lid has eleven bells."
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def _kinds(sentence: str, vocabulary: Vocabulary, passage: str = PASSAGE) -> list[str]:
    found = ungrounded_facts(read(sentence, vocabulary), [read(passage, vocabulary)])
    return [problem.kind for problem in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "LC.2003.4 is 230 mm high.",
        "It was acquired in May 1965.",
        "Чаша высотой 23 см весит 1200 г.",
        "该碗高二十三厘米，有十一个铃。",
        "LC.2003.4号碗，1965年5月入藏。",
        "It was made in the 18th century.",
    ],
)
def test_what_the_passage_says_has_ground_in_any_language(sentence: str, vocabulary: Vocabulary) -> None:
    assert _kinds(sentence, vocabulary) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("LC.2003.5 is 23 cm high.", "object_number"),
        ("LC.2003.5号碗高23厘米。", "object_number"),
        ("It was thrown in 1748.", "date"),
        ("Чаша изготовлена в 1739 году.", "date"),
        ("该碗一七三七年制作。", "date"),
        ("It was acquired on 13 May 1965.", "date"),
        ("It has twelve bells.", "number"),
        ("盖上有九个铃。", "number"),
        ("It is 23 mm high.", "unit"),
        ("Её высота 23 м.", "unit"),
        ("It cost 4,500 pounds.", "unit"),
    ],
)
def test_what_was_changed_has_no_ground(sentence: str, kind: str, vocabulary: Vocabulary) -> None:
    assert _kinds(sentence, vocabulary) == [kind]


@pytest.mark.parametrize(
    ("sentence", "passage", "kinds"),
    [
        ("It lay empty for more than three decades.", "It closed in 1935 and was leased in 1968.", []),
        ("修复历时约两年半。", "修复自2013年4月至2015年10月进行，每半年监测一次。", []),
        ("Вдвое дороже, чем двумя годами раньше.", "Camp, 9 August 1912. Twice what we paid in 1910.", []),
        ("It took some seven weeks.", "Between 9 January and 27 February 2012 it was cleaned.", []),
        ("It took five weeks.", "Between 9 January and 27 February 2012 it was cleaned.", ["number"]),
        ("It lay empty for four decades.", "It closed in 1935 and was leased in 1968.", ["number"]),
        ("It took three years.", "It took two years, from 1935 to 1938.", ["number"]),
        ("壁面每半个月监测一次。", "壁面每半年监测一次。", ["unit"]),
        ("Карта хранится под шифром Кар-6/221.", "Карта, шифр Кар-6/212.", ["object_number"]),
    ],
)
def test_lengths_of_time_and_shelf_marks_are_held_against_the_passage(
    sentence: str, passage: str, kinds: list[str], vocabulary: Vocabulary
) -> None:
    assert _kinds(sentence, vocabulary, passage) == kinds


def test_a_number_below_a_heading_takes_the_heading_s_unit(vocabulary: Vocabulary) -> None:
    table = "Object | Insured value, euros\nVase | 35,000"
    assert _kinds("The vase is insured for 35,000 euros.", vocabulary, table) == []
    assert _kinds("The vase is insured for 35,000 francs.", vocabulary, table) == ["unit"]


@pytest.mark.parametrize(
    ("sentence", "passage", "kinds"),
    [
        ("Five panels are here.", "The fifth panel is missing; four panels are here.", ["number"]),
        ("Panel number five is missing.", "The fifth panel is missing.", []),
        ("Ten bells hang there.", "The written list has eleven bells.", ["number"]),
        ("It is open from ten to half past five.", "Open 10:00 to 17:30.", []),
        ("11时至19时开放。", "Открыто с 11 до 19 часов.", []),
        ("Открыто с 11 до 17 часов.", "Открыто с 11 до 19 часов.", ["date"]),
        ("It is wound every year.", "It is wound every month.", ["unit"]),
        ("Зимой водят в субботу.", "Зимой водят по выходным.", []),
        ("这件双耳瓶已碎。", "The amphora is broken.", []),
        ("漆层厚达三十余道。", "漆层厚达八十余道。", ["number"]),
        ("At three, six, nine and twelve o'clock it plays.", "每到三、六、九、十二時奏樂。", []),
        ("At three, six, nine and eleven o'clock it plays.", "每到三、六、九、十二時奏樂。", ["date"]),
        ("Girls between ten and fourteen were taken.", "Взяли девочек от 10 до 14 лет.", []),
        ("The clock is 98.5 cm high.", "此鐘高98.5釐米。", []),
        ("用煤减少了三分之一。", "It cut the coal it burned by a third.", []),
        ("用煤减少了四分之一。", "It cut the coal it burned by a third.", ["number"]),
        ("The slip is now numbered Jian 0087.", "字条现编号建0087。", []),
        ("It is wound at three o'clock.", "It is wound on Wednesdays at three.", []),
        ("It is wound at three o'clock.", "It is wound at ten and plays three tunes.", ["date"]),
        ("It opens at 15:00.", "It opens at 10:00 and has 3 halls.", ["date"]),
        ("它在第3届展览上展出。", "它在第三届展览上展出。", []),
        ("Половина тарелок повреждена.", "После потопа треть тарелок повреждена.", ["number"]),
        ("更換了九枚黃銅齒輪。", "九時敲鐘。更換了兩枚黃銅齒輪。", ["number"]),
        ("更換了五枚齒輪。", "先更換了兩枚齒輪，後又更換三枚齒輪，共五處。", []),
        ("亭为八角形。", "亭平面六角形。", ["number"]),
        ("厂里不再制造三角钢琴。", "Рояли больше не делали.", []),
        ("The house was built in 1842–2012.", "Built in 1842–1845, restored in 2012.", ["date"]),
        ("The house was built in 1842–1845.", "Begun in 1842, it was finished in 1845.", []),
        ("它于1260年完工。", "屋面更换了1260块瓦。", ["date"]),
        ("За фигуру заплатили 2011 юаней.", "2011年做了X光检查。", ["number"]),
        ("约1778年进入宫廷。", "约1780年进入宫廷。", ["date"]),
        ("盏托T2:181有墨书。", "盏托T2:118有墨书。", ["object_number"]),
        ("It was offered for 9,500 guineas.", "Offered for 9,500 pounds.", ["unit"]),
        ("Предлагали 20 000 крон.", "Предлагали 20 000 марок.", ["unit"]),
        ("相机重十四磅。", "相机重十四公斤。", ["unit"]),
        ("面积约四十平方毫米。", "面积约四十平方厘米。", ["unit"]),
        ("It developed about 20 kilowatts.", "It developed about 20 horsepower.", ["unit"]),
        ("The cloth is 3 yards long.", "Ткань длиной 2,7432 м.", []),
        ("Парк занимает 1400 соток.", "The park covers 14 hectares.", []),
        ("屋顶修缮过两次。", "The roof was repaired three times.", ["number"]),
        ("The slip is now numbered Jian 0078.", "字条现编号建0087。", ["number"]),
        ("Погребение не старше 4 года н. э.", "墓葬年代不早于公元4年。", []),
        ("墓葬年代不晚于公元4年。", "“元始四年”铭漆盘，墓葬年代不早于公元4年。", ["date"]),
        ("The panel is no older than 1647.", "Доска не древнее 1647 года.", []),
        ("The panel was painted not later than 1647.", "It was painted not before 1647.", ["date"]),
        ("Доска написана не раньше 1647 года.", "The panel was not painted before 1647.", []),
        ("Анализ дал 1810 ± 40 лет.", "Анализ дал 1180 ± 40 лет.", ["number"]),
        ("窖藏埋于1275年。", "窖藏埋于德祐元年。", []),
        ("В четвёртый год Юаньши.", "元始四年铭漆盘。", []),
    ],
)
def test_counts_times_and_periods_are_held_against_their_like(
    sentence: str, passage: str, kinds: list[str], vocabulary: Vocabulary
) -> None:
    assert _kinds(sentence, vocabulary, passage) == kinds


@pytest.mark.parametrize(
    ("sentence", "passage", "kinds"),
    [
        ("The tower was built after 1900.", "The tower was built before 1900 by masons.", ["date"]),
        ("Башня построена после 1900 года.", "Башня построена до 1900 года.", ["date"]),
        ("该塔建于1900年以后。", "该塔建于1900年以前。", ["date"]),
        ("The roof was replaced after 1900.", "Before 1900 the roof was of straw; then it was replaced.", []),
        ("It was rebuilt before 1900.", "It was rebuilt after 1900, having been rebuilt before 1900.", []),
        ("The tower was built after 1900.", "The tower was built in 1904.", []),
        ("The tower was built after 1900.", "The tower was built in 1896.", ["date"]),
        ("The tower was built before 1900.", "The tower was built in 1896.", []),
    ],
)
def test_a_limit_is_borne_out_by_what_lies_on_its_side(
    sentence: str, passage: str, kinds: list[str], vocabulary: Vocabulary
) -> None:
    assert _kinds(sentence, vocabulary, passage) == kinds


@pytest.mark.parametrize(
    ("sentence", "passage", "kinds"),
    [
        ("The vase is of the late Ming.", "The vase is of the early Ming.", ["date"]),
        ("此瓶为明末制作。", "此瓶为明初制作。", ["date"]),
        ("Ваза сделана в конце династии Мин.", "The vase is of the early Ming.", ["date"]),
        ("The vase is of the late Ming.", "The vase is of the Ming dynasty.", []),
        ("The vase is of the Ming dynasty.", "The vase is of the early Ming.", []),
        ("The vase is of the late Ming.", "Early Ming vases are rare; this one is of the late Ming.", []),
    ],
)
def test_another_part_of_a_dynasty_is_no_ground(
    sentence: str, passage: str, kinds: list[str], vocabulary: Vocabulary
) -> None:
    assert _kinds(sentence, vocabulary, passage) == kinds
