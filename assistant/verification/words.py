"""Which words of a sentence passages have: themselves, by another name of the vocabulary, by a rendering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.verification.name_scripts import script
from assistant.verification.reading import Reading
from retrieval.bridge import Bridge
from retrieval.bridge.synonym_groups import SynonymGroup
from retrieval.language.analysis import HAN, stem
from retrieval.language.word_keys import key
from retrieval.vocabulary import Term

WORD = re.compile(rf"[^\W\d_{HAN}]+(?:[’'][^\W\d_{HAN}]+)*")
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
# One character for a place, as Chinese has it in 存沪 and 赴美.
_ABBREVIATED = {
    **{"上海": "沪", "北京": "京", "天津": "津", "重庆": "渝", "成都": "蓉", "广州": "穗", "南京": "宁"},
    **{"香港": "港", "台湾": "台", "澳门": "澳", "英国": "英", "法国": "法", "美国": "美", "俄罗斯": "俄"},
    **{"俄国": "俄", "德国": "德", "日本": "日", "意大利": "意", "西班牙": "西", "荷兰": "荷"},
}


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
    cased = [w.removesuffix("'s").removesuffix("’s") for w in WORD.findall(reading.text)]
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
        self.sentence = sentence
        self.passages = passages
        self.pair = sentence.language, passages[leading][0].language
        self._stems = frozenset().union(*(w.stems for _, w in passages))
        self.han = "\n".join(w.han for _, w in passages)
        self.han_names = {n.text for r, _ in passages for n in r.names if n.language == "zh"}
        self.languages = frozenset().union(*(w.languages for _, w in passages))
        self.bridge = renderings.bridge
        self._rendered = self._renderings(renderings)

    @property
    def foreign(self) -> bool:
        """Whether the passages are in other scripts than the sentence."""
        return self.pair[0] != self.pair[1]

    def other_materials(self) -> list[int]:
        """Where a Chinese sentence has a character for a material that Chinese passages do not have."""
        if self.foreign or self.sentence.language != "zh":
            return []
        text = self.sentence.folded
        found = [m.span() for m in _HAN_MATERIAL.finditer(text)]
        others = [a for a, b in found if text[a] not in self.han and not self.has(a, b)]
        return others + [m.start() for m in _HAN_MADE_OF.finditer(text) if self._is_of_another(m)]

    def _is_of_another(self, made: re.Match[str]) -> bool:
        """Whether the passages have a thing of another material alone: 木柱 where they have 石柱."""
        same = made.group() in self.han
        return not same and any(m[2] == made[2] for m in _HAN_MADE_OF.finditer(self.han))

    def has(self, start: int, end: int) -> bool:
        """Whether what stands at `start:end` is in the passages, itself or by another name or rendering."""
        return self.literal(start, end) or self.term(start, end) or self.rendered(start, end)

    def literal(self, start: int, end: int) -> bool:
        """Whether the word itself is there, in any of its forms."""
        word = self.sentence.folded[start:end]
        if _HAN_RUN.fullmatch(word):
            return word in self.han
        return stem(word.removesuffix("'s")) in self._stems

    def term(self, start: int, end: int) -> bool:
        """Whether the vocabulary knows it as a name of something that the passages name too."""
        return 1 in self._named_too[start:end]

    @cached_property
    def _named_too(self) -> bytes:
        """1 for each character of the sentence that is of a term which the passages name too."""
        too = [m for m in self.sentence.mentions if any(self._has_term(term) for term in m.terms)]
        return self._marked((m.start, m.end) for m in too)

    def _marked(self, places: Iterable[tuple[int, int]]) -> bytes:
        """1 for each character of the sentence in one of `places`, 0 for the others."""
        marks = bytearray(len(self.sentence.text))
        for start, end in places:
            marks[start:end] = b"\1" * (end - start)
        return bytes(marks)

    @cached_property
    def _terms(self) -> set[Term]:
        return {t for r, _ in self.passages for m in r.mentions for t in m.terms}

    def _has_term(self, term: Term) -> bool:
        if term in self._terms:
            return True
        forms = [(language, form) for language in self.languages for form in term.forms.get(language, ())]
        if any(self._there(form, language) for language, form in forms):
            return True
        short = [_ABBREVIATED[f] for f in term.forms.get("zh", ()) if f in _ABBREVIATED]
        if term.kind == "place" and any(character in self.han for character in short):
            return True
        # 铜 is copper, in whatever word it stands.
        return term.kind == "material" and any(
            _same_material(c, form, self.han) for language, form in forms if language == "zh" for c in form
        )

    def rendered(self, start: int, end: int) -> bool:
        """Whether a dictionary's rendering of it is there, or of most of it."""
        # A single Chinese character has a dozen meanings.
        covered = self._covered if end - start == 1 else self._covered_by_words
        return 2 * sum(covered[start:end]) > end - start

    @cached_property
    def _covered(self) -> bytes:
        return self._marked(self._rendered)

    @cached_property
    def _covered_by_words(self) -> bytes:
        """The same by what is more than one character."""
        return self._marked((a, b) for a, b in self._rendered if b - a > 1)

    def _renderings(self, renderings: Renderings) -> list[tuple[int, int]]:
        sources = {self.sentence.language} | {n.language for n in self.sentence.names}
        return [
            (group.start, group.end)
            for source in sorted(sources)
            for target in sorted(self.languages - {source})
            for group in renderings.groups(source, target)
            if any(self._there(form, target) for form in group.forms)
        ]

    def _there(self, form: str, language: str) -> bool:
        if language == "zh":
            return key(form, "zh") in self.han
        words = [stem(w) for w in WORD.findall(form)]
        if language == "ru" and len(words) == 1 and form[:1].isupper():
            begins = words[0] if len(words[0]) >= _LONG else f"{words[0].rstrip('ь')}ск"
            # рембрандтовский, пекинский
            return any(s == words[0] or s.startswith(begins) for s in self._stems)
        if language == "en" and len(words) == 1 and len(words[0]) >= _LONG - 1 and form[:1].isupper():
            return any(s.startswith(words[0]) for s in self._stems)  # European
        return bool(words) and all(w in self._stems for w in words)


def _same_material(character: str, form: str, han: str) -> bool:
    """Whether Chinese text has a character of `form` that stands for a material, or one for the same.

    木 is wood in 木头; in 紫檀木 it only says of what kind the material is.
    """
    alone = character in "金木石玉纸" and form.strip("头材料质器张子黄") == character
    if not (alone or _HAN_MATERIAL.match(character)):
        return False
    alike = next((group for group in ("丝绢绸缎锦帛", "瓷陶") if character in group), character)
    return any(c in han for c in alike)
