"""Trains the network of `assistant.reader`, which tells the words of a passage that answer a question."""
