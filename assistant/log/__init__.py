"""Answers and conversations on disk, and old questions asked again."""
