"""Pages as museums' sites serve them."""

import re
from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.readers import html
from ingest.readers.html.blocks import fragment_text
from ingest.records.language_codes import language_code
from ingest.table_text import pair_text, row_text
from retrieval.errors import UnreadableDocument
from tests.ingest.readers.verbatim import rows_outside

NOTICE = """\
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-CN"><head><meta charset="utf-8"/><title
>关于调整开放时间的公告 - 某某博物院</title>
<script>var a="x";</script></head><body><form
 id="aspnetForm" method="post" action="x">
<div class="header"><div class="logo"><a href="/">某某博物院</a></div><div class="lan"><a
 href="/en">English</a> | <a href="/">中文</a> | <a href="/ru">Русский</a></div></div>
<div class="daohang"><ul><li><a href="/1">首页</a></li><li><a href="/2">导览</a></li><li><a
 href="/3">展览</a></li><li><a href="/4">教育</a></li><li><a href="/5">探索</a></li></ul></div>
<div class="weizhi">您的位置：<a href="/">首页</a> &gt; <a href="/gg">公告</a> &gt; 正文</div>
<div class="content_edit"><h3>关于调整开放时间的公告</h3>
<div class="info"><span>发布时间：2024-09-10</span><span>来源：办公室</span><span>浏览次数：1523</span></div>
<p>　　为做好国庆期间观众服务工作，自2024年10月1日起，
我院开放时间调整为8时30分至17时。</p>
<p>　　一、旺季停止入院时间为16时10分。<br/>二、每周一闭馆（法定节假日除外）。</p>
<p>　　特此公告。</p><p style="text-align:right">某某博物院<br>2024年9月10日</p></div>
<div class="fx">分享到： <a href="#">微信</a> <a href="#">微博</a></div>
<div class="sxp"><p>上一篇：<a href="/a">关于门票预约的公告</a></p>
<p>下一篇：<a href="/b">志愿者招募公告</a></p></div>
<div class="box"><div class="t"><h4>相关阅读</h4><a href="#">更多</a></div><ul><li><a
 href="/c">院长会见来宾</a> <span>2024-01-01</span></li><li><a href="/d">新展开幕</a><span
>2024-01-02</span></li></ul></div>
<div class="msg"><form action="/f"><p>意见反馈</p>姓名<input name="n"/>验证码：<input name="c"/><img
 src="/v"/>看不清，换一张<button>提交</button></form></div>
<div>请输入验证码：<input/><img/> 看不清？换一张</div>
<div class="foot"><p>版权所有 某某博物院 <a href="#">京ICP备05067311号</a></p></div></form></body></html>
"""
OBJECT = """\
<html lang="en-GB"><head><title>Rose bowl | The Example Museum</title><meta
 property="og:title" content="Rose bowl"><meta
 property="og:site_name" content="The Example Museum"><meta
 name="author" content="A. Curator"></head>
<body class="has-sidebar lang-en"><header><a href="/"><img alt="logo"></a><nav><ul><li><a
>Visit</a></li><li><a>Collection</a></li></ul></nav></header>
<main><div class="breadcrumb"><a>Home</a> / <a>Collection</a></div><h1>Rose <em>bowl</em></h1>
<figure><img src="x"><figcaption>The bowl seen from above. <small>© Museum</small></figcaption></figure>
<dl><dt>Date</dt><dd>1750–1760</dd><dt>Technique</dt><dd>Print</dd><dt>Materials:</dt><dd
>silver</dd><dd>gilt</dd><dt>Location</dt><dd>Room 5</dd></dl>
<table><caption>Weights</caption><tr><th>Part</th><th>Weight (g)</th></tr><tr><td
 rowspan=2>Bowl</td><td>412.5</td></tr><tr><td>413</td></tr><tr><td>Lid</td><td>98</td></tr></table>
<table><tr><th>Maker</th><td>Antoine-Sébastien Durand</td></tr><tr><th>Place</th><td
>Paris</td></tr></table>
<h2>Description</h2><p
>A bowl of hammered sil<b>ver</b>, raised from <a href="#">one sheet</a>.<sup><a
 href="#fn1">1</a></sup></p><ul><li>Given in 1971</li><li>Cleaned in 1999<ul><li
>with chalk</li></ul></li></ul>
<p style="display: none">Hidden words</p><p aria-hidden="true">icon</p>
<h2>Notes</h2><ol><li id="fn1">Mabille 1984, p. 12.</li></ol>
<section class="related"><h2>Related objects</h2><ul><li><a>Spoon</a></li><li><a>Fork</a></li></ul>
</section></main>
<aside>Buy tickets</aside><footer>Contact us</footer><div
 class="cookie-banner">We use cookies. <button>OK</button></div></body></html>
"""
NEWS = """\
<html lang="ru"><head><title>Открылась выставка фарфора — Музей искусств</title><meta
 property="article:published_time" content="2024-05-12T10:00:00+03:00"></head><body
>
<div id="top"><div class="langSwitch"><a>RU</a> <a>EN</a></div><ul class="mainMenu"><li><a
>Афиша</a></li><li><a>Коллекция</a></li><li><a>Билеты</a></li></ul></div>
<div class="crumbs"><a>Главная</a> / <a>Новости</a></div>
<div class="news"><h1>Открылась выставка фарфора</h1><time
 datetime="2024-05-12">12 мая 2024</time>
<p>В музее открылась выставка «Русский фарфор». Представлено более 200&nbsp;предметов.</p><blockquote
><p>Это редкое собрание.</p><footer>— Директор</footer></blockquote>
<p>Билеты продаются в кассе.</p></div>
<div class="share"><span>Поделиться</span> <a>VK</a> <a>Telegram</a></div>
<div><h3>Читайте также</h3><div><a>Ночь музеев</a></div><div><a>Лекция о стекле</a></div></div>
<form><label>Проверочный код</label><input></form><div>Введите код с картинки: <img></div></body></html>
"""
LAYOUT = """\
<html><body><table width=760><tr><td width=150><a>Home</a><br><a>Exhibits</a><br><a
>Shop</a><br><a>Contact</a></td><td><h1
>The Clock Room</h1>The clocks were moved here in 1932.<br><br
>They are wound every Monday.<p>Ask a guard.</td></tr></table></body></html>
"""
SHORT = """\
<html><head><title>Closed today</title></head><body><div class="menu"><a
>Home</a> <a>Visit</a> <a>Tickets and prices</a> <a>About the museum</a></div><p
>Closed today.</p></body></html>
"""


