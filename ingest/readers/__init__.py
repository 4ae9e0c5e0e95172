"""One module a format: each has `read(path) -> Document`."""
