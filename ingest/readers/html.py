"""HTML: the page's own text, without the site around it.

The text is walked in document order and kept verbatim; what belongs to the site (menus, forms,
language switches, related links, …) is taken out first, by element, by class name and by wording.
trafilatura supplies the date and author that the page does not declare, but not the text: it loses
headings, short values of definition lists and captions, and keeps the menu of a page of two lines.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import trafilatura
from lxml import etree, html

from ingest.documents import Block, BlockKind, Document
from ingest.readers.encoding import read_decoded
from retrieval.errors import UnreadableDocument
from retrieval.passages import Locator

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]+)""", re.I)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*>|<!DOCTYPE[^>\[]*\[.*?\]\s*>", re.I | re.DOTALL)
_NEVER_TEXT = frozenset(
    """script style template noscript iframe object embed canvas svg video audio map button select
    textarea input datalist head""".split()  # noqa: SIM905 (a list would be a page long)
)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol p pre section summary
    table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {"li": "list_item", "figcaption": "caption", "caption": "caption"}
_CJK = "[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]"
_BROKEN_CJK = re.compile(f"(?<={_CJK})[ \\t]*[\\r\\n][ \\t\\r\\n\\f]*(?={_CJK})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\x1e"
_WRAPPER_TAG = re.compile(r"</?(?:div|section|center|table|tbody|tr|td|ul|ol|li|blockquote)\b[^>]*>", re.I)
_INLINE_TAG = re.compile(r"</?(?:span|font|b|i|em|strong|small|big|u)\b[^>]*>", re.I)
_LARGEST_FOR_TRAFILATURA = 1_000_000
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())

# What a site calls the parts around its text, as whole words of a class or an id.
_SITE_PARTS = {
    "navigation": "nav navbar navigation menu submenu topmenu mainmenu skip pager pagination header logo",
    "breadcrumbs": "breadcrumb breadcrumbs crumb crumbs",
    "sidebar": "sidebar aside",
    "footer": "footer foot copyright",
    "cookie banner": "cookie cookies gdpr consent",
    "share buttons": "share sharing social socials bdshare ya-share",
    "related links": "related relate recommend recommended recommendations xgyd",
    "verification code": "captcha yzm verifycode vcode",
    "language switch": "lang langs language languages langswitch i18n",
    "form": "feedback subscribe subscription newsletter search searchbox login comment-form",
}
_PART_OF_NAME = {name: part for part, names in _SITE_PARTS.items() for name in names.split()}
_PART_OF_TAG = {"nav": "navigation", "menu": "navigation", "aside": "sidebar", "footer": "footer"}
_PART_OF_ROLE = {
    "navigation": "navigation",
    "complementary": "sidebar",
    "contentinfo": "footer",
    "search": "form",
    "form": "form",
}
_LANGUAGE_NAMES = (
    "english|eng?|中文|汉语|简体(?:中文)?|繁體(?:中文)?|繁体(?:中文)?|中文版|英文版|简|繁|cn|zh|русский|рус|ru|日本語|日文|ja|jp|한국어|ko|kr"
    "|français|fr|deutsch|de|español|es|italiano|it|português|pt|العربية|ar|中文（简体）|中文（繁體）"
)
_WORDINGS = {
    "language switch": rf"(?:(?:language|语言|язык)\s*[:：]?\s*)?(?:{_LANGUAGE_NAMES})"
    rf"(?:[\s|/·,，、•]+(?:{_LANGUAGE_NAMES}))+[\s|]*",
    "breadcrumbs": r"(?:您?(?:当前|现在|所在)?的?位置(?:是|在)?\s*[:：]|you are here\s*:?|вы здесь\s*:?)?\s*"
    r"(?:首页|主页|網站首頁|首頁|home|главная)\s*[>»›/→＞].{0,120}",
    "verification code": r"(?:请输入|输入|enter the|введите)?\s*(?:图形|图片|短信|手机)?"
    r"(?:验证码|驗證碼|captcha|проверочный код|код с картинки|verification code)"
    r"\s*[:：*]?[\sA-Za-z0-9+=?]{0,12}"
    r"(?:看不清.{0,10}|换一张.{0,4}|点击刷新|обновить.{0,14}|refresh.{0,14})?",
    "view counter": r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]\s*\d*\s*次?|просмотров\s*:?\s*\d*"
    r"|views\s*:\s*\d*",
    "share buttons": r"(?:分享到?|分享至|share(?: this| on)?(?: page)?|поделиться(?: в соцсетях)?)\s*[:：]?"
    r"(?:[\s|]*(?:微信|微博|新浪微博|qq空间|qq|豆瓣|facebook|twitter|x|telegram|vk|вконтакте|одноклассники"
    r"|whatsapp|e-?mail|link))*",
    "page tools": r"(?:[\s【\[|]*(?:打印(?:本页)?|关闭(?:窗口)?|返回(?:顶部|列表|上一页)?|收藏)[】\]]?)+"
    r"|字号\s*[:：]?[\s【\[]*(?:大|中|小|特大)[\s\S]{0,12}|back to top|наверх|print(?: this page)?"
    r"|версия для печати",
    "navigation": r"(?:上一篇|下一篇|上一页|下一页|上一条|下一条)\s*[:：].{0,120}"
    r"|skip to (?:main )?content|к содержанию",
    "footer": r"(?:版权所有|copyright|©).{0,40}(?:版权所有|ICP备|all rights reserved|все права защищены)"
    r".{0,120}|版权所有.{0,80}|.{0,20}[京沪粤]?ICP备.{0,30}"
    r"|.{0,60}(?:all rights reserved|все права защищены)\.?",
    "cookie banner": r"(?:we use cookies|this (?:web)?site uses cookies|мы используем (?:файлы )?cookie"
    r"|本网站使用cookie).{0,200}",
}
_WORDING = {part: re.compile(pattern, re.I) for part, pattern in _WORDINGS.items()}
_RELATED = re.compile(
    r"(?:相关(?:阅读|链接|新闻|文章|推荐|内容|资讯|信息)|相關(?:閱讀|連結|新聞|文章)|(?:为您|猜你)?推荐(?:阅读|文章|新闻)?"
    r"|猜你喜欢|延伸阅读|热门(?:文章|推荐|新闻)|related(?: \w+){0,3}|you (?:may|might) also like|see also"
    r"|read (?:also|next)|more (?:news|stories|like this)|читайте также|похожие(?: \w+){0,2}"
    r"|см(?:\.|отрите) также|другие новости|материалы по теме|рекомендуем(?: \w+){0,2})\s*[:：…]?",
    re.I,
)
_NOTE_ID = re.compile(r"(?:_?ftn|fn|footnote|endnote|note|cite_note)[-_:]?(\d+)", re.I)
_SITE_NAME = re.compile(
    r"museum|gallery|musée|музей|галерея|эрмитаж|博物[馆館院]|美术馆|美術館|故宫|故宮|官网|官方网站|网站|сайт",
    re.I,
)
_LANGUAGE_CODES = dict(
    pair.split(":")
    for pair in """zho:zh chi:zh cn:zh eng:en rus:ru fra:fr fre:fr deu:de ger:de jpn:ja jp:ja kor:ko spa:es
    ita:it""".split()  # noqa: SIM905
)
_DATE_KEYS = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "date",
    "dc.date", "dcterms.date", "dc.date.issued", "dcterms.created",
)  # fmt: skip


