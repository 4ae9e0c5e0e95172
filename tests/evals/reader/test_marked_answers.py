"""Questions whose answers are marked, in files of one language and of several."""

from evals.reader.marked_answers import File, read_alone, read_parallel


def test_a_question_comes_with_the_text_that_answers_it(english: File) -> None:
    texts, answers = read_alone([english])
    assert [a.question for a in answers] == ["Where is the kiln?", "Who left the loom?"]
    for answer, said in zip(answers, ("by the river", "A weaver"), strict=True):
        start, end = answer.answer
        assert texts[answer.text].text[start:end] == said
        assert not answer.is_parallel
    assert [texts[0].text[a:b].strip() for a, b in texts[0].sentences][1] == "It stands by the river."


def test_translations_are_asked_about_in_every_language(english: File, chinese: File) -> None:
    texts, answers = read_parallel([english, chinese], (), {"en", "zh"})
    pairs = {(a.asked_in, texts[a.text].language) for a in answers}
    assert pairs == {("en", "en"), ("en", "zh"), ("zh", "en"), ("zh", "zh")}
    across = next(a for a in answers if (a.asked_in, texts[a.text].language) == ("en", "zh"))
    start, end = across.answer
    assert texts[across.text].text[start:end] == "河边"
    assert len({t.article for t in texts if "窑" in t.text or "kiln" in t.text}) == 1
    core = [a for a in read_parallel([english, chinese], (), {"en"})[1] if a.asked_in == "zh"]
    assert {texts[a.text].language for a in core} == {"en"}


def test_only_wanted_paragraphs_are_taken(english: File, chinese: File) -> None:
    texts, _ = read_parallel(
        [english, chinese], {"织机是橡木的。一位织工把它留给博物馆。它有四十片综。"}, {"en", "zh"}
    )
    assert all("loom" in text.text or "织机" in text.text for text in texts)
    assert len(texts) == 2


def test_long_paragraphs_become_texts_of_whole_sentences(english: File) -> None:
    whole = english.path.read_text("utf-8")
    english.path.write_text(whole.replace("Its doors", f"{'It is warm. ' * 150}Its doors"), "utf-8")
    texts, answers = read_alone([english])
    assert max(len(text.text) for text in texts) < 1100
    assert len(answers[0].elsewhere) == 1
    moved = answers[0].moved(10)
    assert (moved.text, moved.elsewhere) == (answers[0].text + 10, (answers[0].elsewhere[0] + 10,))
