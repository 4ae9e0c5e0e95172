"""A page as a tree of elements, and the text of an element on one line."""

import re
from typing import Any

from lxml import etree, html

from ingest.readers.raised_marks import bars_fraction, is_mark, raised, set_behind
from retrieval.errors import UnreadableDocument

_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*>|<!DOCTYPE[^>\[]*\[.*?\]\s*>", re.I | re.DOTALL)
NEVER_TEXT = frozenset(
    """script style template noscript iframe object embed canvas svg video audio map button select
    textarea input datalist head""".split()  # noqa: SIM905 (a list would be a page long)
)
BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol p pre section summary
    table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_NOTES = frozenset(
    """doc-footnote doc-endnote doc-endnotes note footnote footnotes endnote endnotes rearnote
    rearnotes""".split()  # noqa: SIM905
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BREAK = "\x1e"  # where a page breaks a line on purpose
_CJK = "[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]"
_BROKEN_CJK = re.compile(f"(?<={_CJK})[ \\t]*[\\r\\n][ \\t\\r\\n\\f]*(?={_CJK})")
# Control characters, which the tree holds though it takes no text that has one, and marks that show nothing
# but where a word may be broken or may not.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u00ad\u2060\ufeff]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WRAPPER_TAG = re.compile(r"</?(?:div|section|center|table|tbody|tr|td|ul|ol|li|blockquote)\b[^>]*>", re.I)
_INLINE_TAG = re.compile(r"</?(?:span|font|b|i|em|strong|small|big|u)\b[^>]*>", re.I)


def parsed(text: str, name: str) -> Any:
    """The page in `text` as a tree; UnreadableDocument, naming `name`, when it is nested too deeply."""
    text = _PROLOGUE.sub(lambda match: "\n" * match.group().count("\n"), text.replace(BREAK, ""))
    page = _tree(text, name)
    if page is None:  # wrappers alone are rarely meant; without them most pages are shallow
        page = _tree(_INLINE_TAG.sub("", _WRAPPER_TAG.sub("<br><br>", text)), name)
    if page is None:
        raise UnreadableDocument(f"{name}: its elements are nested too deeply to be read")
    for element in page.iter():
        if element.text and _UNSEEN.search(element.text):
            element.text = _UNSEEN.sub("", element.text)
        if element.tail and _UNSEEN.search(element.tail):
            element.tail = _UNSEEN.sub("", element.tail)
    for element in page.iter("sup", "a"):
        if element.tag == "sup" or _is_note_reference(element):
            _raise(element)
    return page


def _raise(element: Any) -> None:
    """Writes digits that a page sets raised as such, apart from the number or word that they follow."""
    text = "".join(element.itertext())
    if not is_mark(text):
        return
    before, after = _text_before(element), _text_behind(element)
    element.text = set_behind(element.text or "", before, after)
    if bars_fraction(after):
        return
    for inner in element.iterdescendants():
        inner.text, inner.tail = raised(inner.text or ""), raised(inner.tail or "")


def _is_note_reference(element: Any) -> bool:
    return element.get("role") == "doc-noteref" or "noteref" in element.get("epub:type", "").split()


def _text_behind(element: Any) -> str:
    """The text that follows an element, up to the next but one."""
    following = element.getnext()
    if element.tail or following is None:
        return str(element.tail or "")
    return "" if following.tag in BLOCKS else "".join(following.itertext())


def _text_before(element: Any) -> str:
    """The text that an element within a line follows; "" where it begins the line."""
    previous = element.getprevious()
    while previous is not None:
        if text := previous.tail or ("" if previous.tag == "br" else "".join(previous.itertext())):
            return str(text)
        previous = previous.getprevious()
    parent = element.getparent()
    if parent is None or parent.text:
        return str(parent.text) if parent is not None else ""
    return "" if parent.tag in BLOCKS else _text_before(parent)


def _tree(text: str, name: str) -> Any | None:
    """The page as a tree; None when it is nested so deeply that the parser would drop text."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(f"{name}: this HTML cannot be read: {error}") from error
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return None if too_deep else page


def plain_text(element: Any) -> str:
    """The text of an element on one line."""
    words = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in BLOCKS or node.tag == "br":
            words.append(" ")
        if event == "start" and node.tag not in NEVER_TEXT:
            words.append(node.text or "")
        elif event == "end" and node is not element:
            words.append(node.tail or "")
    return collapsed("".join(words))


def collapsed(text: str) -> str:
    """`text` with each run of white space as one space, and none where a line breaks between ideographs."""
    return _SPACE.sub(" ", _BROKEN_CJK.sub("", text)).strip()


def is_note(element: Any) -> bool:
    """Whether an element says that it is a footnote or an endnote, or holds such."""
    said = {element.get("role", ""), *element.get("epub:type", "").split()}
    return not said.isdisjoint(_NOTES)
