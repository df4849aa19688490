"""Writes docs/authoring.md from the schema classes and the guide's text; `--check` only says whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from lms import wiring
from lms.studio.guide import document

TARGET = Path(__file__).resolve().parent.parent / "docs" / "authoring.md"


def main() -> int:
    """Write the file, or compare it."""
    wiring.checkers()  # every room registers the messages of its problems
    text = document()
    if "--check" in sys.argv:
        return 0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
