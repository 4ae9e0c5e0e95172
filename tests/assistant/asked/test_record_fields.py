"""Tests of labelled lines: what a record's field tells."""

import pytest

from assistant.asked.expectations import Expectation
from assistant.asked.record_fields import about_the_record, asked_fields, field_kinds, is_caption, kinds_told
from ingest.records.known_labels import known_labels


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("title: Lidded bowl", "thing"),
        ("maker01: Louis Cordier", "person"),
        ("place_date: Paris, 1727–28", "date"),
        ("place_date: Paris, 1727–28", "place"),
        ("Материал: серебро", "material"),
        ("作者：郎世宁", "person"),
        ("尺寸: 高 23 厘米", "number"),
    ],
)
def test_a_label_says_what_its_line_tells(line: str, kind: str) -> None:
    assert kind in field_kinds(line)


@pytest.mark.parametrize(
    "line",
    ["He said: come", "The title of the work is unknown.", "caption: Lid, from above", "title:", "12: 30"],
)
def test_other_lines_are_no_fields(line: str) -> None:
    assert not field_kinds(line)


def test_a_field_answers_only_what_is_asked() -> None:
    who = Expectation.of("Who made the écuelle?")
    assert who.labelled_by("maker02: Bowl: Louis Cordier (French, active 1692–1748)")
    assert not who.labelled_by("title: Lidded bowl")
    assert not who.labelled_by("maker: unknown")


def test_a_number_asked_about_wants_what_the_object_is() -> None:
    assert Expectation.of("What is 71.DG.77?").labelled_by("title: Lidded bowl")
    assert not Expectation.of("What is a lidded bowl?").labelled_by("title: Lidded bowl")


@pytest.mark.parametrize(
    "question",
    [
        "Who owned the box before 1900?",
        "1900年以前这只盒子的主人是谁？",
        "Кому принадлежала шкатулка до 1900 года?",
    ],
)
def test_who_owned_an_object_is_told_by_its_provenance_and_in_time(question: str) -> None:
    asked = Expectation.of(question)
    assert asked.labelled_by("Acquisition: Bought by Clara Rauscher, Trieste; 1889")
    assert not asked.labelled_by("Acquisition: Given to the museum by Ilse Rauscher; 1986")
    assert not asked.labelled_by("Maker: Workshop of Koma, Edo")
    assert not asked.labelled_by("Date: about 1820")


def test_who_gave_an_object_is_no_question_about_its_maker() -> None:
    asked = Expectation.of("Who gave the writing box to the museum, and when?")
    assert asked.labelled_by("Credit line (work): Gift of Ilse Rauscher, 1986")
    assert not asked.labelled_by("Date: 1815–1825")
    assert not Expectation.of("Who made the writing box, and when?").labelled_by(
        "Credit line: Gift of Ilse Rauscher"
    )


@pytest.mark.parametrize(
    "line", ["caption: Lid, from above", "Title: Lidded bowl", "图注：碗盖", "Подпись: крышка"]
)
def test_a_caption_is_told_by_its_label(line: str) -> None:
    assert is_caption(line)
    assert not is_caption(f"A word before it, {line}")