@dataclass(slots=True)
class Outline:
    """The headings above the place that reading has come to."""

    path: list[tuple[int, str]] = field(default_factory=list)

    def above(self, text: str, level: int | None = None) -> tuple[str, ...]:
        """The headings above a block; with a `level` the block is a heading and stands above what follows."""
        if level is not None:
            while self.path and self.path[-1][0] >= level:
                self.path.pop()
        headings = tuple(heading for _, heading in self.path)
        if level is not None:
            self.path.append((level, text))
        return headings


def read(path: Path) -> Document:
    """The blocks of a page's main text, each with its number, its lines in the file and its headings.

    `warnings` names the parts of the site that were left out. UnreadableDocument when there is no text.
    """
    decoded = read_decoded(path, _DECLARED)
    page = _parsed(decoded.text, path.name)
    metadata = _metadata(page, decoded.text)
    heading = next((text for each in page.iter("h1") if (text := plain_text(each))), "")
    left_out: dict[str, None] = {}
    body = page.find("body") if page.find("body") is not None else page
    _remove_site(body, left_out)
    blocks = _blocks(_main_part(body))
    if not blocks:
        page = _parsed(decoded.text, path.name)
        left_out, blocks = {}, _blocks(page)
    if not blocks:
        raise UnreadableDocument(f"{path.name}: the page holds no text; it may be written by its scripts")
    language = language_code(metadata.get("language_tag", ""))
    return Document(
        title=_title(page, metadata, heading) or path.stem,
        kind="html",
        blocks=tuple(blocks),
        language=language,
        metadata=metadata,
        warnings=(*decoded.warnings, *((f"left out: {', '.join(left_out)}",) if left_out else ())),
    )


