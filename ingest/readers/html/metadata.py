"""What a page says of itself: its language, date, author and title."""

import logging
import re
from typing import Any

from ingest.readers.html.tree import plain_text

_LARGEST_FOR_TRAFILATURA = 1_000_000
_SITE_NAME = re.compile(
    r"museum|gallery|musée|музей|галерея|эрмитаж|博物[馆館院]|美术馆|美術館|故宫|故宮|官网|官方网站|网站|сайт",
    re.I,
)
_DATE_KEYS = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "date",
    "dc.date", "dcterms.date", "dc.date.issued", "dcterms.created",
)  # fmt: skip
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def page_metadata(page: Any, source: str) -> dict[str, str]:
    """What the page declares (language tag, date, author, …), without what it does not."""
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
        import trafilatura  # which other formats, whose markup is read as HTML, have no use for

        found = trafilatura.extract_metadata(source, extensive=False)
    except MemoryError:
        raise
    except Exception:  # on damaged pages it fails in many ways, asserting among them: they are still pages
        return "", ""
    return (found.date or "", found.author or "") if found else ("", "")


def page_title(page: Any, metadata: dict[str, str], heading: str) -> str:
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
