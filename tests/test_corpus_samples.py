"""The sample museum: what is in it, that its questions rest on it, that its scripts make it."""

from __future__ import annotations

import codecs
import html
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pathspec
import pypdf
import pytest
from lxml import etree

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus_samples"
QUESTIONS = ROOT / "evals" / "questions" / "corpus_samples.jsonl"
TWO_PART = QUESTIONS.with_name("two_part.jsonl")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENCODINGS = {
    "ceramics/汝窑与钧窑展签.txt": "gb18030",
    "ceramics/императорский-фарфоровый-завод.txt": "cp1251",
    "history/кунсткамера.txt": "koi8-r",
    "paintings-and-calligraphy/快雪時晴帖.txt": "big5",
    "history/故宮博物院的成立.txt": "utf-16",
}


@cache
def documents() -> tuple[str, ...]:
    ignored = pathspec.GitIgnoreSpec.from_lines(
        (SAMPLES / ".studioloignore").read_text(encoding="utf-8").splitlines()
    )
    names = (path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*") if path.is_file())
    return tuple(sorted(name for name in names if not ignored.match_file(name)))


@cache
def questions() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines())


@cache
def two_part_questions() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in TWO_PART.read_text(encoding="utf-8").splitlines())


def pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def docx_footnotes(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        if "word/footnotes.xml" not in archive.namelist():
            return ""
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    return "\n".join(str(text) for text in notes.itertext(WORD + "t"))


def docx_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells, docx_footnotes(path)])


def html_text(path: Path) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8")))


@cache
def text_of(name: str) -> str:
    path = SAMPLES / name
    readers: dict[str, Callable[[Path], str]] = {".pdf": pdf_text, ".docx": docx_text, ".html": html_text}
    if reader := readers.get(path.suffix):
        return reader(path)
    return path.read_text(encoding=ENCODINGS.get(name, "utf-8"))


def collapsed(text: str, suffix: str) -> str:
    return re.sub(r"\s+", "" if suffix in (".pdf", ".docx") else " ", text)


def language_of(name: str) -> str:
    text = text_of(name)
    scripts = {
        "zh": len(re.findall(r"[\u4e00-\u9fff]", text)) * 3,
        "ru": len(re.findall(r"[а-яё]", text)),
        "en": len(re.findall(r"[a-z]", text)),
    }
    return max(scripts, key=lambda language: scripts[language])


def test_there_are_more_than_thirty_documents_of_every_format_and_less_than_three_megabytes() -> None:
    formats = Counter(Path(name).suffix for name in documents())
    assert sum(formats.values()) >= 34
    assert set(formats) == {
        ".md", ".html", ".pdf", ".docx", ".txt", ".xml", ".json", ".csv", ".vtt", ".eml",
    }  # fmt: skip
    assert formats[".pdf"] == 2
    assert formats[".docx"] == 4
    assert sum((SAMPLES / name).stat().st_size for name in documents()) < 3_000_000


def test_each_language_has_at_least_nine_documents() -> None:
    languages = Counter(map(language_of, documents()))
    assert min(languages["en"], languages["zh"], languages["ru"]) >= 9, languages


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_text_in_an_old_encoding_is_really_in_it_and_not_in_utf_8(name: str) -> None:
    raw = (SAMPLES / name).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert codecs.decode(raw, ENCODINGS[name]) == text_of(name).replace("\n", "\r\n")


@pytest.mark.parametrize("name", [n for n in documents() if n.endswith(".html")])
def test_a_web_page_wears_the_chrome_of_a_museum_site(name: str) -> None:
    page = (SAMPLES / name).read_text(encoding="utf-8")
    for chrome in ("main-menu", "breadcrumb", "language-switch", "captcha", "related", "cookie", "<footer"):
        assert chrome in page


def test_the_english_pdf_has_pages_a_running_head_and_broken_words() -> None:
    pages = [
        page.extract_text()
        for page in pypdf.PdfReader(SAMPLES / "palace/juanqinzhai-conservation-essay.pdf").pages
    ]
    assert len(pages) >= 5
    assert all(text.startswith(f"Occasional Papers 14\n{n}\n") for n, text in enumerate(pages[1:], 2))
    assert len(re.findall(r"[a-z]-\n[a-z]", "\n".join(pages))) >= 5


@pytest.mark.parametrize("name", [n for n in documents() if n.endswith(".docx")])
def test_a_word_document_has_headings_a_list_a_table_and_footnotes(name: str) -> None:
    document = docx.Document(str(SAMPLES / name))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Heading 1", "Heading 2", "List Bullet"} <= styles
    assert len(document.tables) == 1
    references = [e.get(WORD + "id") for e in document.element.body.iter(WORD + "footnoteReference")]
    assert len(references) >= 2
    assert len(docx_footnotes(SAMPLES / name).splitlines()) == len(references)