def fragment_text(source: str) -> str:
    """The text of a piece of HTML: its blocks, one a line."""
    try:
        return "\n".join(block.text for block in _blocks(_parsed(source, "")))
    except UnreadableDocument:
        return ""


def language_code(tag: str) -> str:
    """The ISO 639-1 code of a language tag ("zh-CN" gives "zh"), "" when it has none."""
    code = re.split(r"[-_]", tag.strip().lower())[0]
    code = _LANGUAGE_CODES.get(code, code)
    return code if re.fullmatch("[a-z]{2}", code) else ""


def labelled(columns: Sequence[str], values: Sequence[str]) -> str:
    """A table row as "Column: value; Column: value", without its empty cells."""
    pairs = [(columns[i] if i < len(columns) else "", value) for i, value in enumerate(values) if value]
    return "; ".join(_labelled(column, value) for column, value in pairs)


def plain_text(element: Any) -> str:
    """The text of an element on one line."""
    words = []
    for node in element.iter():
        if node.tag in _BLOCKS or node.tag == "br":
            words.append(" ")
        if node.tag not in _NEVER_TEXT:
            words.append(node.text or "")
        if node is not element:
            words.append(" " + (node.tail or "") if node.tag in _BLOCKS else node.tail or "")
    return _collapsed("".join(words))


def _labelled(column: str, value: str) -> str:
    if not column:
        return value
    return f"{column} {value}" if column.endswith((":", "：")) else f"{column}: {value}"


def _collapsed(text: str) -> str:
    return _SPACE.sub(" ", _BROKEN_CJK.sub("", text)).strip()


def _parsed(text: str, name: str) -> Any:
    text = _PROLOGUE.sub(lambda match: "\n" * match.group().count("\n"), text.replace(_BREAK, ""))
    page = _tree(text, name)
    if page is None:  # wrappers alone are rarely meant; without them most pages are shallow
        page = _tree(_INLINE_TAG.sub("", _WRAPPER_TAG.sub("<br><br>", text)), name)
    if page is None:
        raise UnreadableDocument(f"{name}: its elements are nested too deeply to be read")
    return page


