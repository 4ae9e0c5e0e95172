"""Makes the lines of catalogue passages in three languages, and questions about them.

A passage has a title, some lines out of a stock, and a last line of its own: an accession number and
made-up names, so that numbers and words grow with the collection as they do in a museum's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evals.near_alike import facts
from evals.near_alike.facts import Fact
from retrieval import Locator, Passage, passage_id
from retrieval.vocabulary import Vocabulary
from retrieval.vocabulary.terms import LANGUAGES

SEED = 11
LINES_A_PASSAGE = 7
_TITLES_A_LANGUAGE = 300
_KINDS = ("maker", "material", "technique", "object", "place", "institution", "period", "dynasty", "motif")
# Names in braces are filled from the vocabulary and from the made-up facts of evals.near_alike.
TEMPLATES = {
    "en": (
        "The {object} is decorated with a {figure} and a {figure} among leaves; technique: {technique}.",
        "A scene on the front shows {scene}; the reverse was left plain.",
        "Material: {material}. Height {size} cm, weight {weight} g.",
        "Attributed to {maker}, who worked for the court in {place} until about {year}.",
        "Purchased in {year} from {owner}, with the help of the friends of the museum.",
        "Lent to the {institution} for a show of {year}, where it stood beside a {object} of {material}.",
        "Condition report of {year}: {damage}; the old repairs were removed and the surface was cleaned.",
        "The form goes back to the {period} and was revived by workshops in {place} for export.",
        "By the inventory of {year} it was kept in a cupboard with {weight} other pieces of {material}.",
        "The mark shows a {figure}; a paper label on the base gives the price asked by {owner}.",
    ),
    "zh": (
        "此{object}以{technique}装饰，叶间有{figure}和{figure}，线条流畅。",
        "正面描绘{scene}，背面光素无纹。",
        "材质为{material}，高{size}厘米，重{weight}克。",
        "传为{maker}所作，作者曾在{place}供职，直至{year}年前后。",
        "{year}年购自{owner}，经费由博物馆之友协会资助。",
        "{year}年曾借展于{institution}，与一件{material}{object}一同陈列。",
        "{year}年的状况报告记载：{damage}；旧的修补已清除，表面经过清洁。",
        "其造型源自{period}，后来{place}的作坊为外销而仿制。",
        "据{year}年清册，此物与其他{weight}件{material}器物同存一柜。",
        "款识为{figure}图案，底部纸签写有{owner}的要价。",
    ),
    "ru": (
        "{object}: среди листьев изображены фигуры {figure} и {figure}; техника — {technique}.",
        "На лицевой стороне помещено изображение {scene}; оборот оставлен гладким.",
        "Материал: {material}. Высота {size} см, вес {weight} г.",
        "Приписывается мастеру ({maker}), работавшему при дворе до {year} года; место — {place}.",
        "Куплено в {year} году у {owner} при поддержке друзей музея.",
        "Выставлялось в {year} году ({institution}) рядом с другим предметом: {object}, {material}.",
        "Акт осмотра {year} года: предмет {damage}; старые реставрации удалены, поверхность очищена.",
        "Форма восходит ко времени «{period}»; её повторяли мастерские на вывоз ({place}).",
        "По описи {year} года хранилось в шкафу, где было ещё {weight} предметов; материал — {material}.",
        "Клеймо в виде {figure}; бумажная наклейка на дне с ценой, названной со слов {owner}.",
    ),
}
TITLES = {"en": "{object} with {figure}", "zh": "{figure}纹{object}", "ru": "{object} с фигурой {figure}"}
OWN = {
    "en": "Accession number {number}; gift of {name} {name} of {name}, entered by {name}.",
    "zh": "馆藏号{number}；由{name}捐赠，{name}登记，来自{name}。",
    "ru": "Инвентарный номер {number}; дар семьи {name}, {name}; записал {name}.",
}
QUESTIONS = {
    "en": (
        "Which {object} shows {scene}?",
        "Who lent the {object} of {material} to the {institution}?",
        "What was bought from {owner} in {year}?",
        "Where is the {object} with a {figure} that {maker} made?",
        "What did the condition report of {year} say about the {object}?",
        "Which piece was the gift of {name} {name}?",
        "What is {number}?",
    ),
    "zh": (
        "哪件{object}上画着{scene}？",
        "哪件{material}{object}曾借给{institution}？",
        "{year}年从{owner}那里买了什么？",
        "{maker}制作的带{figure}的{object}在哪里？",
        "{year}年的状况报告对{object}是怎么说的？",
        "哪一件是{name}捐赠的？",
        "{number}是什么藏品？",
    ),
    "ru": (
        "На каком предмете есть изображение {scene}?",
        "Какой предмет ({object}, {material}) выставлялся: {institution}?",
        "Что купили у {owner} в {year} году?",
        "Где хранится {object} с фигурой {figure}, мастер {maker}?",
        "Что сказано об этом в акте осмотра {year} года: {object}?",
        "Что подарила семья {name}?",
        "Что записано под номером {number}?",
    ),
}
_NAMES = {
    "en": (
        "Har Wil Bram Ost Cald Thor Fen Lyn Mar Pel Quen Ras Stan Tol Und Ver Wex Yar Bel Dun Ed Gil Hol Ing",
        "ber mer low ling ston den wor ris ham der ley min ton ser gar vel nor ket pin row",
        "ton son man field worth by wick ford ley well stead more bridge croft gate hurst combe dale ridge",
    ),
    "zh": (
        "赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨 朱 秦 尤 许",
        "文 明 志 国 建 晓 玉 春 秋 秀 桂 兰 雪 云 海 山 江 林 松 竹 梅 月 星 光",
        "华 平 安 宁 康 强 刚 毅 勇 军 民 生 成 才 德 仁 义 礼 智 信 芳 英 珍 珠",
    ),
    "ru": (
        "Бар Вол Гор Дол Ерм Жел Зар Кар Лад Мор Нев Ост Пол Род Сол Тар Ул Фил Хар Чер Шум Щег Юр Яр",
        "ова ени ила оди уша ари ели ото ума ины еве ико аба оле ура ати еро иза уго ами",
        "шин ков лин нов цев ров тов дин гин рев лов мин вин сов хин зов бин чев пов жин",
    ),
}


class Catalogue:
    """A stock of lines, and the passages and questions made out of it; the same for the same seed."""

    def __init__(self, *, lines_a_language: int = 2000, seed: int = SEED) -> None:
        self._seed = seed
        self._terms = _terms()
        random = Random(f"lines {seed}")
        self.lines = {
            language: [
                self._filled(TEMPLATES[language][i % len(TEMPLATES[language])], language, random)
                for i in range(lines_a_language)
            ]
            for language in LANGUAGES
        }
        self.titles = {
            language: [self._filled(TITLES[language], language, random) for _ in range(_TITLES_A_LANGUAGE)]
            for language in LANGUAGES
        }

    def stock(self) -> list[str]:
        """Every line and title that passages share."""
        shared = [*self.lines.values(), *self.titles.values()]
        return list(dict.fromkeys(line for several in shared for line in several))

    def passages(self, start: int, stop: int) -> Iterator[Passage]:
        """The passages with the numbers from `start` to before `stop`, whatever was made before them."""
        for i in range(start, stop):
            random = Random(f"passage {self._seed} {i}")
            language = LANGUAGES[i % len(LANGUAGES)]
            own = self._filled(OWN[language].replace("{number}", _number(i)), language, random)
            text = "\n".join([*random.sample(self.lines[language], LINES_A_PASSAGE), own])
            document = f"entry-{i:06d}"
            yield Passage(
                passage_id=passage_id(document, 0, text),
                document_id=document,
                position=0,
                text=text,
                locator=Locator(),
                title=random.choice(self.titles[language]),
                language=language,
                kind="md",
            )

    def questions(self, count: int, passages: int) -> list[str]:
        """`count` questions in three languages in turn, about a collection of `passages`."""
        random = Random(f"questions {self._seed}")
        made = []
        for i in range(count):
            language = LANGUAGES[i % len(LANGUAGES)]
            forms = QUESTIONS[language]
            template = forms[i // len(LANGUAGES) % len(forms)]
            number = _number(random.randrange(passages))
            made.append(self._filled(template.replace("{number}", number), language, random))
        return made

    def _filled(self, template: str, language: str, random: Random) -> str:
        """The template with every brace filled anew."""
        text = template
        while "{" in text:
            start, end = text.index("{"), text.index("}") + 1
            text = text[:start] + self._filling(text[start + 1 : end - 1], language, random) + text[end:]
        return text

    def _filling(self, place: str, language: str, random: Random) -> str:
        match place:
            case "year":
                return str(random.randrange(1650, 2020))
            case "size":
                return str(random.randrange(4, 90))
            case "weight":
                return str(random.randrange(3, 900))
            case "name":
                return made_up_name(language, random)
            case "figure" | "scene" | "owner" | "damage":
                return _said(random.choice(_FACTS[place]), language)
            case _:
                return random.choice(self._terms[language][place])


_FACTS: dict[str, Sequence[Fact]] = {
    "figure": facts.FIGURES,
    "scene": facts.SCENES,
    "owner": facts.OWNERS,
    "damage": facts.DAMAGES,
}


def _said(fact: Fact, language: str) -> str:
    return {"en": fact.en, "zh": fact.zh, "ru": fact.ru}[language]


def _terms() -> dict[str, dict[str, list[str]]]:
    """By language and kind, the preferred names of the vocabulary's terms that have one in each."""
    known = [t for t in Vocabulary.load().terms if all(t.forms.get(language) for language in LANGUAGES)]
    return {
        language: {kind: [t.forms[language][0] for t in known if t.kind == kind] for kind in _KINDS}
        for language in LANGUAGES
    }


def made_up_name(language: str, random: Random) -> str:
    """A made-up name; half of the Latin and Cyrillic ones have two middles, so that there are enough."""
    first, middle, last = (parts.split() for parts in _NAMES[language])
    middles = random.choices(middle, k=1 if language == "zh" else random.randint(1, 2))
    return "".join([random.choice(first), *middles, random.choice(last)])


def _number(i: int) -> str:
    return f"{1900 + i % 120}.{i // 120 % 400 + 1}.{i // 48_000 + 1}"
