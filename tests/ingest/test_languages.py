from concurrent.futures import ThreadPoolExecutor

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


SENTENCES = [
    ("en", "Nothing is known of the maker, whose mark is worn away."),
    ("en", "Count Giovanni Mocenigo had the ceiling of Palazzo Mocenigo a San Samuele painted in Venice."),
    ("de", "Montags geschlossen, Eintrittskarten an der Kasse."),
    ("de", "Der Deckel ist mit Blüten bemalt, der Griff in Form einer Rose gebildet."),
    ("fr", "Jeune femme assise près d'une fenêtre."),
    ("fr", "Don de la Société des amis du Louvre, en souvenir du donateur."),
    ("it", "Chiuso il lunedì; i biglietti si acquistano all'ingresso."),
    ("it", "Olio su tela, firmato in basso a destra, già nella raccolta Manfrin."),
    ("es", "Cerrado los lunes; las entradas se venden en la taquilla."),
    ("es", "Fragmento de un cuenco con el borde roto y el esmalte perdido."),
    ("pt", "Mulher jovem sentada junto à janela, a ler uma carta."),
    ("pt", "Pouco se sabe do artista, que morreu em Lisboa."),
    ("nl", "Jonge vrouw bij het venster die een brief leest."),
    ("nl", "Over de kunstenaar is weinig bekend; hij stierf in Delft."),
    ("sv", "Ung kvinna sitter vid fönstret och läser ett brev."),
    ("sv", "Locket är målat med blommor och knoppen har formen av en ros."),
    ("da", "Låget er malet med blomster, og knoppen har form som en rose."),
    ("da", "Man ved ikke meget om kunstneren; han døde formentlig i København."),
    ("pl", "Młoda kobieta siedzi przy oknie i czyta list."),
    ("pl", "O artyście niewiele wiadomo; zmarł prawdopodobnie w Krakowie."),
    ("cs", "Víko je zdobeno květinami a úchyt má tvar růže."),
    ("cs", "Sbírka čítá více než tisíc porcelánů z Číny a Japonska."),
    ("hu", "A fedőt virágok díszítik, a fogó rózsa alakú."),
    ("hu", "A művészről keveset tudunk; valószínűleg Budapesten halt meg."),
    ("fi", "Kansi on koristeltu kukilla, ja nuppi on ruusun muotoinen."),
    ("fi", "Taiteilijasta tiedetään vain vähän."),
    ("tr", "Kapağı çiçeklerle süslenmiş, tutamağı gül biçimindedir."),
    ("tr", "Sanatçı hakkında çok az şey bilinmektedir."),
    ("gl", "Muller nova sentada xunto á fiestra, lendo unha carta."),
    ("gl", "A tapa está adornada con flores e a asa ten forma de rosa."),
    ("ca", "La tapa és decorada amb flors i la nansa té forma de rosa."),
    ("ca", "De l'artista se'n sap molt poc; va morir probablement a Barcelona."),
    ("la", "Hanc imaginem beatae Mariae Virginis pinxit Antonius anno Domini millesimo quingentesimo."),
    ("el", "Αττικός ερυθρόμορφος κρατήρας με παράσταση του Διονύσου και μαινάδων."),
    ("he", "המוזיאון רכש את הקערה הזאת מיורשי הדוכס בפריז בשנת אלף תשע מאות ואחת."),
    ("ar", "اشترى المتحف هذا الإناء من ورثة الدوق في باريس سنة ألف وتسعمائة وواحد."),
    ("ru", "Молодая женщина сидит у окна и читает письмо."),
    ("ru", "Дар Н. П. Кондакова, 1908; из собрания Н. П. Лихачева."),
    ("ru", "Дерево, левкас, темпера, серебряный оклад с эмалью, конец XVII века."),
    ("uk", "Молода жінка сидить біля вікна й читає листа."),
    ("uk", "Дерево, левкас, темпера, срібний оклад з емаллю, кінець XVII століття."),
    ("bg", "Капакът е украсен с цветя, а дръжката е направена като роза."),
    ("bg", "За художника не се знае почти нищо; вероятно е починал в София."),
    ("be", "Пра мастака амаль нічога не вядома; памёр ён, напэўна, у Мінску."),
    ("sr", "О уметнику се готово ништа не зна; умро је вероватно у Београду."),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_the_language_of_a_sentence_is_found(language: str, text: str) -> None:
    assert detect_language(text) == language
    assert detect_language(f"{text} " * 20) == language


@pytest.mark.parametrize(
    "text",
    [
        "Portrait of Giovanni Battista Tiepolo, oil on canvas, Venice, 1750",
        "Object name: Netsuke; Maker: Masanao; Material: ivory; Place: Kyoto, Japan",
        "Title: Sevres vase\nMaker: Manufacture de Sèvres\nPlace: Sèvres, France\nMaterial: porcelain",
        "Mask, Yoruba, Nigeria, wood, pigment, early 20th century, gift of J. Smith",
        "Emperor Qianlong, Kangxi, Yongzheng, Jingdezhen, Zhejiang, Beijing, Shanghai",
        "Meissen porcelain manufactory, Johann Joachim Kändler, 1740; Dresden",
        "Loan agreement no. 12: lender Museo Nacional del Prado, Madrid; borrower City Museum",
        "Krater; Greek, Attic; ca. 480 BC; terracotta; red-figure",
        "Object number,Title,Maker,Material,Place,Date\n1936.1.2,Netsuke of a rat,Masanao,ivory,Kyoto,1800\n"
        "1936.1.4,Sèvres vase,Manufacture de Sèvres,soft-paste porcelain,Sèvres,1760\n"
        "1936.1.8,Kylix,Brygos Painter,terracotta,Athens,ca. 480 BC",
        "Cups by the Императорский фарфоровый завод, and a plate with the mark 大清乾隆年製",
    ],
)
def test_a_record_full_of_foreign_names_is_in_english(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Инв. №: Э-1234\nНазвание: Табакерка\nАвтор: Мастер Ян\nМатериал: стекло\nДата: XVIII в.",
        "Монета. Серебро. Чекан. Диаметр 4 см. Вес 3 г",
        "Веер. Бумага, гуашь. Франция, XVIII в. Поступил в 1920 г.",
        "Инв. №: Э-245\nНазвание: Икона\nАвтор: К. Фаберже\nМатериал: бронза\nМесто: Гжель\nДата: 1725 г.",
        "Автор: Meissen (Мейсенская мануфактура), Johann Joachim Kändler. Материал: фарфор",
    ],
)
def test_a_short_record_in_cyrillic_is_in_russian(text: str) -> None:
    assert detect_language(text) == "ru"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Inventarnummer: 1936.1\nTitel: Teeschale\nKünstler: Unbekannt\nMaterial: Porzellan\nOrt: Meißen",
            "de",
        ),
        (
            "Numéro d'inventaire: 12\nTitre: Fauteuil\nAuteur: Anonyme\nMatériau: bronze doré\nLieu: Paris",
            "fr",
        ),
        (
            "Objectnummer: 12\nTitel: Vaas met bloemen\nMaker: Onbekend\nMateriaal: zilver\nPlaats: Delft",
            "nl",
        ),
        ("Número de inventario: 12\nTítulo: Florero\nAutor: Canaletto\nMaterial: plata\nLugar: China", "es"),
        ("Numer inwentarzowy: 12\nTytuł: Fotel\nAutor: Nieznany\nMateriał: srebro\nMiejsce: Kraków", "pl"),
        ("Інв. №: 12\nНазва: Крісло\nАвтор: Невідомий художник\nМатеріал: срібло\nМісце: Львів", "uk"),
    ],
)
def test_the_labels_and_terms_of_a_record_tell_its_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_the_language_is_found_in_several_threads_alike() -> None:
    languages, texts = zip(*SENTENCES * 4, strict=True)
    with ThreadPoolExecutor(8) as pool:
        assert tuple(pool.map(detect_language, texts)) == languages
