"""Lines of a file that is being written, each with the line of the source that it comes from."""

from __future__ import annotations


class Lines:
    """Gathers lines; `origin` tells where each one comes from."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.origins: list[int] = []

    def add(self, text: str, origin: int, prefix: str = "", first: str | None = None) -> None:
        """Every line of a text behind a prefix; the first line behind `first`."""
        for number, line in enumerate(text.split("\n")):
            before = first if first is not None and number == 0 else prefix
            self.lines.append(f"{before}{line}" if line else before.rstrip() if number else before)
            self.origins.append(origin + number if number and not prefix.strip() else origin)

    def gap(self) -> None:
        """An empty line, unless there is one already."""
        if self.lines and self.lines[-1]:
            self.add("", self.origins[-1])

    def origin(self, line: int) -> int:
        """The source line of a written line; both count from 1."""
        index = min(max(line - 1, 0), len(self.origins) - 1)
        return self.origins[index] if self.origins else 1

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines).rstrip("\n") + "\n"
