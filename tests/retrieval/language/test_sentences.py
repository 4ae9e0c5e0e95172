import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.language.sentences import page_parts, script_language, sentence_spans, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The vase is blue. It came in 1901.", ["The vase is blue.", "It came in 1901."]),
        ("Made c. 1738 in Paris. Gilded later.", ["Made c. 1738 in Paris.", "Gilded later."]),
        ("It weighs 3.75 kg. It is 12.5 cm tall.", ["It weighs 3.75 kg.", "It is 12.5 cm tall."]),
        ("See fig. 12 and cat. 4. Both are lost.", ["See fig. 12 and cat. 4.", "Both are lost."]),
        ("“Is it real?” she asked. Nobody knew!", ["“Is it real?” she asked.", "Nobody knew!"]),
        ("It was found by F. J. E. Hughes in 1902.", ["It was found by F. J. E. Hughes in 1902."]),
    ],
)
def test_english_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert split_sentences(text, "en") == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("此瓶為青花。高三十厘米。", ["此瓶為青花。", "高三十厘米。"]),
        ("他问：“这是真的吗？”没有人回答！", ["他问：“这是真的吗？”", "没有人回答！"]),
        ("重3.5公斤；高12.7厘米。藏于北京。", ["重3.5公斤；高12.7厘米。", "藏于北京。"]),
        ("共有5件。2003年展出。2011年再次展出。", ["共有5件。", "2003年展出。", "2011年再次展出。"]),
        ("真的吗？1999年的事！3件。", ["真的吗？", "1999年的事！", "3件。"]),
        ("标签写道：“宋代。”1998年入藏。", ["标签写道：“宋代。”", "1998年入藏。"]),
        ("他说：“来了。2003年走的。”然后走了。", ["他说：“来了。2003年走的。”", "然后走了。"]),
        ("此瓶（明代。2003年修）已碎。", ["此瓶（明代。2003年修）已碎。"]),
    ],
)
def test_chinese_sentences_end_at_full_width_marks(text: str, sentences: list[str]) -> None:
    assert split_sentences(text, "zh") == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ваза куплена в 1901 г. у Иванова. Она цела.", None),
        ("На рис. 5 видна ручка. Она сломана.", ["На рис. 5 видна ручка.", "Она сломана."]),
        ("Инв. № 245. Хранится в Москве.", ["Инв. № 245.", "Хранится в Москве."]),
        ("Что это? Неизвестно… Вещь старая.", ["Что это?", "Неизвестно…", "Вещь старая."]),
    ],
)
def test_russian_sentences_are_not_cut_at_abbreviations(text: str, sentences: list[str] | None) -> None:
    found = split_sentences(text, "ru")
    assert found == (sentences or ["Ваза куплена в 1901 г. у Иванова.", "Она цела."])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("He gave it to the Museum.1 His next gift was a ewer.", "He gave it to the Museum.1"),
        ("Is it his?12 The mark says so.", "Is it his?12"),
        ("They call it “a marvel.”3 The public agrees.", "They call it “a marvel.”3"),
        ("They call it “a marvel”.3 The public agrees.", "They call it “a marvel”.3"),
        ("Two are here (figs. 0.1, 0.3).7 Later gifts followed.", "Two are here (figs. 0.1, 0.3).7"),
        ("The mark was struck in 1763.5 Its meaning is lost.", "The mark was struck in 1763.5"),
        ("He died on August 26, 1729.14 His widow went on.", "He died on August 26, 1729.14"),
        ("It was shown on November 18.8 The auction was in May.", "It was shown on November 18.8"),
        ("He wrote in the 1930s.14 The next purchase was his.", "He wrote in the 1930s.14"),
        ("It was made in 1763–64.5 Nobody signed it.", "It was made in 1763–64.5"),
        ("It is in Paris.2,3 “The best,” they said.", "It is in Paris.2,3"),
        ("It is in Paris.¹² The other is lost.", "It is in Paris.¹²"),
        ("It is in Paris.* The other is lost.", "It is in Paris.*"),
        ("Ваза стоит в музее.5 Её пара утрачена.", "Ваза стоит в музее.5"),
        ("Её купили в 1901 г.7 Потом её продали.", "Её купили в 1901 г.7"),
        ("It was bought by the museum.1 Élie signed.", "It was bought by the museum.1"),
    ],
)
def test_the_mark_of_a_note_does_not_hide_the_end_of_a_sentence(text: str, first: str) -> None:
    assert split_sentences(text) == [first, text.removeprefix(first).strip()]