def read(folder: Path, page: str, encoding: str = "utf-8") -> Document:
    path = folder / "page.html"
    path.write_bytes(page.encode(encoding))
    document = html.read(path)
    assert all(block.text and block.text == block.text.strip() for block in document.blocks)
    assert [block.locator.paragraph for block in document.blocks] == list(range(1, len(document.blocks) + 1))
    return document


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_a_chinese_notice_keeps_its_text_and_loses_its_site(tmp_path: Path) -> None:
    document = read(tmp_path, NOTICE)
    assert texts(document) == [
        "关于调整开放时间的公告",
        "发布时间：2024-09-10来源：办公室",
        "为做好国庆期间观众服务工作，自2024年10月1日起，我院开放时间调整为8时30分至17时。",
        "一、旺季停止入院时间为16时10分。\n二、每周一闭馆（法定节假日除外）。",
        "特此公告。",
        "某某博物院\n2024年9月10日",
    ]
    assert document.title == "关于调整开放时间的公告"
    assert (document.language, document.metadata["language_tag"]) == ("zh", "zh-CN")
    assert document.metadata["date"] == "2024-09-10"
    for part in (
        "form",
        "verification code",
        "related links",
        "breadcrumbs",
        "view counter",
        "share buttons",
    ):
        assert part in document.warnings[0]


def test_an_object_page_keeps_every_fact(tmp_path: Path) -> None:
    document = read(tmp_path, OBJECT)
    assert texts(document) == [
        "Rose bowl",
        "The bowl seen from above. © Museum",
        "Date: 1750–1760",
        "Technique: Print",
        "Materials: silver | gilt",
        "Location: Room 5",
        "Weights",
        "Part | Weight (g)",
        "Bowl | 412.5",
        "Bowl | 413",
        "Lid | 98",
        "Maker: Antoine-Sébastien Durand",
        "Place: Paris",
        "Description",
        "A bowl of hammered silver, raised from one sheet.¹",
        "Given in 1971",
        "Cleaned in 1999",
        "with chalk",
        "Notes",
        "Mabille 1984, p. 12.",
    ]
    assert document.title == "Rose bowl"
    assert document.language == "en"
    assert document.metadata["author"] == "A. Curator"
    kinds = {block.text: block.kind for block in document.blocks}
    assert kinds["Weights"] == "caption"
    assert kinds["with chalk"] == "list_item"
    assert document.blocks[-1].kind == "footnote"
    assert document.blocks[-1].locator.note == "1"
    assert document.blocks[-1].locator.headings == ("Rose bowl", "Notes")


def test_a_russian_news_page_keeps_its_article_only(tmp_path: Path) -> None:
    document = read(tmp_path, NEWS.replace("<head>", "<head><meta charset=windows-1251>"), "windows-1251")
    assert texts(document) == [
        "Открылась выставка фарфора",
        "12 мая 2024",
        "В музее открылась выставка «Русский фарфор». Представлено более 200\xa0предметов.",
        "Это редкое собрание.",
        "— Директор",
        "Билеты продаются в кассе.",
    ]
    assert document.title == "Открылась выставка фарфора"
    assert document.metadata["date"].startswith("2024-05-12")
    assert "language switch" in document.warnings[0]