def test_what_an_object_is_answers_only_where_nothing_else_is_asked_of_its_number() -> None:
    line = "title: Lidded bowl"
    assert Expectation.of("What is 71.DG.77?").labelled_by(line)
    assert Expectation.of("What piece is 71.DG.77, and who made it?").labelled_by(line)
    assert not Expectation.of("How tall is 71.DG.77?").labelled_by(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Erwerb: 1891; Vermächtnis der Witwe Rauscher", "owner"),
        ("Maße: Höhe: 36 cm", "number"),
        ("Datierung (Gezeichnet): 1870", "date"),
        ("Hand: written by two scribes", "script"),
        ("Lizenz (Datensatz): CC0", "rights"),
        ("查阅条件：须预约", "access"),
        ("Переплёт: кожа", "binding"),
        ("Inscription: Koma saku", "inscription"),
        ("Item 1: Gospel of Luke", "contents"),
    ],
)
def test_labels_that_readers_write_are_known_in_their_languages(line: str, kind: str) -> None:
    assert kind in field_kinds(line)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("hersteller", "maker"),
        ("сохранность", "condition"),
        ("装帧", "binding"),
        ("custodial history", "custodhist"),
    ],
)
def test_a_label_leads_back_to_the_field(label: str, name: str) -> None:
    assert name in known_labels()[label]


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("May I print the photograph of the fountain in my guide?", "rights"),
        ("这张照片能转载吗？采用哪种许可？", "rights"),
        ("Можно ли воспроизвести снимок?", "rights"),
        ("In what language is the book of prayers written?", "language"),
        ("How many boxes do her papers fill?", "extent"),
        ("На чём написан свиток?", "material"),
        ("Is the diary closed to readers?", "access"),
        ("这卷手稿是谁抄写的？", "script"),
        ("Есть ли факсимиле рукописи?", "copy"),
        ("From whom did the museum buy the casters?", "owner"),
        ("Which article describes the casters?", "literature"),
    ],
)
def test_a_field_is_asked_for_in_words_of_its_own(question: str, field: str) -> None:
    assert field in asked_fields(question)


@pytest.mark.parametrize(
    "question",
    ["Who painted the screen?", "这只碗是什么颜色？", "Где родился мастер?", "How was it cleaned?"],
)
def test_most_questions_ask_for_no_such_field(question: str) -> None:
    assert not asked_fields(question)


def test_a_line_about_the_record_is_beside_the_point_unless_it_is_asked_for() -> None:
    licence = field_kinds("License: CC BY 4.0")
    assert about_the_record(licence)
    assert about_the_record(field_kinds("Rechteinhaber (Datensatz): Kunsthalle"))
    assert not about_the_record(field_kinds("Provenance: John Selden"))
    assert Expectation.of("Who wrote the book of prayers?").beside_the_point(licence)
    assert not Expectation.of("Under what licence is the picture?").beside_the_point(licence)


def test_a_heading_labels_what_stands_under_it_where_no_label_does() -> None:
    assert kinds_told("Chalmin, sold to the museum, 1988", ("Bowl", "Provenance")) == {"owner"}
    assert kinds_told("Date: 1988", ("Provenance",)) == {"date"}
    assert not kinds_told("Its body is round.", ("Description",))


def test_a_weight_is_told_by_its_label_whatever_stands_about_the_unit() -> None:
    assert Expectation.of("How heavy is the coin?").labelled_by("weight: 8.61 (g)")
    assert not Expectation.of("How heavy is the coin?").labelled_by("weight: not known")
    assert not Expectation.of("How heavy is the coin?").labelled_by("Dimensions: 21 mm across")
    assert not Expectation.of("What did the coin cost?").labelled_by("Dimensions: 21 mm across")


def test_a_number_in_the_question_is_no_question_for_a_number() -> None:
    assert "number of object" in Expectation.of("What is the inventory number of the bowl?").fields_asked
    assert "number of object" not in Expectation.of("编号82.DG.13.1.d指的是哪件器物？").fields_asked


def test_a_line_of_a_field_that_nobody_asks_for_is_another_field() -> None:
    asked = Expectation.of("When was the roll written?")
    assert asked.another_field("Object number: MS. 114", field_kinds("Object number: MS. 114"))
    assert not asked.another_field("Date: 1914", field_kinds("Date: 1914"))
    assert not asked.another_field("Note: bound in 1914", field_kinds("Note: bound in 1914"))
    assert not asked.another_field("Provenance: bought in 1914", field_kinds("Provenance: bought in 1914"))
    assert not asked.another_field("The roll is long.", frozenset())


def test_what_a_sentence_gives_is_what_it_tells_or_has() -> None:
    asked = Expectation.of("Who made the clock, when, and under what licence is its picture?")
    assert asked.given_by("Date: 1770", field_kinds("Date: 1770")) == {"date"}
    assert asked.given_by("It was made by James Cox in 1770.", frozenset()) == {"person", "date"}
    assert asked.given_by("License: CC0", field_kinds("License: CC0")) == {"rights"}
