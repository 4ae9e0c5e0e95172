"""Text recognition: pictures of pages become lines with their boxes, in the order they are read."""

from ingest.ocr.engines import Engine, Picture, open_engine
from ingest.ocr.recognised import RecognisedLine, Recognition
from ingest.ocr.recognising import recognise

__all__ = [
    "Engine",
    "Picture",
    "RecognisedLine",
    "Recognition",
    "open_engine",
    "recognise",
]
