"""The engines that recognise text: RapidOCR, whose models come in its package, and tesseract, if installed.

RapidOCR reads Latin script and Chinese, also in columns from above to below. It has no Cyrillic: where
it sees text that it cannot read, tesseract is asked if it is there and has the language.
"""

from __future__ import annotations

import csv
import io
import logging
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.ocr.recognised import RecognisedLine, Recognition
from retrieval.errors import Unavailable

Picture = NDArray[np.uint8]  # height x width x 3, red green blue
_DETECTED_SIDE = 1280  # pixels that the longer side is brought to for finding lines; reading has them all
_LEAST_SCORE = 0.5
_LOST = 0.5  # of a line's expected characters; fewer have been read of a script that the model lacks
_TESSERACT_SECONDS = 120
_TESSERACT_LANGUAGES = {"en": "eng", "ru": "rus", "zh": "chi_sim", "de": "deu", "fr": "fra"}


class Engine(Protocol):
    """What recognises the text of a picture; `name` changes when the same picture may give other text."""

    name: str

    def recognise(self, picture: Picture) -> Recognition:
        """The lines found, in no promised order."""
        ...


def open_engine(kind: str, languages: Sequence[str], *, threads: int = 0) -> Engine:
    """RapidOCR, or tesseract where `kind` says so; `threads` 0 leaves their number to it.

    Unavailable, with what to install, when tesseract is asked for and is not there.
    """
    if kind == "tesseract":
        return Tesseract(languages)
    helper = Tesseract(languages) if tesseract_languages() else None
    return Rapid(threads, helper if helper and helper.adds else None)


class Rapid:
    """RapidOCR with the models of its package; nothing is downloaded."""

    def __init__(self, threads: int = 0, helper: Engine | None = None) -> None:
        self._read = _rapid(threads)
        self._helper = helper
        self.name = f"rapidocr {version('rapidocr')}" + (f" + {helper.name}" if helper else "")

    def recognise(self, picture: Picture) -> Recognition:
        """The lines found; those of a script without a model are read by the helper, if there is one.

        A page that is read badly is tried upside down too. One that lies on its side is read as it lies.
        """
        found = self._lines(picture)
        if found.is_unsure:
            turned = self._lines(picture[::-1, ::-1])
            if turned.sure > found.sure:
                found = replace(turned, turns=2)
        if found.lies:
            found = found.turned()
        if found.unread and self._helper:
            helped = self._helper.recognise(picture)
            if len(helped.lines) >= len(found.lines):
                return helped
        return found

    def _lines(self, picture: Picture) -> Recognition:
        found = self._read(np.ascontiguousarray(picture[:, :, ::-1]), use_cls=False)
        height, width = picture.shape[:2]
        lines: list[RecognisedLine] = []
        unread = 0
        rows = zip(found.boxes, found.txts, found.scores, strict=True) if found.boxes is not None else ()
        for corners, text, score in rows:
            line = RecognisedLine(" ".join(text.split()), _box(corners), float(score))
            if _is_lost(text, line):
                unread += 1
            elif line.text and line.confidence >= _LEAST_SCORE:
                lines.append(line)
        return Recognition(width, height, tuple(lines), unread)


class Tesseract:
    """The tesseract program, run on each picture.

    `adds` tells whether it has Cyrillic, which RapidOCR lacks.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        there = tesseract_languages()
        if not there:
            raise Unavailable("tesseract is not installed: install it with its languages, or use rapidocr")
        wanted = [_TESSERACT_LANGUAGES.get(code, code) for code in languages]
        self._languages = [code for code in wanted if code in there] or [next(iter(there))]
        self.adds = "rus" in self._languages
        self.name = f"tesseract {'+'.join(self._languages)}"

    def recognise(self, picture: Picture) -> Recognition:
        """The lines found, each with the mean confidence of its words."""
        height, width = picture.shape[:2]
        command = ["tesseract", "stdin", "stdout", "-l", "+".join(self._languages), "--psm", "3", "tsv"]
        try:
            done = subprocess.run(
                command, input=_as_ppm(picture), capture_output=True, timeout=_TESSERACT_SECONDS, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise Unavailable(f"tesseract failed over a page: {error}") from error
        return Recognition(width, height, tuple(_tesseract_lines(done.stdout.decode("utf-8", "replace"))))


@lru_cache(maxsize=1)
def tesseract_languages() -> frozenset[str]:
    """The languages that the installed tesseract has; empty when there is none."""
    if not shutil.which("tesseract"):
        return frozenset()
    done = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=60
    )
    return frozenset(line.strip() for line in done.stdout.splitlines()[1:] if line.strip())


def _rapid(threads: int) -> Callable[..., Any]:
    from rapidocr import RapidOCR  # some seconds, which a batch without pictures is spared

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    count = {
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        "EngineConfig.onnxruntime.inter_op_num_threads": threads,
    }
    # One line at a time: in batches, short lines are padded to the longest, which costs half of the time.
    # The turning of lines by the classifier is off: it turns lines of good scans upside down.
    settings: dict[str, Any] = {
        "Global.log_level": "error",
        "Global.max_side_len": 4000,
        "Det.limit_type": "max",
        "Det.limit_side_len": _DETECTED_SIDE,
        "Rec.rec_batch_num": 1,
        **(count if threads else {}),
    }
    read: Callable[..., Any] = RapidOCR(params=settings)
    return read


def _is_lost(text: str, line: RecognisedLine) -> bool:
    """Whether what was read is far too little for the box: an unknown script gives blanks and signs."""
    letters = sum(character.isalnum() for character in text)
    _, _, width, height = line.box
    expected = max(width, height) / max(min(width, height), 1)
    return expected > 3 and letters < _LOST * expected


def _box(corners: Any) -> tuple[int, int, int, int]:
    xs, ys = [float(corner[0]) for corner in corners], [float(corner[1]) for corner in corners]
    left, top = max(round(min(xs)), 0), max(round(min(ys)), 0)
    return left, top, round(max(xs)) - left, round(max(ys)) - top


def _as_ppm(picture: Picture) -> bytes:
    height, width = picture.shape[:2]
    return b"P6 %d %d 255\n" % (width, height) + np.ascontiguousarray(picture).tobytes()


def _tesseract_lines(table: str) -> list[RecognisedLine]:
    words: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row.get("text") or "").strip():
            words.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    return [_tesseract_line(line) for line in words.values()]


def _tesseract_line(words: list[dict[str, str]]) -> RecognisedLine:
    boxes = [[int(word[side]) for side in ("left", "top", "width", "height")] for word in words]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
    confidence = sum(float(word["conf"]) for word in words) / len(words) / 100
    text = " ".join(word["text"].strip() for word in words)
    return RecognisedLine(text, (left, top, right - left, bottom - top), min(max(confidence, 0.0), 1.0))