def test_a_page_laid_out_in_a_table_is_read_as_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, LAYOUT)
    assert document.title == "The Clock Room"
    assert texts(document) == [
        "The Clock Room",
        "The clocks were moved here in 1932.",
        "They are wound every Monday.",
        "Ask a guard.",
    ]


def test_a_page_of_two_words_is_not_lost_beside_its_menu(tmp_path: Path) -> None:
    assert texts(read(tmp_path, SHORT)) == ["Closed today."]


def test_lines_lead_back_into_the_file(tmp_path: Path) -> None:
    page = "<html>\n<body>\n<h1>Bowl</h1>\n<p>\nOne\ntwo.</p>\n<p>Three.</p>\n</body></html>"
    lines = [block.locator.lines for block in read(tmp_path, page).blocks]
    assert lines == [(3, 3), (5, 6), (7, 7)]


def test_a_form_around_the_whole_page_is_not_taken_for_a_form(tmp_path: Path) -> None:
    page = f"<body><form id=aspnetForm><div>{'<p>The bowl is silver.</p>' * 9}</div></form></body>"
    assert len(read(tmp_path, page).blocks) == 9


def test_a_main_text_that_is_hidden_until_a_script_shows_it_is_still_read(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "<body><div style='display:none'><p>All there is.</p></div>")) == [
        "All there is."
    ]


def test_a_page_written_by_its_scripts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"page\.html: the page holds no text"):
        read(tmp_path, "<html><body><div id=app></div><script>render('words')</script></body></html>")


def test_deep_nesting_loses_no_text(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 10_000 + "deep" + "</div>" * 10_000 + "<p>after</p></body></html>"
    assert texts(read(tmp_path, page)) == ["deep", "after"]


def test_what_stays_too_deep_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        read(tmp_path, "<body>" + "<article>" * 10_000 + "deep")


def test_entities_that_a_page_defines_are_not_expanded(tmp_path: Path) -> None:
    page = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY b "bomb">]><html><body><p>x &b; y</p></body></html>'
    assert texts(read(tmp_path, page)) == ["x &b; y"]


def test_language_tags_become_two_letter_codes() -> None:
    codes = [language_code(tag) for tag in ("zh-CN", "zh_Hant", "EN", "rus", "x-default", "", "cn")]
    assert codes == ["zh", "zh", "en", "ru", "", "", "zh"]


def test_a_fragment_gives_its_text_a_block_a_line() -> None:
    assert fragment_text("<div>one <b>two</b><p>three</p></div>") == "one two\nthree"
    assert fragment_text("<!-- nothing -->") == ""


def test_a_column_that_ends_in_a_colon_gets_no_second_one() -> None:
    assert pair_text("Maker:", "Durand") == "Maker: Durand"
    assert pair_text("Мастер", "Дюран") == "Мастер: Дюран"
    assert (pair_text("", "Paris"), pair_text("Place", "")) == ("Paris", "Place")


def test_empty_cells_keep_the_columns_before_a_value_and_nowhere_else() -> None:
    assert row_text(["a", "", "b", "", ""]) == "a | | b"
    assert row_text(["", "b"]) == "| b"
    assert row_text(["", ""]) == ""


def test_table_rows_are_verbatim_and_know_their_table_and_row(tmp_path: Path) -> None:
    source = """<table><caption>Eggs</caption><thead><tr><td>Year<td>Egg<td>Size</thead>
        <tr><th>1910<td>Colonnade<td>28 cm<tr><td>1911<td colspan=2>lost<tr><td><td><td></table>
        <dl><dt>Silver</dt><dt>Argent<dd>A metal.<dl><dt>Ag<dd>47</dl></dd><dd>A colour.</dd><dt>Gold</dl>
        <table><tr><th colspan=2>Weight<th>Date<tr><th>g<th>oz<th><tr><td>1<td>2<td>3</table>"""
    document = read(tmp_path, f"<body><h1>Eggs</h1>{source}</body>")
    assert [(b.kind, b.text, b.locator.table, b.locator.row) for b in document.blocks[1:]] == [
        ("caption", "Eggs", 1, None),
        ("table_header", "Year | Egg | Size", 1, 1),
        ("table_row", "1910 | Colonnade | 28 cm", 1, 2),
        ("table_row", "1911 | lost", 1, 3),
        ("table_row", "Silver / Argent: A metal. Ag 47 | A colour.", 2, 1),
        ("paragraph", "Gold", 2, 2),
        ("table_header", "Weight | | Date", 3, 1),
        ("table_header", "g | oz", 3, 2),
        ("table_row", "1 | 2 | 3", 3, 3),
    ]
    assert rows_outside(re.sub("<.*?>", " ", source), document) == []


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("«Троица» Андрея Рублёва — Музей иконы", "«Троица» Андрея Рублёва"),
        ("Rose bowl | Example Museum", "Rose bowl"),
        ("Музей иконы | Икона «Троица»", "Икона «Троица»"),
        ("秋季展览_某某博物院", "秋季展览"),
        ("展览公告-某某博物院", "展览公告"),
        ("Vase - Ming dynasty", "Vase - Ming dynasty"),
        ("Rose bowl", "Rose bowl"),
    ],
)
def test_the_title_is_kept_whole_without_the_name_of_the_site(
    tmp_path: Path, declared: str, title: str
) -> None:
    page = f"<html><head><title>{declared}</title></head><body><p>Words.</p></body></html>"
    assert read(tmp_path, page).title == title


