"""Which words of a sentence passages have: themselves, by another name, by a rendering, by their sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from assistant.verification.given_names import given_names, given_names_in_han
from assistant.verification.name_scripts import both_chinese, forms_of, is_of_place, is_one_in_chinese, script
from assistant.verification.name_shapes import PLACE_ENDS, TRANSCRIBING
from assistant.verification.names import Name, find_names, same_word
from assistant.verification.palladius import is_palladius, is_read_in_cyrillic
from assistant.verification.reading import Reading
from assistant.verification.sounds import alike, transcriptions
from assistant.verification.spelling import (
    ALIKE_AS_SPELLED,
    ALIKE_THOUGH_KNOWN,
    ALIKE_THOUGH_LISTED,
    heard_as,
    is_pinyin,
    is_read,
    readings,
    sound_of,
    sounds_alike,
    syllables_of,
    transcribed,
)
from retrieval.bridge import Bridge
from retrieval.bridge.synonym_groups import SynonymGroup
from retrieval.language.analysis import HAN, fold_han, stem
from retrieval.language.word_keys import key
from retrieval.vocabulary import Term

_WORD = re.compile(rf"[^\W\d_{HAN}]+(?:[’'][^\W\d_{HAN}]+)*")
_HAN_RUN = re.compile(f"[{HAN}]+")
# Characters that stand for a material in whatever word they are.
_HAN_MATERIAL = re.compile("[银铜铁锡铅钢砖瓷陶漆丝绸绢棉麻锦缎竹骨玛琥瑚珀玻珐琅檀铂钻绒毡](?!绸之路)")
# What is made of a material, with its character alone.
_HAN_MADE_OF = re.compile("([金木石玉纸银铜铁锡瓷陶漆竹骨])([柱碑像桥门窗塔棺椁匣盒雕匾牌刻梁座床椅桌])")
_NAME_OF_TWO = re.compile(
    rf"(?=\b([^\W\d_{HAN}a-zа-яё][^\W\d_{HAN}]*)[ -]([^\W\d_{HAN}a-zа-яё][^\W\d_{HAN}]*))"
)
_OF_A_NAME = re.compile("[а-яё]{3}[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")  # петербургский
_LONG = 6
_MORE_THAN_CHINESE = 4  # syllables of a word: Carolina is no name in Pinyin
_MUCH_ALIKE = 0.75  # the share of the letters of two words that stand in one order
_FIRST_LETTERS = 3  # that a given name shares with its short forms: Thomas, Thos
_NAME_AND_MORE = 3  # characters: a name of two, and what was taken for its third
# One character for a place, as Chinese has it in 存沪 and 赴美.
_ABBREVIATED = {
    **{"上海": "沪", "北京": "京", "天津": "津", "重庆": "渝", "成都": "蓉", "广州": "穗", "南京": "宁"},
    **{"香港": "港", "台湾": "台", "澳门": "澳", "英国": "英", "法国": "法", "美国": "美", "俄罗斯": "俄"},
    **{"俄国": "俄", "德国": "德", "日本": "日", "意大利": "意", "西班牙": "西", "荷兰": "荷"},
}
# What a place may be, in a dictionary's rendering of its name.
_KINDS_OF_PLACE = frozenset({
    "ocean", "sea", "river", "lake", "city", "county", "province", "prefecture", "district", "town",
    "village", "mountain", "mount", "mountains", "island", "islands", "peninsula", "republic", "kingdom",
    "empire", "state", "states", "country", "autonomous", "region", "people's", "north", "south", "east",
    "west", "northern", "southern", "eastern", "western", "central", "great", "new", "old", "upper",
    "lower", "saint", "san", "of", "the", "and",
})  # fmt: skip
_PROPER = frozenset({"maker", "place", "reign", "dynasty", "building", "institution"})


@dataclass(frozen=True, slots=True)
class PassageWords:
    """A passage's words by script: stems, and names for their sound."""

    stems: frozenset[str]
    cased: tuple[str, ...]
    han: str
    languages: frozenset[str]
    joined: tuple[str, ...] = ()  # names of two words, for Chinese has no space in a name


