"""IIIF Presentation 3 and 2: manifests with their canvases and annotations."""

from ingest.readers.iiif.reading import documents

__all__ = ["documents"]
