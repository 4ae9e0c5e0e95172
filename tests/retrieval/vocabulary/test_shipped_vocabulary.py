"""The vocabulary that is shipped: its terms are well made, and each of its forms is found."""

import re
from itertools import pairwise

import pytest

from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def test_every_shipped_term_is_shaped_as_documented(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.terms) >= 400
    names = [(term.kind, term.forms["en"][0].casefold()) for term in vocabulary.terms]
    assert len(names) == len(set(names))
    scripts = {
        "en": r"[^\u0400-\u04ff\u3400-\u9fff]+",
        "zh": "[\u3400-\u9fffX·-]+",
        "ru": r"[^\u3400-\u9fff]*[А-Яа-яё][^\u3400-\u9fff]*",
    }
    for term in vocabulary.terms:
        assert len(term.forms) >= 2, term
        for language, forms in term.forms.items():
            assert len(set(forms)) == len(forms), term
            assert all(re.fullmatch(scripts[language], form) for form in forms), term


def test_shipped_reigns_lie_in_their_dynasties(vocabulary: Vocabulary) -> None:
    dynasties = {t.forms["en"][0].split()[0]: t for t in vocabulary.terms if t.kind == "dynasty"}
    checked = 0
    for term in vocabulary.terms:
        temple = re.match(
            "[明清]", next((f for f in term.forms.get("zh", ()) if re.fullmatch("[明清].[祖宗]", f)), "")
        )
        if term.kind != "reign" or not temple:
            continue
        dynasty = dynasties[{"明": "Ming", "清": "Qing"}[temple.group()]]
        assert dynasty.first is not None
        assert dynasty.last is not None
        assert term.first is not None
        assert term.last is not None
        # The first emperors of the Qing reigned before it had its name.
        assert term.first >= (1616 if temple.group() == "清" else dynasty.first), term
        assert term.last <= dynasty.last, term
        checked += 1
    assert checked >= 27


def test_shipped_reigns_of_ming_and_qing_follow_one_another(vocabulary: Vocabulary) -> None:
    reigns = {term.forms["zh"][0]: term for term in vocabulary.terms if term.kind == "reign"}
    line = [
        *["洪武", "建文", "永乐", "洪熙", "宣德", "正统", "景泰", "天顺", "成化", "弘治", "正德", "嘉靖"],
        *["隆庆", "万历", "泰昌", "天启", "崇祯", "顺治", "康熙", "雍正", "乾隆", "嘉庆", "道光", "咸丰"],
        *["同治", "光绪", "宣统"],
    ]
    for before, after in pairwise(line):
        last, first = reigns[before].last, reigns[after].first
        assert last is not None
        assert first is not None
        assert last <= first <= last + 1


def test_every_shipped_form_is_found_again(vocabulary: Vocabulary) -> None:
    lost = []
    for term in vocabulary.terms:
        for form in (form for forms in term.forms.values() for form in forms):
            if form in term.guarded and re.match("[\u3400-\u9fff]", form):
                continue  # its own tests show where these count
            name = form.removesuffix("'s")
            found = [t for m in vocabulary.find(form) for t in m.terms if form[m.start : m.end] == name]
            if term not in found:
                lost.append((form, term.forms["en"][0]))
    assert not lost, lost
