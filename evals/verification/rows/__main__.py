"""Writes the rows: `python -m evals.verification.rows`."""

import json
from pathlib import Path

from assistant.settings import load_settings
from evals.verification.rows.making import make_rows
from evals.verification.rows.written import cut_corpus
from retrieval import open_embedder


def main() -> None:
    """Cut the sample documents with the settings' model and write `dev.jsonl` and `test.jsonl`."""
    settings = load_settings()
    embedder = open_embedder(
        settings.embedding_model, cache=settings.cache, allow_downloads=settings.allow_downloads
    )
    for split, rows in make_rows(cut_corpus(embedder)).items():
        path = Path(__file__).with_name(f"{split}.jsonl")
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path.write_text(text, encoding="utf-8")
        print(f"{len(rows)} rows in {path}")


if __name__ == "__main__":
    main()