@pytest.mark.parametrize("script", ["make_pdf.py", "make_docx.py"])
def test_a_script_makes_the_committed_documents_again(script: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", SAMPLES / script, tmp_path], check=True, capture_output=True)
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    suffix = "." + script.removeprefix("make_").removesuffix(".py")
    assert {p.relative_to(tmp_path).as_posix() for p in made} == {
        n for n in documents() if n.endswith(suffix)
    }
    read = pdf_text if suffix == ".pdf" else docx_text
    for path in made:
        assert read(path) == read(SAMPLES / path.relative_to(tmp_path))


def test_every_document_has_its_sources_named_and_no_source_is_named_for_nothing() -> None:
    table = (SAMPLES / "README.md").read_text(encoding="utf-8").split("## Sources")[1]
    named = re.findall(r"^\| `([^`]+)` \| [^|]+ \| [^|]+ \|$", table, re.MULTILINE)
    assert sorted(named) == list(documents())


def test_the_questions_are_enough_and_spread_over_the_languages() -> None:
    assert len(questions()) >= 66
    assert len({q["id"] for q in questions()}) == len(questions())
    answered = Counter(q["language"] for q in questions() if q["answerable"])
    refused = Counter(q["language"] for q in questions() if not q["answerable"])
    assert max(answered.values()) - min(answered.values()) <= 3
    assert set(answered) == set(refused) == {"en", "zh", "ru"}
    assert min(refused.values()) >= 5
    assert {q["kind"] for q in questions() if not q["answerable"]} == {
        "absent",
        "nearby",
        "false-premise",
        "out-of-domain",
    }


def test_at_least_eighteen_questions_are_asked_in_another_language_than_the_documents() -> None:
    crossing = [
        q
        for q in questions()
        if q["answerable"] and all(language_of(g["document"]) != q["language"] for g in q["gold"])
    ]
    assert len(crossing) >= 18


def test_two_part_questions_rest_on_two_documents_in_each_language() -> None:
    assert min(Counter(q["language"] for q in two_part_questions()).values()) >= 10
    for question in two_part_questions():
        assert question["kind"] == "two-part"
        assert len({gold["document"] for gold in question["gold"]}) == 2


@pytest.mark.parametrize("question", [*questions(), *two_part_questions()], ids=lambda q: q["id"])
def test_a_question_has_all_it_needs_and_its_quotes_stand_in_the_documents(question: dict[str, Any]) -> None:
    assert set(question) == {
        "id", "language", "question", "answerable", "answer", "key_facts", "gold", "kind",
    }  # fmt: skip
    assert bool(question["gold"]) == bool(question["answer"]) == question["answerable"]
    assert bool(question["key_facts"]) == question["answerable"]
    for gold in question["gold"]:
        assert gold["document"] in documents()
        suffix = Path(gold["document"]).suffix
        assert collapsed(gold["quote"], suffix) in collapsed(text_of(gold["document"]), suffix)


@pytest.mark.parametrize(
    "question",
    [q for q in (*questions(), *two_part_questions()) if q["answerable"]],
    ids=lambda q: q["id"],
)
def test_every_key_fact_can_be_found_in_the_gold_documents_or_the_answer(question: dict[str, Any]) -> None:
    known = question["answer"] + "".join(text_of(g["document"]) for g in question["gold"])
    for fact in question["key_facts"]:
        assert any(form.lower() in known.lower() for form in fact.split("|")), fact


def test_questions_out_of_every_museums_domain_come_in_three_languages_and_have_no_answer() -> None:
    lines = QUESTIONS.with_name("out_of_domain.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert Counter(row["language"] for row in rows) == {"en": 12, "zh": 12, "ru": 12}
    assert not any(row["answerable"] or row["gold"] for row in rows)
    assert len({row["question"] for row in rows}) == len({row["id"] for row in rows}) == 36


def test_the_questions_for_refusals_are_of_every_kind_in_each_language_and_their_quotes_stand() -> None:
    lines = QUESTIONS.with_name("evidence.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["question"] for row in rows}) == len({row["id"] for row in rows}) == len(rows)
    for language in ("en", "zh", "ru"):
        kinds = Counter(row["kind"] for row in rows if row["language"] == language and not row["answerable"])
        assert min(kinds[kind] for kind in ("nearby", "absent", "false-premise", "out-of-domain")) >= 5
    for gold in (gold for row in rows for gold in row["gold"]):
        suffix = Path(gold["document"]).suffix
        assert collapsed(gold["quote"], suffix) in collapsed(text_of(gold["document"]), suffix)


def test_the_questions_about_attributes_come_in_pairs_of_languages_and_their_quotes_stand() -> None:
    lines = QUESTIONS.with_name("attributes.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["question"] for row in rows}) == len({row["id"] for row in rows}) == len(rows)
    for language in ("en", "zh", "ru"):
        told = Counter(row["answerable"] for row in rows if row["language"] == language)
        assert min(told[True], told[False]) >= 25
    for gold in (gold for row in rows for gold in row["gold"]):
        suffix = Path(gold["document"]).suffix
        assert collapsed(gold["quote"], suffix) in collapsed(text_of(gold["document"]), suffix), gold