def _tree(text: str, name: str) -> Any | None:
    """The page as a tree; None when it is nested so deeply that the parser would drop text."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(f"{name}: this HTML cannot be read: {error}") from error
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return None if too_deep else page


# What is left out


@dataclass(slots=True)
class _Size:
    text: int = 0
    linked: int = 0
    links: int = 0
    elements: int = 1
    main: bool = False

    @property
    def mostly_links(self) -> bool:
        return self.links > 0 and 2 * self.linked >= self.text


def _remove_site(body: Any, left_out: dict[str, None]) -> None:
    """Takes the parts of the site out of `body`, and names them in `left_out`."""
    for element in list(body.iter(*_NEVER_TEXT)):
        if element.getparent() is not None:
            element.drop_tree()
    for rule in (_named_part, _worded_part, _related_part, _link_list):
        sizes = _sizes(body)
        elements = list(sizes)
        position = 1  # past the body itself
        while position < len(elements):
            element = elements[position]
            part = rule(element, sizes) if element.getparent() is not None else None
            if part:
                left_out[part] = None
                if element.getparent() is not None:
                    element.drop_tree()
            position += sizes[element].elements if part else 1


def _sizes(body: Any) -> dict[Any, _Size]:
    sizes = {element: _Size() for element in body.iter(etree.Element)}
    for element in reversed(list(sizes)):
        size = sizes[element]
        size.text += len((element.text or "").strip())
        if element.tag == "a":
            size.linked, size.links = size.text, size.links + 1
        size.main |= element.tag in ("main", "article", "h1")
        parent = sizes.get(element.getparent()) if element is not body else None
        if parent:
            parent.text += size.text + len((element.tail or "").strip())
            parent.linked += size.linked
            parent.links += size.links
            parent.elements += size.elements
            parent.main |= size.main
    return sizes


def _whole(sizes: dict[Any, _Size]) -> int:
    return next(iter(sizes.values())).text


def _named_part(element: Any, sizes: dict[Any, _Size]) -> str | None:
    """The part of the site that an element is by its tag, role, class or id, or that it is hidden."""
    size = sizes[element]
    if _is_hidden(element) and element.tag != "main":
        return "hidden text"
    if element.tag in ("main", "article") or size.main or _is_note(element):
        return None
    part = _PART_OF_TAG.get(element.tag) or _PART_OF_ROLE.get(element.get("role", ""))
    if part and not (element.tag == "footer" and element.getparent().tag == "blockquote"):
        return part
    if element.tag == "form" and (2 * size.text < _whole(sizes) or size.mostly_links):
        return "form"
    if element.tag == "header" and not _is_in_main(element) and next(element.iter("h2", "h3"), None) is None:
        return "navigation"
    named = _site_part(element)
    small = size.mostly_links or 10 * size.text <= 3 * _whole(sizes) or size.text <= 60
    if named in ("language switch", "navigation"):
        small = size.mostly_links
    return named if named and small else None


def _is_in_main(element: Any) -> bool:
    return any(each.tag in ("main", "article") for each in element.iterancestors())


def _is_hidden(element: Any) -> bool:
    style = re.sub(r"\s", "", element.get("style", "").lower())
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def _is_note(element: Any) -> bool:
    return element.get("role") in ("doc-footnote", "doc-endnote", "doc-endnotes", "note")


def _site_part(element: Any) -> str | None:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    if not named.strip() or element.tag in ("p", "h2", "h3", "h4", "h5", "h6", "td", "tr", "table", "tbody"):
        return None
    named = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", named).lower()
    return next((_PART_OF_NAME[word] for word in re.split(r"[\s_-]+", named) if word in _PART_OF_NAME), None)


def _worded_part(element: Any, sizes: dict[Any, _Size]) -> str | None:
    """The part of the site that a short element is by what it says."""
    size = sizes[element]
    if (
        not 0 < size.text <= 260
        or size.main
        or _asks_child(element, sizes)
        or not _is_own_line(element, size)
    ):
        return None
    text = plain_text(element)
    part = next((part for part, pattern in _WORDING.items() if pattern.fullmatch(text)), None)
    if part in ("share buttons", "page tools", "navigation") and text.isascii() and not size.links:
        return None  # "Print" may be what an object is
    return part


def _asks_child(element: Any, sizes: dict[Any, _Size]) -> bool:
    """Whether an element is but a wrapper around one other that will be asked next."""
    return (
        len(element) == 1
        and (element[0].tag in _BLOCKS or element[0].tag == "span")
        and sizes[element[0]].text == sizes[element].text
    )


def _is_own_line(element: Any, size: _Size) -> bool:
    if element.tag in ("td", "th", "dd", "dt"):
        return size.mostly_links
    if element.tag in _BLOCKS or size.links > 1:
        return True
    parent = element.getparent()
    return (
        element.tag == "span" and parent.tag in ("div", "section", "span") and not (parent.text or "").strip()
    )


def _related_part(element: Any, sizes: dict[Any, _Size]) -> str | None:
    """Whether a block is a heading like "Related links", and little but links follows, which go with it."""
    size = sizes[element]
    if not 0 < size.text <= 40 or element.tag == "a" or _asks_child(element, sizes):
        return None
    if not _RELATED.fullmatch(plain_text(element)):
        return None
    while (parent := element.getparent()) in sizes and sizes[parent].text - size.text <= 8:
        element = parent
    followers = []
    for sibling in element.itersiblings(etree.Element):
        size = sizes[sibling]
        lists_links = size.mostly_links or (size.links > 1 and 4 * size.linked >= size.text)
        if sibling.tag in _HEADINGS or (size.text and not lists_links):
            break
        followers.append(sibling)
    for sibling in followers:
        sibling.drop_tree()
    if followers and element.getparent() is not None:
        element.drop_tree()
    return "related links" if followers else None


def _link_list(element: Any, sizes: dict[Any, _Size]) -> str | None:
    """Whether an element outside the main text is a list of short links, as menus are that say so nowhere."""
    size = sizes[element]
    if size.links < 3 or size.main or 10 * size.linked < 8 * size.text or size.linked > 24 * size.links:
        return None
    if element.tag in ("p", "tr", "table", "tbody") or _is_in_main(element):
        return None
    return "navigation" if 2 * size.text < _whole(sizes) else None


def _main_part(body: Any) -> Any:
    """The page's <main>, unless the page's heading or most of its text stands outside it."""
    parts = [
        each
        for each in body.iter("main", "div", "section")
        if each.tag == "main" or each.get("role") == "main"
    ]
    if not parts:
        return body
    sizes = _sizes(body)
    main = max(parts, key=lambda part: sizes[part].text)
    heading_outside = any(main not in list(h1.iterancestors()) for h1 in body.iter("h1")) and not list(
        main.iter("h1")
    )
    return body if heading_outside or 2 * sizes[main].text < sizes[body].text else main


# What is kept


@dataclass(slots=True)
class _Run:
    """The text gathered since the last block began."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    note: str | None = None
    pieces: list[str] = field(default_factory=list)
    lines: tuple[int, int] = (0, 0)

    def add(self, text: str | None, line: int) -> int:
        """Takes in `text`, which begins on `line`, and returns the line it ends on."""
        if not text:
            return line
        end = line + text.count("\n")
        if text.strip(" \t\r\n\f"):
            first = line + text[: len(text) - len(text.lstrip())].count("\n")
            last = end - text[len(text.rstrip()) :].count("\n")
            self.lines = (self.lines[0] or first, max(last, self.lines[1]))
        self.pieces.append(text)
        return end


