"""Which names of a sentence passages have: in any case of their declension, script or transcription."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property

from assistant.verification.given_names import given_names, given_names_in_han
from assistant.verification.name_scripts import both_chinese, forms_of, is_of_place, is_one_in_chinese, script
from assistant.verification.name_shapes import ALSO_TRANSCRIBING, PLACE_ENDS, TRANSCRIBING
from assistant.verification.names import Name, find_names, same_word
from assistant.verification.palladius import is_palladius, is_read_in_cyrillic
from assistant.verification.sounds import alike, transcriptions
from assistant.verification.spelling import (
    ALIKE_AS_SPELLED,
    ALIKE_THOUGH_KNOWN,
    ALIKE_THOUGH_LISTED,
    heard_as,
    is_pinyin,
    is_read,
    likeness,
    readings,
    sound_of,
    syllables_of,
    transcribed,
)
from assistant.verification.words import WORD, WordGrounding
from retrieval.language.analysis import fold_han, stem

_MORE_THAN_CHINESE = 4  # syllables of a word: Carolina is no name in Pinyin
_MUCH_ALIKE = 0.75  # the share of the letters of two words that stand in one order
_FIRST_LETTERS = 3  # that a given name shares with its short forms: Thomas, Thos
_NAME_AND_MORE = 3  # characters: a name of two, and what was taken for its third
# What a place may be, in a dictionary's rendering of its name.
_KINDS_OF_PLACE = frozenset({
    "ocean", "sea", "river", "lake", "city", "county", "province", "prefecture", "district", "town",
    "village", "mountain", "mount", "mountains", "island", "islands", "peninsula", "republic", "kingdom",
    "empire", "state", "states", "country", "autonomous", "region", "people's", "north", "south", "east",
    "west", "northern", "southern", "eastern", "western", "central", "great", "new", "old", "upper",
    "lower", "saint", "san", "of", "the", "and",
})  # fmt: skip
_TRANSCRIBED = re.compile(f"[{''.join(sorted(TRANSCRIBING))}{ALSO_TRANSCRIBING}]+")
_PROPER = frozenset({"maker", "place", "reign", "dynasty", "building", "institution"})


class NameGrounding:
    """Looks names of one sentence up in passages, by what is known of their words."""

    def __init__(self, words: WordGrounding) -> None:
        self._words = words
        self._found: dict[Name, float] = {}
        self._heard: dict[tuple[str, str], float] = {}  # a name may stand in a sentence many times
        self._given: dict[str, frozenset[int]] = {}

    def has(self, name: Name) -> bool:
        """Whether a name is there, in any case, script or transcription."""
        return self.likeness(name) >= self._least(name)

    def likeness(self, name: Name) -> float:
        """How like a name one of the passages is: 1 where it is the same, else how alike they sound."""
        if name not in self._found:
            self._found[name] = self._likeness(name)
        return self._found[name]

    def _likeness(self, name: Name) -> float:
        if self._words.has(name.start, name.end):
            return 1.0
        found = self._likeness_of_whole(name)
        cut = self._cut_from_words(name) if found < 1.0 else None
        return max(found, self._likeness_of_whole(cut)) if cut else found

    def _likeness_of_whole(self, name: Name) -> float:
        if parts := _dotted_parts(name):
            return 1.0 if self._is_within(name) else min(self._part_likeness(part) for part in parts)
        if given_names(name.text, name.language) & self._given_elsewhere(name.language):
            return 1.0
        if self._is_in_its_script(name) or (name.language != "ru" and self._is_rendered(name)):
            return 1.0
        run = self._words.sentence.text[slice(*name.run)]
        if run != name.text and self._is_read_as(run, name.language):
            return 1.0
        written = {name.text, stem(name.text)} if name.language == "ru" else {name.text}
        if name.language == "zh" and name.text[-1] in PLACE_ENDS and len(name.text) > 2:
            written.add(name.text[:-1])  # 玉山县 is Yushan county
        written |= self._as_transcribed(name)
        return max(self._sound_likeness(w, name.language) for w in written)

    def _as_transcribed(self, name: Name) -> set[str]:
        """A transcribed name in Chinese without what is called so, or with what was cut off it.

        萨索斯(双耳罐), 希尔(万).
        """
        if name.language != "zh":
            return set()
        folded, text = fold_han(name.text), self._words.sentence.folded
        head = _TRANSCRIBED.match(folded)
        if not head or len(head.group()) < _NAME_AND_MORE - 1:
            return set()
        if len(head.group()) < len(folded):
            return {head.group()} if len(head.group()) >= _NAME_AND_MORE else set()
        behind = _TRANSCRIBED.match(text, name.end)
        return {folded + text[name.end : name.end + 1]} if behind else set()

    def _cut_from_words(self, name: Name) -> Name | None:
        """A name in Chinese without what is a word together with the character beside it: (感)谢埃德蒙."""
        if name.language != "zh":
            return None
        start, end, text = name.start, name.end, self._words.sentence.folded
        start += self._is_word(text[max(start - 1, 0) : start + 1])
        end -= self._is_word(text[end - 1 : end + 1])
        if (start, end) == (name.start, name.end) or end - start < _NAME_AND_MORE:
            return None
        return replace(name, start=start, end=end, text=self._words.sentence.text[start:end])

    def _is_word(self, han: str) -> bool:
        """Whether a dictionary has two Chinese characters as one word."""
        return any(g.end - g.start == 2 for g in self._words.bridge.known_groups(han, "zh", "en"))

    def _is_in_its_script(self, name: Name) -> bool:
        """Whether a name is there in another case, or cut by a segmenter as it is not in the sentence."""
        if name.language == "zh":
            folded, han = fold_han(name.text), self._words.han
            theirs = [fold_han(n) for n in self._words.han_names]
            another = any(len(n) == _NAME_AND_MORE and n[:2] == folded[:2] for n in theirs)
            if len(folded) == _NAME_AND_MORE and folded[:2] in han and not another:
                return True  # 王津带着
            shorter = (n for n in theirs if len(n) < len(folded))
            return any(folded.startswith(n) for n in shorter)  # 贺建民 + 断, cut wrongly
        same = [w for _, words in self._words.passages for w in words.cased if script(w) == name.language]
        if name.language == "ru" and any(is_of_place(w, name.text) for w in same):
            return True
        return any(same_word(name.text, w, russian=name.language == "ru") for w in same)

    def _is_within(self, name: Name) -> bool:
        """Whether a foreign name in Chinese is there but for a character at either end, which may be no
        part of it: 总理洛塔尔·德梅.
        """
        parts = [fold_han(part) for part in _dotted_parts(name)]
        first, last = parts[0][1:], parts[-1][:-1]
        cut = [(first, *parts[1:]), (*parts[:-1], last), (first, *parts[1:-1], last)]
        return any(all(len(part) > 1 and part in self._words.han for part in there) for there in cut)

    def _given_elsewhere(self, language: str) -> frozenset[int]:
        """The given names of the table that passages have in other scripts than that of `language`."""
        if language in self._given:
            return self._given[language]
        theirs = self._cased_or_joined
        named = {
            code: frozenset().union(*(given_names(w, code) for w in theirs if script(w) == code))
            for code in ("en", "ru")
        }
        named["zh"] = given_names_in_han(self._words.han)
        self._given[language] = frozenset().union(*(v for code, v in named.items() if code != language))
        return self._given[language]

    def has_family(self, name: Name) -> bool:
        """Whether the last part of a foreign name in Chinese is there."""
        return any(self._part_likeness(part) >= self._least(name) for part in _dotted_parts(name)[-1:])

    def _part_likeness(self, part: str) -> float:
        if fold_han(part) in self._words.han or given_names(part, "zh") & self._given_elsewhere("zh"):
            return 1.0
        return self._sound_likeness(part, "zh")

    @cached_property
    def _cased_or_joined(self) -> list[str]:
        """What may be a name in the passages: words with a capital, and two such words as one."""
        return list(
            dict.fromkeys(w for _, words in self._words.passages for w in (*words.cased, *words.joined))
        )

    def _is_rendered(self, name: Name) -> bool:
        """Whether a dictionary's rendering has a word of the name: 大西洋, "Atlantic Ocean", Atlantic."""
        if name.language == "zh":
            words = {w for form in self._forms(name) for w in _proper_words(form)}
            return any(same_word(w, other, russian=False) for w in words for other in self._cased)
        return any(same_word(name.text, w, russian=False) for w in self._proper)

    @cached_property
    def _cased(self) -> list[str]:
        return [w for _, words in self._words.passages for w in words.cased if script(w) == "en"]

    @cached_property
    def _proper(self) -> set[str]:
        """The proper words by which a dictionary renders the Chinese names of the passages."""
        if "zh" not in self._words.languages:
            return set()
        names = [n for reading, _ in self._words.passages for n in reading.names if n.language == "zh"]
        return {w for n in names for form in self._forms(n) for w in _proper_words(form)}

    def _least(self, name: Name) -> float:
        """How alike a name has to sound to be taken for it."""
        if self.listed(name):
            return ALIKE_THOUGH_LISTED
        return ALIKE_THOUGH_KNOWN if self._forms(name) else ALIKE_AS_SPELLED

    def listed(self, name: Name) -> bool:
        """Whether the vocabulary knows a person, place or reign by it."""
        known = self._words.sentence.mentions
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
        return not ((self._words.foreign or name.opens) and self.common(name))

    def misspelled(self, name: Name) -> bool:
        """Whether passages have, in its script, a name that is spelled much like it and is another."""
        if name.language == "zh" or not name.sure:
            return False
        theirs = {w for _, words in self._words.passages for w in words.cased if script(w) == name.language}
        own = name.text.casefold()
        return any(SequenceMatcher(None, own, w.casefold()).ratio() >= _MUCH_ALIKE for w in theirs)

    def partly(self, name: Name, names: Sequence[Name]) -> bool:
        """Whether a given name or a title is only added to a name that is there.

        It is not where the passages put another before that name, wherever they have it.
        """
        after = next((n for n in names if n.run == name.run and n.start > name.start and self.has(n)), None)
        return after is not None and not self._is_called_otherwise(name, after)

    def _is_called_otherwise(self, given: Name, family: Name) -> bool:
        if given.language == "zh" or self.common(given):
            return False  # a title
        there = [(n, reading) for reading, _ in self._words.passages for n in reading.names]
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
        run = self._words.sentence.text[slice(*name.run)].split()
        if len(run) > 1 and all(map(is_pinyin, run)):
            return False  # Wang Xizhi
        return self.everyday(name)

    def everyday(self, name: Name) -> bool:
        """Whether a dictionary renders an English word, which may only open a sentence, by no name."""
        forms = self._forms(name)[:3] if name.language == "en" else []
        return any(set(form) - TRANSCRIBING and not find_names(form) for form in forms)

    def _forms(self, name: Name) -> list[str]:
        """What dictionaries render the whole name by, in Chinese or from Chinese."""
        if name.language not in ("en", "zh"):
            return []
        other = "zh" if name.language == "en" else "en"
        groups = self._words.bridge.known_groups(name.text, name.language, other)
        return [form for g in groups if g.end - g.start >= len(name.text) for form in g.forms]

    def _sound_likeness(self, written: str, language: str) -> float:
        """How alike a name and the likest one of the passages in another script sound, from 0 to 1."""
        if (written, language) not in self._heard:
            self._heard[written, language] = self._compared(written, language, self._cased_or_joined)
        return self._heard[written, language]

    def _compared(self, written: str, language: str, theirs: Sequence[str]) -> float:
        if language != "zh" and any(is_one_in_chinese(written, w) for w in theirs if script(w) != language):
            return 1.0
        if self._is_read_as(written, language):
            return 1.0
        best = 0.0
        for read in transcriptions(written, language):
            own = heard_as(read.text, read.language)
            for other in ("en", "ru"):
                words = [w for w in theirs if script(w) == other] if other != language else []
                words = [w for w in words if not both_chinese(written, w)]
                heard = {h for w in words for form in forms_of(w, other) for h in heard_as(form, other)}
                best = max(best, _likest(own, heard))
        if language == "zh" or not self._words.han or _is_chinese(written, language):
            return best
        heard = {(sound, 0.0) for sound in transcribed(self._words.han)}
        heard |= {(sound_of(name, "zh"), 0.0) for name in self._words.han_names}
        return max(best, _likest(heard_as(written, language), heard))

    def _is_read_as(self, written: str, language: str) -> bool:
        """Whether Chinese characters of the passages are read as a name in Pinyin or Cyrillic."""
        if language == "zh" or not self._words.han:
            return False
        if language == "en":
            return is_pinyin(written.replace(" ", "")) and is_read(written, self._words.han)
        return is_palladius(written) and is_read_in_cyrillic(written, readings(self._words.han))


def _is_chinese(written: str, language: str) -> bool:
    """Whether a name can only be a Chinese one, read syllable for syllable."""
    if language == "ru":
        return is_palladius(written)
    plain = written.replace(" ", "")
    return is_pinyin(plain) and (" " in written or len(syllables_of(plain)[0]) < _MORE_THAN_CHINESE)


def _likest(own: Sequence[tuple[str, float]], others: Iterable[tuple[str, float]]) -> float:
    """The best likeness of two sounds that is as much as each of them asks for."""
    found = ((likeness(a, b), max(x, y)) for b, y in others for a, x in own)
    return max((near for near, least in found if near >= least), default=0.0)


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
    return [w for w in WORD.findall(form) if w[0].isupper() and w.lower() not in _KINDS_OF_PLACE]
