"""What the glyphs of Word's symbol fonts mean: signs that are written as letters or as private characters."""

from __future__ import annotations

_SYMBOL = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **{code: chr(code) for code in (*range(0x20, 0x22), 0x23, *range(0x28, 0x2A), *range(0x2B, 0x2D))},
    **{code: chr(code) for code in range(0x2E, 0x40)},
    0x25: "%", 0x26: "&", 0x2D: "−", 0x5B: "[", 0x5D: "]", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "∼",
    0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡",
    0xBB: "≈", 0xBC: "…", 0xC6: "∅", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xD7: "⋅", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x20: " ", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0x78: "☒", 0x9F: "•",
    0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x20: " ", 0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_PRIVATE = range(0xF000, 0xF100)  # where Word keeps the characters of such a font


def meaning(font: str, text: str) -> str:
    """`text` as its reader sees it: in a symbol font other signs, and "" for those that are only drawn."""
    glyphs = _FONTS.get(font.strip().lower())
    if glyphs is None:
        return text
    return "".join(_sign(glyphs, ord(character)) for character in text)


def _sign(glyphs: dict[int, str], code: int) -> str:
    if code in _PRIVATE:
        return glyphs.get(code - _PRIVATE.start, "")
    return glyphs.get(code, "") if code < 0x100 else chr(code)  # the font has no other
