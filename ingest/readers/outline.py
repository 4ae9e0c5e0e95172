"""The headings above a place, kept while a document is read from its top."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Outline:
    """The headings above the place that reading has come to."""

    path: list[tuple[int, str]] = field(default_factory=list)

    def above(self, text: str, level: int | None = None) -> tuple[str, ...]:
        """The headings above a block; with a `level` the block is a heading and stands above what follows."""
        if level is not None:
            while self.path and self.path[-1][0] >= level:
                self.path.pop()
        headings = tuple(heading for _, heading in self.path)
        if level is not None:
            self.path.append((level, text))
        return headings

    def close(self, level: int) -> None:
        """End the sections below `level`: what follows stands in what holds them."""
        while self.path and self.path[-1][0] > level:
            self.path.pop()
