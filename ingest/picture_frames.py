"""A frame of a picture file as it is looked at: upright, in eight bits a colour, on white paper."""

from __future__ import annotations

from PIL import Image, ImageOps

_DEEP = ("I", "F")  # modes, and those that begin so, of more than eight bits a pixel


def upright_rgb(frame: Image.Image) -> Image.Image:
    """`frame` turned as its EXIF data says, in RGB.

    Pillow cuts what is above 255 off, which leaves a scan of sixteen bits blank, and shows what is
    transparent as black: the brightest value becomes white here, and what is behind a picture is white.
    """
    upright = ImageOps.exif_transpose(frame)
    if upright.mode.startswith(_DEEP):
        values = upright if upright.mode == "F" else upright.convert("I")
        brightest = float(values.getextrema()[1])  # type: ignore[arg-type]
        scale = 255 / brightest if brightest > 0 else 1.0
        return values.point(lambda value: value * scale + 0).convert("L").convert("RGB")
    if upright.has_transparency_data:
        paper = Image.new("RGBA", upright.size, "white")
        paper.alpha_composite(upright.convert("RGBA"))
        return paper.convert("RGB")
    return upright.convert("RGB")
