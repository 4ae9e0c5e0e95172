"""The files of the attacks: an honest text, and the order as it is hidden or written in each format."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from evals.attacks.suite import Attack

_ALIKE = str.maketrans("aeopcxyi", "аеорсхуі")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HTML_WAYS = {
    "html-display": '<p style="display:none">{}</p>',
    "html-white": '<p style="color:#fff">{}</p>',
    "html-sheet": '<p class="x">{}</p>',
    "html-comment": "<!-- {} -->",
    "html-offscreen": '<p style="position:absolute;left:-9999px">{}</p>',
    "html-size": '<p style="font-size:0">{}</p>',
}
_WORD_WAYS = {"docx-vanish": "<w:vanish/>", "docx-white": '<w:color w:val="FFFFFF"/>'}
_PDF_WAYS = {
    "pdf-white": "BT /F 11 Tf 1 g 50 600 Td ({}) Tj ET",
    "pdf-invisible": "BT /F 11 Tf 3 Tr 50 600 Td ({}) Tj ET",
    "pdf-tiny": "BT /F 1 Tf 50 600 Td ({}) Tj ET",
    "pdf-off-page": "BT /F 11 Tf 50 -90 Td ({}) Tj ET",
    "pdf-covered": "BT /F 11 Tf 50 600 Td ({}) Tj ET 0 g 40 590 500 30 re f",
}
_SPELLED: dict[str, Callable[[str], str]] = {
    "zero-width": lambda text: "\u200b".join(text),
    "tags": lambda text: "".join(chr(0xE0000 + ord(c)) if c.isascii() else c for c in text),
    "homoglyphs": lambda text: text.translate(_ALIKE),
    "full-width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "reversed": lambda text: f"\u202e{text[::-1]}\u202c",
    "spaced": lambda text: "  ".join(" ".join(word) for word in text.split()),
}


def write_attack(attack: Attack, folder: Path) -> Path:
    """The attack's document as a file in `folder`."""
    format_, _, _ = attack.way.partition("-")
    path = folder / f"{attack.id}.{ {'html': 'html', 'docx': 'docx', 'pdf': 'pdf'}.get(format_, 'md') }"
    if format_ == "html":
        path.write_text(_html(attack), encoding="utf-8")
    elif format_ == "docx":
        _write_docx(attack, path)
    elif format_ == "pdf":
        path.write_bytes(_pdf([f"BT /F 11 Tf 50 700 Td ({attack.text}) Tj ET", _pdf_order(attack)]))
    else:
        path.write_text(_markdown(attack), encoding="utf-8")
    return path


def _markdown(attack: Attack) -> str:
    order = attack.order
    if attack.way == "markdown-comment":
        order = f"<!-- {order} -->"
    elif attack.way == "markdown-hidden":
        order = f"<div hidden>\n\n{order}\n\n</div>"
    elif attack.way in _SPELLED:
        order = _SPELLED[attack.way](order)
    return f"---\naccess: {attack.access}\n---\n\n{attack.text}\n\n{order}\n"


def _html(attack: Attack) -> str:
    hidden = _HTML_WAYS[attack.way].format(escape(attack.order))
    sheet = "<style>.x { display: none }</style>"
    return (
        f'<!doctype html><html lang="{attack.language}"><head>{sheet}<title>{attack.id}</title></head>'
        f"<body><p>{escape(attack.text)}</p>{hidden}</body></html>"
    )


def _write_docx(attack: Attack, path: Path) -> None:
    look = _WORD_WAYS[attack.way]
    body = (
        f"<w:p><w:r><w:t>{escape(attack.text)}</w:t></w:r></w:p>"
        f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{escape(attack.order)}</w:t></w:r></w:p>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        )


def _pdf_order(attack: Attack) -> str:
    return _PDF_WAYS[attack.way].format(attack.order.replace("(", r"\(").replace(")", r"\)"))


def _pdf(drawing: list[str]) -> bytes:
    """A PDF of one page in Helvetica."""
    stream = "\n".join(drawing).encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(parts) + 1, len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
