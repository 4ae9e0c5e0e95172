"""Documents become passages: read, chunk, embed, write, and remember what was done."""
