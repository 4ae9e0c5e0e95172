"""The three engines of an index: Chroma for vectors, Tantivy for words, SQLite for tokens."""