@pytest.mark.parametrize(
    "text",
    [
        "It is listed as No.1 The Strand.",
        "See p.12 The Hague edition.",
        "It weighs 12.50 Troy ounces.",
        "The ewer 2005.43 Gift of a friend.",
        "The ewer 71.DG.77 Purchase.",
        "The bowl КП.114 Фонд музея.",
        "The table A.1 Heights is below.",
        "The file is at example.org/a.1 Now read it.",
        "The marks 3.7 Paris and 3.8 London.",
        "Смотри рис.5 Ваза и стр.12 Книга.",
        "It rose by 1.5 Million.",
        "It has version.2 and no more.",
    ],
)
def test_a_number_behind_a_full_stop_is_not_always_a_notes(text: str) -> None:
    assert split_sentences(text) == [text]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Портрет создан в сер. XIX в. неизв. художником."),
        ("ru", "Ваза выс. 31 см поступила в собр. Эрмитажа в нач. XX в. от вдовы коллекционера."),
        ("ru", "Чашка сделана из мягкого, т. е. костяного, фарфора."),
        ("ru", "Сервиз приобретён у проф. Н. П. Лихачёва, напр. чашки и диам. 12 см блюда."),
        ("ru", "Работа нач. XIX в. по рис. арх. Росси, клеймо см. табл. IV в конце тома."),
        ("ru", "Родился во 2-й пол. XIX в. в Москве."),
        ("ru", "Размеры: выс. 10, шир. 5, дл. 7 см."),
        ("ru", "Могилу относят к V веку до н. э., а плечики к более позднему времени."),
        ("ru", "Мастерская 1-й четв. XVIII в. известна по клейму."),
        ("ru", "Под ред. П. Иванова и сост. Е. Петрова вышел каталог."),
        ("ru", "Бокал стекл. зав. Бахметева."),
        ("ru", "Сервиз Ю. П. Самойловой и портрет кисти Э. Лисснера, дар Х.Э. Шмидта."),
        ("en", "Diam. of foot 12 cm, marked on base, cf. no. 12 in the exh. cat. of 1950."),
        ("en", "Attrib. to Rubens, ca. 1630, fl. 1620–40, b. Siegen, d. Antwerp."),
        ("en", "Inv. No. 12, acc. no. 1975, see nos. 12–15, vol. 3, pl. XII and fig. IV there."),
        ("en", "The dish, diam. 31 cm, was bought from Messrs. Spink & Son for £14 10s. by the museum."),
        ("en", "It was made approx. 1900, max. height 12 cm, min. 3 cm."),
        ("en", "From the coll. of Mr. and Mrs. J. Smith, Ming dyn. (1368–1644)."),
        ("en", "Prov. Rothschild to the museum."),
        ("de", "Ende des 18. Jh. in Meißen gefertigt, vgl. Abb. 12, Taf. IV und Kat. Nr. 5."),
        ("de", "Inv.-Nr. 123, ehem. Slg. Rothschild, sog. Zwiebelmuster, z. B. Teller."),
        ("fr", "Vase, h. 31 cm, diam. 12 cm, inv. 123, cf. fig. 12, pl. IV et cat. no. 5."),
        ("fr", "Né en 1750 av. J.-C. à Paris, p. ex. un vase, éd. rev. par M. Dupont."),
        ("fr", "Commode de A. C. Boulle et de J.-B. Dupont, offerte par G. Petit."),
        ("it", "Olio su tela, alt. cm 31, largh. cm 12, già racc. privata."),
    ],
)
def test_an_abbreviation_of_catalogues_ends_no_sentence(language: str, text: str) -> None:
    assert split_sentences(text, language) == [text]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("ru", ["Всего 12 предметов.", "3 утрачены.", "Остальные целы."]),
        ("ru", ["Мраморный пол.", "3 окна заложены."]),
        ("ru", ["Родился в 1850 году.", "XIX век он пережил."]),
        ("ru", ["Автор неизв.", "Холст, масло."]),
        ("ru", ["Ваза разбита.", "Её склеили."]),
        ("en", ["Is it listed?", "No.", "The Palace Museum uses it."]),
        ("en", ["It was kept at 20.1 °C.", "Each value is a mean."]),
        ("en", ["The index is too large for C.", "They are mended."]),
        ("ru", ["Стоит в зале Е.", "Она цела."]),
        ("en", ["Only three remain.", "12 are lost."]),
        ("en", ["It was at the 1950 exh.", "I was pleased."]),
        ("en", ["Phones are banned.", "iPhones too."]),
        ("en", ["All are listed here.", "https://example.org/list of all."]),
        ("en", ["The first is red.", "b) The other is blue."]),
        ("en", ["The first is red.", "ii.", "The other is blue."]),
        ("en", ["the vase is broken.", "it was sold later.", "nobody knows where."]),
        ("en", ["Silver, gilt.", "London, 1750."]),
        ("ru", ["ваза разбита.", "её продали.", "никто не знает куда."]),
        ("en", ["The vase (chipped).", "pytest says so."]),
        ("en", ["Is it real?", "said nobody."]),
        ("fr", ["Elle est dans la salle B.", "Il est daté."]),
        ("de", ["Gest. 1750 in Dresden.", "Er war Maler."]),
        ("zh", ["此瓶为明代。", "高3.5厘米。"]),
    ],
)
def test_other_sentences_end_as_before(language: str, sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences), language) == sentences