def passage_words(reading: Reading) -> PassageWords:
    """The words of a passage, to look a sentence's words up in."""
    cased = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(reading.text)]
    languages = {"zh"} if _HAN_RUN.search(reading.folded) else set()
    languages |= {script(word) for word in cased}
    return PassageWords(
        frozenset(stem(part) for word in cased for part in {word, *re.split("['’]", word)} if part),
        tuple(dict.fromkeys(w for w in cased if w[0].isupper() or _OF_A_NAME.search(w))),
        "\n".join(_HAN_RUN.findall(reading.folded)),
        frozenset(languages),
        tuple(f"{a}{b}" for a, b in _NAME_OF_TWO.findall(reading.text)),
    )


class Renderings:
    """What a sentence's words are in other languages, looked up once for all passages."""

    def __init__(self, bridge: Bridge, text: str) -> None:
        self.bridge = bridge
        self._text = text
        self._known: dict[tuple[str, str], Sequence[SynonymGroup]] = {}

    def groups(self, source: str, target: str) -> Sequence[SynonymGroup]:
        """The words of language `source` with their renderings in `target`."""
        pair = source, target
        if pair not in self._known:
            self._known[pair] = self.bridge.known_groups(self._text, source, target)
        return self._known[pair]


class WordGrounding:
    """Looks words of one sentence up in passages.

    `pair` holds the languages of the sentence and of the passage at `leading`, which is most like it.
    """

    def __init__(
        self,
        renderings: Renderings,
        sentence: Reading,
        passages: Sequence[tuple[Reading, PassageWords]],
        leading: int = 0,
    ) -> None:
        self._sentence = sentence
        self._passages = passages
        self.pair = sentence.language, passages[leading][0].language
        self._stems = frozenset().union(*(w.stems for _, w in passages))
        self._han = "\n".join(w.han for _, w in passages)
        self._han_names = {n.text for r, _ in passages for n in r.names if n.language == "zh"}
        self._languages = frozenset().union(*(w.languages for _, w in passages))
        self._bridge = renderings.bridge
        self._rendered = self._renderings(renderings)

    @property
    def foreign(self) -> bool:
        """Whether the passages are in other scripts than the sentence."""
        return self.pair[0] != self.pair[1]

    def other_materials(self) -> list[int]:
        """Where a Chinese sentence has a character for a material that Chinese passages do not have."""
        if self.foreign or self._sentence.language != "zh":
            return []
        text = self._sentence.folded
        found = [m.span() for m in _HAN_MATERIAL.finditer(text)]
        others = [a for a, b in found if text[a] not in self._han and not self.has(a, b)]
        return others + [m.start() for m in _HAN_MADE_OF.finditer(text) if self._is_of_another(m)]

    def _is_of_another(self, made: re.Match[str]) -> bool:
        """Whether the passages have a thing of another material alone: 木柱 where they have 石柱."""
        same = made.group() in self._han
        return not same and any(m[2] == made[2] for m in _HAN_MADE_OF.finditer(self._han))

    def has(self, start: int, end: int) -> bool:
        """Whether what stands at `start:end` is in the passages, itself or by another name or rendering."""
        return self.literal(start, end) or self.term(start, end) or self.rendered(start, end)

    def literal(self, start: int, end: int) -> bool:
        """Whether the word itself is there, in any of its forms."""
        word = self._sentence.folded[start:end]
        if _HAN_RUN.fullmatch(word):
            return word in self._han
        return stem(word.removesuffix("'s")) in self._stems

    def term(self, start: int, end: int) -> bool:
        """Whether the vocabulary knows it as a name of something that the passages name too."""
        return any(
            m.start < end and start < m.end and any(self._has_term(term) for term in m.terms)
            for m in self._sentence.mentions
        )

    @cached_property
    def _terms(self) -> set[Term]:
        return {t for r, _ in self._passages for m in r.mentions for t in m.terms}

    def _has_term(self, term: Term) -> bool:
        if term in self._terms:
            return True
        forms = [(language, form) for language in self._languages for form in term.forms.get(language, ())]
        if any(self._there(form, language) for language, form in forms):
            return True
        if term.kind == "place" and any(
            _ABBREVIATED.get(f, "\n\n") in self._han for f in term.forms.get("zh", ())
        ):
            return True
        # 铜 is copper, in whatever word it stands.
        return term.kind == "material" and any(
            _same_material(c, form, self._han) for language, form in forms if language == "zh" for c in form
        )

    def rendered(self, start: int, end: int) -> bool:
        """Whether a dictionary's rendering of it is there, or of most of it."""
        covered = {
            i
            for a, b in self._rendered
            if b - a > 1 or end - start == 1  # a single Chinese character has a dozen meanings
            for i in range(max(a, start), min(b, end))
        }
        return 2 * len(covered) > end - start

    def name(self, name: Name) -> bool:
        """Whether a name is there, in any case, script or transcription."""
        if self.has(name.start, name.end):
            return True
        if parts := _dotted_parts(name):
            return all(self._has_part(name, part) for part in parts) or self._is_within(name)
        if given_names(name.text, name.language) & self._given_elsewhere(name.language):
            return True
        theirs, least = self._cased_or_joined, self._least(name)
        same = [w for _, words in self._passages for w in words.cased if script(w) == name.language]
        if any(same_word(name.text, w, russian=name.language == "ru") for w in same):
            return True
        if name.language != "ru" and self._is_rendered(name):
            return True
        if name.language == "ru" and any(is_of_place(w, name.text) for w in same):
            return True
        if (
            name.language == "zh"
            and len(name.text) == _NAME_AND_MORE
            and fold_han(name.text)[:2] in self._han
        ):
            return True  # 王津带着
        if name.language == "zh" and any(
            fold_han(name.text).startswith(fold_han(n)) and len(n) < len(name.text) for n in self._han_names
        ):
            return True  # 贺建民 + 断, cut wrongly
        run = self._sentence.text[slice(*name.run)]
        written = {name.text, stem(name.text), run} if name.language == "ru" else {name.text, run}
        if name.language == "zh" and name.text[-1] in PLACE_ENDS and len(name.text) > 2:
            written.add(name.text[:-1])  # 玉山县 is Yushan county
        return any(self._sounds_like(w, name.language, theirs, least) for w in sorted(written))

    def _is_within(self, name: Name) -> bool:
        """Whether a foreign name in Chinese is there but for a character at either end, which may be no
        part of it: 总理洛塔尔·德梅.
        """
        parts = [fold_han(part) for part in _dotted_parts(name)]
        first, last = parts[0][1:], parts[-1][:-1]
        cut = [(first, *parts[1:]), (*parts[:-1], last), (first, *parts[1:-1], last)]
        return any(all(len(part) > 1 and part in self._han for part in there) for there in cut)

    def _given_elsewhere(self, language: str) -> frozenset[int]:
        """The given names of the table that passages have in other scripts than that of `language`."""
        named = {
            code: frozenset().union(
                *(given_names(w, code) for w in self._cased_or_joined if script(w) == code)
            )
            for code in ("en", "ru")
        }
        named["zh"] = given_names_in_han(self._han)
        return frozenset().union(*(found for code, found in named.items() if code != language))

    def has_family(self, name: Name) -> bool:
        """Whether the last part of a foreign name in Chinese is there."""
        return any(self._has_part(name, part) for part in _dotted_parts(name)[-1:])

    def _has_part(self, name: Name, part: str) -> bool:
        return fold_han(part) in self._han or self._sounds_like(
            part, "zh", self._cased_or_joined, self._least(name)
        )

    @cached_property
    def _cased_or_joined(self) -> list[str]:
        """What may be a name in the passages: words with a capital, and two such words as one."""
        return [w for _, words in self._passages for w in (*words.cased, *words.joined)]

    def _is_rendered(self, name: Name) -> bool:
        """Whether a dictionary's rendering has a word of the name: 大西洋, "Atlantic Ocean", Atlantic."""
        if name.language == "zh":
            words = {w for form in self._forms(name) for w in _proper_words(form)}
            return any(same_word(w, other, russian=False) for w in words for other in self._cased)
        return any(same_word(name.text, w, russian=False) for w in self._proper)

    @cached_property
    def _cased(self) -> list[str]:
        return [w for _, words in self._passages for w in words.cased if script(w) == "en"]

    @cached_property
    def _proper(self) -> set[str]:
        """The proper words by which a dictionary renders the Chinese names of the passages."""
        if "zh" not in self._languages:
            return set()
        names = [n for reading, _ in self._passages for n in reading.names if n.language == "zh"]
        return {w for n in names for form in self._forms(n) for w in _proper_words(form)}

    def _least(self, name: Name) -> float:
        """How alike a name has to sound to be taken for it."""
        if self.listed(name):
            return ALIKE_THOUGH_LISTED
        return ALIKE_THOUGH_KNOWN if self._forms(name) else ALIKE_AS_SPELLED

    def listed(self, name: Name) -> bool:
        """Whether the vocabulary knows a person, place or reign by it."""
        known = self._sentence.mentions
        return any(m.start <= name.start < m.end and _PROPER & {t.kind for t in m.terms} for m in known)

    def surely(self, name: Name) -> bool:
        """Whether it is a name beyond doubt: no word whose capital or place in a sentence misleads."""
        if self.listed(name):
            return True
        forms = self._forms(name)
        if name.language == "zh":
            return any(f[0].isupper() for f in forms[:3]) or (name.sure and not forms)
        if not name.sure:
            return False
        return not ((self.foreign or name.opens) and self.common(name))

    def misspelled(self, name: Name) -> bool:
        """Whether passages have, in its script, a name that is spelled much like it and is another."""
        if name.language == "zh" or not name.sure:
            return False
        theirs = {w for _, words in self._passages for w in words.cased if script(w) == name.language}
        own = name.text.casefold()
        return any(SequenceMatcher(None, own, w.casefold()).ratio() >= _MUCH_ALIKE for w in theirs)

    def partly(self, name: Name, names: Sequence[Name]) -> bool:
        """Whether a given name or a title is only added to a name that is there.

        It is not where the passages put another before that name, wherever they have it.
        """
        after = next((n for n in names if n.run == name.run and n.start > name.start and self.name(n)), None)
        return after is not None and not self._is_called_otherwise(name, after)

    def _is_called_otherwise(self, given: Name, family: Name) -> bool:
        if given.language == "zh" or self.common(given):
            return False  # a title
        there = [(n, reading) for reading, _ in self._passages for n in reading.names]
        met = [(n, r) for n, r in there if n.language == given.language and self.matches(family, n)]
        before = [[n.text for n in r.names if n.run == m.run and n.start < m.start] for m, r in met]
        return (
            bool(met) and any(before) and not any(_may_be_one(given.text, n) for run in before for n in run)
        )

    def matches(self, name: Name, other: Name) -> bool:
        """Whether a name of the sentence and one of a passage may be the same, in any script."""
        if name.language == other.language:
            if name.language == "zh":
                return fold_han(name.text) in fold_han(other.text) or fold_han(other.text) in fold_han(
                    name.text
                )
            return same_word(name.text, other.text, russian=name.language == "ru")
        key_pair = (name.text, name.language), (other.text, other.language)
        return alike(*key_pair)

    def common(self, name: Name) -> bool:
        """Whether a dictionary knows a name as an everyday word, which a capital in its rendering denies."""
        if name.language == "zh":
            known = self._forms(name)
            return bool(known) and not any(form[0].isupper() for form in known)
        run = self._sentence.text[slice(*name.run)].split()
        if len(run) > 1 and all(map(is_pinyin, run)):
            return False  # Wang Xizhi
        forms = self._forms(name)[:3] if name.language == "en" else []
        return any(set(form) - TRANSCRIBING and not find_names(form) for form in forms)

    def _forms(self, name: Name) -> list[str]:
        """What dictionaries render the whole name by, in Chinese or from Chinese."""
        if name.language not in ("en", "zh"):
            return []
        other = "zh" if name.language == "en" else "en"
        groups = self._bridge.known_groups(name.text, name.language, other)
        return [form for g in groups if g.end - g.start >= len(name.text) for form in g.forms]

    def _sounds_like(self, written: str, language: str, theirs: Sequence[str], least: float) -> bool:
        """Whether a name of the passages in another script sounds like it."""
        for read in transcriptions(written, language):
            own = heard_as(read.text, read.language)
            for other in ("en", "ru"):
                words = [w for w in theirs if script(w) == other] if other != language else []
                words = [w for w in words if not both_chinese(written, w)]
                sounds = {
                    heard for w in words for form in forms_of(w, other) for heard in heard_as(form, other)
                }
                if any(sounds_alike(a, b, max(least, x, y)) for a, x in own for b, y in sounds):
                    return True
        if language != "zh" and any(is_one_in_chinese(written, w) for w in theirs if script(w) != language):
            return True
        if language == "zh" or not self._han:
            return False
        if language == "en" and is_pinyin(plain := written.replace(" ", "")):
            if is_read(written, self._han):
                return True
            if " " in written or len(syllables_of(plain)[0]) < _MORE_THAN_CHINESE:
                return False
        if language == "ru" and is_palladius(written):
            return is_read_in_cyrillic(written, readings(self._han))
        heard = [*transcribed(self._han), *(sound_of(n, "zh") for n in self._han_names)]
        own = heard_as(written, language)
        return any(sounds_alike(sound, s, max(least, x)) for sound, x in own for s in heard)

    def _renderings(self, renderings: Renderings) -> list[tuple[int, int]]:
        sources = {self._sentence.language} | {n.language for n in self._sentence.names}
        return [
            (group.start, group.end)
            for source in sorted(sources)
            for target in sorted(self._languages - {source})
            for group in renderings.groups(source, target)
            if any(self._there(form, target) for form in group.forms)
        ]

    def _there(self, form: str, language: str) -> bool:
        if language == "zh":
            return key(form, "zh") in self._han
        words = [stem(w) for w in _WORD.findall(form)]
        if language == "ru" and len(words) == 1 and len(words[0]) >= _LONG and form[:1].isupper():
            return any(s.startswith(words[0]) for s in self._stems)  # рембрандтовский
        if language == "en" and len(words) == 1 and len(words[0]) >= _LONG - 1 and form[:1].isupper():
            return any(s.startswith(words[0]) for s in self._stems)  # European
        return bool(words) and all(w in self._stems for w in words)