def _blocks(root: Any) -> list[Block]:
    blocks: list[Block] = []
    outline = Outline()
    for run in _runs(root):
        for text in re.split(rf"(?:\s*{_BREAK}\s*){{2,}}", "".join(run.pieces)):
            text = "\n".join(filter(None, (_collapsed(line) for line in text.split(_BREAK))))
            if text:
                locator = Locator(
                    lines=run.lines if run.lines[0] else None,
                    paragraph=len(blocks) + 1,
                    note=run.note,
                    headings=outline.above(text, run.level),
                )
                blocks.append(Block(text, run.kind, locator, run.level))
    return blocks


def _runs(root: Any) -> Iterator[_Run]:
    """The runs of text between the edges of block elements, in document order."""
    open_runs: list[_Run] = [_Run()]
    run, line = _Run(), 1
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        whole = event == "start" and (
            tag in _NEVER_TEXT or tag == "dl" or (tag == "table" and _holds_data(element))
        )
        if event == "start":
            line = element.sourceline or line
            if tag in _BLOCKS:
                yield run
                open_runs.append(_context(element, open_runs[-1]))
                run = replace(open_runs[-1], pieces=[])
            if whole:
                walk.skip_subtree()
                yield from _rows(element) if tag not in _NEVER_TEXT else ()
            elif tag == "br":
                run.pieces.append(_BREAK)
            else:
                line = run.add(_breaks_kept(element.text) if tag == "pre" else element.text, line)
        else:
            if tag in _BLOCKS:
                yield run
                open_runs.pop()
                run = replace(open_runs[-1], pieces=[])
            if element is not root:
                line = run.add(element.tail, line)
    yield run