def test_control_characters_are_no_reason_to_refuse_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html><body><nav>Menu</nav>\x01 and&#2; <p>The \x03owl sleeps.</p></body></html>")
    assert "The owl sleeps." in [block.text for block in html.read(path).blocks]


def test_a_page_on_which_the_search_for_its_date_fails_is_read_without_one(tmp_path: Path) -> None:
    """A label around the whole page is an element that htmldate cannot take out of its parent."""
    body = "<p>The bowl was thrown in Delft in 1738.</p>"
    document = read(
        tmp_path, f"<label>\n<html lang='en'><head><title>A bowl</title></head><body>{body}</body></html>"
    )
    assert document.title == "A bowl"
    assert document.blocks[-1].text == "The bowl was thrown in Delft in 1738."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('made in 1750<sup><a href="#fn3">3</a></sup> for', "made in 1750 ³ for"),
        ('made in 1750<a href="#n" role="doc-noteref"><sup>12</sup></a>.', "made in 1750 ¹²."),
        ("<b>1750</b><sup>3</sup>", "1750 ³"),
        ("the palace.<sup>3,4</sup> Then", "the palace.³,⁴ Then"),
        ("乾隆十五年<sup>3</sup>", "乾隆十五年³"),
        ("20 m<sup>2</sup> of 5 см<sup>3</sup> and H<sub>2</sub>O", "20 m² of 5 см³ and H2O"),
        ("the 12<sup>th</sup> of May", "the 12th of May"),
        ("7 <sup>3</sup>/<sub>4</sub> in.", "7 3/4 in."),
        ("7<sup>3</sup>&frasl;<sub>4</sub> in.", "7 3\u20444 in."),
        ("7<sup>3</sup><span>/4</span> in.", "7 3/4 in."),
        ("<sup>3</sup> Accounts", "³ Accounts"),
    ],
)
def test_raised_digits_stay_raised_and_are_no_part_of_a_year(markup: str, text: str) -> None:
    assert fragment_text(f"<p>{markup}</p>") == text
    assert fragment_text(f"<table><tr><td>{markup}</td><td>x</td></tr></table>") == f"{text} | x"


def test_marks_of_where_a_word_may_be_broken_are_not_text() -> None:
    assert fragment_text("<p>Kunst&shy;geschichte, \ufeffМу&#173;зей</p>") == "Kunstgeschichte, Музей"


def test_the_words_of_a_cell_keep_their_order_whatever_is_marked_in_them() -> None:
    cell = "<a href='#'><b>Rose <i>bowl</i></b></a> of silver<br><p>Given <em>in</em> 1971</p>by Ward"
    assert fragment_text(f"<table><tr><td>{cell}</td><td>x</td></tr></table>") == (
        "Rose bowl of silver Given in 1971 by Ward | x"
    )


def test_a_cell_over_several_rows_is_said_of_each_and_its_place_begins_where_it_stands(
    tmp_path: Path,
) -> None:
    document = read(
        tmp_path,
        "<main><table><tr><th rowspan=2>Hall</th><th>What</th></tr>\n<tr><th>It</th><th>Maker</th></tr>\n"
        "<tr><td rowspan=3>Hall 3</td><td>Vase</td></tr>\n<tr><td>Clock</td></tr>\n<tr></tr>"
        "<tr><td>Hall 4</td><td>Lamp</td></tr></table></main>",
    )
    rows = [block for block in document.blocks if block.locator.table]
    assert [row.text for row in rows] == [
        "Hall | What", "| It | Maker", "Hall 3 | Vase", "Hall 3 | Clock", "Hall 4 | Lamp",
    ]  # fmt: skip
    assert rows[3].locator.lines == (3, 4)
