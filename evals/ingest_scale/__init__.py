"""Takes up made-up manuscripts by the real command, and watches its time and memory."""

from evals.ingest_scale.manuscripts import FORMS, write_collection
from evals.ingest_scale.running import IngestFigures, ingest_collection, parse_collection

__all__ = ["FORMS", "IngestFigures", "ingest_collection", "parse_collection", "write_collection"]