def _breaks_kept(text: str | None) -> str:
    return (text or "").replace("\n", f"{_BREAK}\n")


def _context(element: Any, outer: _Run) -> _Run:
    """What the text of a block element is, given what the text around it is."""
    note = _NOTE_ID.fullmatch(element.get("id", "")) if element.tag not in _HEADINGS else None
    if note or _is_note(element):
        return _Run("footnote", None, note.group(1) if note else None)
    if outer.kind == "footnote":
        return _Run("footnote", None, outer.note)
    if element.tag in _HEADINGS:
        return _Run("heading", _HEADINGS[element.tag])
    return _Run(_KINDS.get(element.tag, outer.kind if outer.kind != "heading" else "paragraph"))


def _holds_data(table: Any) -> bool:
    """Whether a table sets values against each other, and not only a page's parts beside each other."""
    if any(each is not table for each in table.iter("table", "h1", "h2", "h3", "ul", "ol", "form")):
        return False
    widest = max((len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")), default=0)
    longest = max((len(plain_text(cell)) for cell in table.iter("td")), default=0)
    return widest > 1 and (longest <= 400 or next(table.iter("th"), None) is not None)


def _rows(element: Any) -> Iterator[_Run]:
    rows = _definitions(element) if element.tag == "dl" else _table_rows(element)
    for source, text, kind in rows:
        first = source.sourceline or 0
        last = max((each.sourceline or first for each in source.iter(etree.Element)), default=first)
        yield _Run(kind, pieces=[text], lines=(first, last))


def _definitions(element: Any) -> Iterator[tuple[Any, str, BlockKind]]:
    """ "Term: value" for each value; a term without one stands alone."""
    terms: list[Any] = []
    answered = False
    for child in element.iter("dt", "dd"):
        if child.tag == "dt":
            if answered:
                terms, answered = [], False
            terms.append(child)
        else:
            value = plain_text(child)
            yield (
                child,
                _labelled(" / ".join(filter(None, map(plain_text, terms))), value) if value else "",
                "table_row",
            )
            answered = True
    if not answered:
        for term in terms:
            yield term, plain_text(term), "paragraph"


def _table_rows(table: Any) -> Iterator[tuple[Any, str, BlockKind]]:
    columns: list[str] = []
    spans: dict[int, tuple[int, str]] = {}
    for caption in table.iter("caption"):
        yield caption, plain_text(caption), "caption"
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        values = _spread(cells, spans)
        heads = [cell for cell in cells if cell.tag == "th"]
        if cells and len(heads) == len(cells) and len(cells) > 1:
            columns = values
        elif not columns and heads and len(heads) < len(cells):
            yield row, _pairs(cells), "table_row"
        else:
            yield row, labelled(columns, values), "table_row"


def _spread(cells: list[Any], spans: dict[int, tuple[int, str]]) -> list[str]:
    """The texts of a row by column; a cell that spans rows counts in each of them.

    `spans` holds, by column, how many more rows a cell from above reaches into and its text.
    """
    values: list[str] = []
    below: dict[int, tuple[int, str]] = {}
    waiting = iter(cells)
    while True:
        if len(values) in spans:
            left, text = spans.pop(len(values))
            left, across = left - 1, 1
        elif (cell := next(waiting, None)) is not None:
            left, text, across = _span(cell, "rowspan") - 1, plain_text(cell), _span(cell, "colspan")
        else:
            break
        for _ in range(across):
            if left > 0:
                below[len(values)] = (left, text)
            values.append(text)
            text = text if cells and cells[0].tag == "th" else ""
    spans.update(below)
    return values


def _span(cell: Any, name: str) -> int:
    number = cell.get(name, "1").strip()
    return min(max(int(number), 1), 100) if number.isdecimal() else 1


def _pairs(cells: list[Any]) -> str:
    """A row whose header cells label the cells after them."""
    pairs: list[str] = []
    label = ""
    for cell in cells:
        text = plain_text(cell)
        if cell.tag == "th":
            label = text
        elif text:
            pairs.append(_labelled(label, text))
            label = ""
    return "; ".join(pairs)


# What the page says of itself


def _metadata(page: Any, source: str) -> dict[str, str]:
    declared = {
        (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower(): meta.get("content", "").strip()
        for meta in reversed(list(page.iter("meta")))
    }
    values = {
        "language_tag": _language_tag(page, declared),
        "date": _date(page, declared),
        "author": declared.get("author") or declared.get("article:author") or declared.get("dc.creator"),
        "description": declared.get("description") or declared.get("og:description"),
        "site": declared.get("og:site_name"),
        "heading": declared.get("og:title"),
        "url": next((link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"), None),
    }
    if not (values["date"] and values["author"]):
        found = _found_by_trafilatura(source)
        values["date"] = values["date"] or found[0]
        values["author"] = values["author"] or found[1]
    return {key: value for key, value in values.items() if value}


def _language_tag(page: Any, declared: dict[str, str]) -> str:
    on_elements = [page.get("lang"), page.get("xml:lang"), *(body.get("lang") for body in page.iter("body"))]
    in_head = [declared.get(key) for key in ("content-language", "language", "dc.language", "og:locale")]
    return next((tag.strip() for tag in (*on_elements, *in_head) if tag and tag.strip()), "")


def _date(page: Any, declared: dict[str, str]) -> str:
    """The date of publication that the page declares; the years of objects in its text are not meant."""
    in_head = next((declared[key] for key in _DATE_KEYS if declared.get(key)), "")
    if in_head:
        return in_head
    for time in page.iter("time"):
        marked = time.get("pubdate") is not None or time.get("itemprop") == "datePublished"
        value = (time.get("datetime") or "").strip()
        if re.match(r"\d{4}-\d\d-\d\d", value) and (
            marked or any(a.tag in ("article", "header", "main") for a in time.iterancestors())
        ):
            return value
    return ""


def _found_by_trafilatura(source: str) -> tuple[str, str]:
    """The date and author that trafilatura finds in a page, each "" when there is none."""
    if len(source) > _LARGEST_FOR_TRAFILATURA:
        return "", ""
    try:
        found = trafilatura.extract_metadata(source, extensive=False)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return "", ""  # a page it stumbles over is still a page
    return (found.date or "", found.author or "") if found else ("", "")


def _title(page: Any, metadata: dict[str, str], heading: str) -> str:
    """The page's title without the site's name."""
    declared = next((plain_text(each) for each in page.iter("title")), "")
    title = _without_site(metadata.pop("heading", "") or declared, metadata.get("site", ""))
    is_site = heading == metadata.get("site") or (_SITE_NAME.search(heading) and heading not in title)
    if not title or (heading and heading in title and not is_site):
        return heading
    return title


def _without_site(title: str, site: str) -> str:
    parts = re.split(r"\s*[|_｜]\s*|\s+[-–—·:»«]\s+|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])", title)
    if len(parts) == 1:
        return title.strip()
    named = [part for part in (parts[-1], parts[0]) if part == site or _SITE_NAME.search(part)]
    if named and named[0] == parts[0]:
        return re.sub(r"^\s*(?:[|_｜]|[-–—·:»«](?=\s)|-)\s*", "", title[len(parts[0]) :])
    if named or re.search(rf"[|_｜]\s*{re.escape(parts[-1])}$", title):
        return re.sub(r"(?:\s*[|_｜]|\s+[-–—·:»«]|-)\s*$", "", title[: -len(parts[-1])])
    return title.strip()