def _dotted_parts(name: Name) -> list[str]:
    """The parts of a foreign name in Chinese that are more than a character; none of any other name."""
    parts = re.split("[·•・]", name.text) if name.language == "zh" else []
    return [part for part in parts if len(part) > 1] if len(parts) > 1 else []


def _may_be_one(one: str, other: str) -> bool:
    """Whether two given names begin alike, or one is an initial of the other."""
    length = min(len(one), len(other), _FIRST_LETTERS)
    if min(len(one), len(other)) < _FIRST_LETTERS:
        length = 1
    return one[:length].casefold() == other[:length].casefold()


def _proper_words(form: str) -> list[str]:
    """The words of a name without those that say what kind of thing it is."""
    return [w for w in _WORD.findall(form) if w[0].isupper() and w.lower() not in _KINDS_OF_PLACE]


def _same_material(character: str, form: str, han: str) -> bool:
    """Whether Chinese text has a character of `form` that stands for a material, or one for the same.

    木 is wood in 木头; in 紫檀木 it only says of what kind the material is.
    """
    alone = character in "金木石玉纸" and form.strip("头材料质器张子黄") == character
    if not (alone or _HAN_MATERIAL.match(character)):
        return False
    alike = next((group for group in ("丝绢绸缎锦帛", "瓷陶") if character in group), character)
    return any(c in han for c in alike)