def test_a_line_goes_on_behind_no_break_whatever_its_case() -> None:
    text = "Ваза неизв.\nхудожником подписана.\n• фарфор\n• роспись"
    assert split_sentences(text, "ru") == text.split("\n")


def test_a_line_break_ends_a_sentence_and_blank_lines_are_none() -> None:
    assert split_sentences("Blue vase\n\n  Paris, 1738 \n") == ["Blue vase", "Paris, 1738"]


def test_a_sentence_goes_on_over_a_page_break_and_has_a_part_on_each_page() -> None:
    text = "It was sold. The heirs had \foutstanding debts. See \f… 4 "
    assert split_sentences(text) == ["It was sold.", "The heirs had \foutstanding debts.", "See \f… 4"]
    assert page_parts("The heirs had \foutstanding debts.") == ["The heirs had", "outstanding debts."]
    assert page_parts("\f … \f") == []


def test_an_empty_text_has_no_sentences() -> None:
    assert sentence_spans("") == []
    assert sentence_spans(" \n\t\n ") == []


def test_without_a_language_the_script_of_each_line_decides() -> None:
    text = "On display. See fig. 3 there.\n此瓶為青花。高三十厘米。\nНа рис. 5 ручка. Она цела."
    assert len(split_sentences(text)) == 6


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A vase", "en"),
        ("青花瓶 Ming", "zh"),
        ("Ваза эпохи Ming", "ru"),
        ("", "en"),
        ("12345", "en"),
        ("Accession 12 of the museum, called 瓶 by its maker", "en"),
    ],
)
def test_the_script_names_the_language(text: str, language: str) -> None:
    assert script_language(text) == language


@pytest.mark.parametrize(
    "unit", ["1.", "a", "!", "…", "x.1 A ", "т. е. ", "Inv.", "выс. ", "A. b", "сер. XIX в. "]
)
def test_a_long_run_of_one_thing_takes_no_longer_than_its_length_asks(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    started = time.process_time()
    assert sentence_spans(text, "en")
    assert time.process_time() - started < 2  # measured at 1 to 13 ms, at 15 s where every letter is tried


_TEXT = st.text(
    st.sampled_from("aZ. ,!?…。！？«»“”\"'()1 2\n\tг№фЯ中文éc\u00a0\u200b\u3000"), max_size=120
) | st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.sampled_from(["", "en", "zh", "ru", "fr", "xx"]))
def test_no_letter_is_lost_and_no_sentence_overlaps_another(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert [c for i, c in enumerate(text) if i not in covered and not c.isspace()] == []
    assert all("\n" not in text[a:b] and text[a:b] == text[a:b].strip() for a, b in spans)
