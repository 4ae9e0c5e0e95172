"""Prompt templates as Markdown files with a version in each; nothing else holds prompt text."""
