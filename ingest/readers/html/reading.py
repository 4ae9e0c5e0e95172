"""HTML: the page's own text, without the site around it.

The text is walked in document order and kept verbatim; what belongs to the site (menus, forms,
language switches, related links, …) is taken out first, by element, by class name and by wording.
trafilatura supplies the date and author that the page does not declare, but not the text: it loses
headings, short values of definition lists and captions, and keeps the menu of a page of two lines.
"""

import re
from pathlib import Path

from ingest.documents import Document
from ingest.readers.encoding import read_decoded
from ingest.readers.html.blocks import page_blocks
from ingest.readers.html.chrome import main_part, remove_site
from ingest.readers.html.hidden import HIDDEN, page_styles, remove_hidden
from ingest.readers.html.metadata import page_metadata, page_title
from ingest.readers.html.tree import parsed, plain_text
from ingest.records.language_codes import language_code
from retrieval.errors import UnreadableDocument

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]+)""", re.I)

_ALL_HIDDEN = "all of its text is hidden, as far as can be told without its scripts"


def read(path: Path, *, of_book: bool = False) -> Document:
    """The blocks of a page's main text, each with its number, its lines in the file and its headings.

    `warnings` names the parts of the site that were left out, which there are none of around a page that
    is `of_book`, a chapter. UnreadableDocument when there is no text.
    """
    decoded = read_decoded(path, _DECLARED)
    page = parsed(decoded.text, path.name)
    metadata = page_metadata(page, decoded.text)
    heading = next((text for each in page.iter("h1") if (text := plain_text(each))), "")
    left_out: dict[str, None] = {}
    unseen: tuple[str, ...] = ()
    body = page.find("body") if page.find("body") is not None else page
    remove_hidden(body, left_out, page_styles(page))
    remove_site(body, left_out, of_book=of_book)
    blocks = page_blocks(main_part(body))
    if not blocks:
        page = parsed(decoded.text, path.name)
        unseen = (_ALL_HIDDEN,) if HIDDEN in left_out else ()
        left_out, blocks = {}, page_blocks(page)
    if not blocks:
        raise UnreadableDocument(f"{path.name}: the page holds no text; it may be written by its scripts")
    language = language_code(metadata.get("language_tag", ""))
    return Document(
        title=page_title(page, metadata, heading) or path.stem,
        kind="html",
        blocks=tuple(blocks),
        language=language,
        metadata=metadata,
        warnings=(*decoded.warnings, *unseen, *((f"left out: {', '.join(left_out)}",) if left_out else ())),
    )
