"""Makes the four fonts of certificates: each face's latin and latin-ext files merged into one.

WeasyPrint tells the fonts of a PDF apart by their description, not by their file: two files of one face are mixed
up, and a name such as Ḍimas comes out as Himas. One file per face leaves nothing to mix up.
Run again after an update of `lms/web/static/fonts`; the result is checked in.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "lms" / "web" / "static" / "fonts"
TARGET = ROOT / "lms" / "certificates" / "fonts"
FACES = {
    "plus-jakarta-sans-400": (
        "plus-jakarta-sans-latin-400-normal",
        "plus-jakarta-sans-latin-ext-wght-normal",
        400,
    ),
    "plus-jakarta-sans-700": (
        "plus-jakarta-sans-latin-700-normal",
        "plus-jakarta-sans-latin-ext-wght-normal",
        700,
    ),
    "literata-400": ("literata-latin-400-normal", "literata-latin-ext-400-normal", None),
    "literata-600": ("literata-latin-600-normal", "literata-latin-ext-600-normal", None),
}


def plain(name: str, weight: int | None) -> io.BytesIO:
    """One source as an uncompressed font; a variable one is fixed at `weight`."""
    font = TTFont(SOURCE / f"{name}.woff2", recalcTimestamp=False)
    if weight is not None and "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    out.seek(0)
    return out


def main() -> None:
    """Write the four files."""
    options = Options()
    options.drop_tables = ["DSIG", "STAT"]
    for target, (latin, extended, weight) in FACES.items():
        merged = Merger(options=options).merge([plain(latin, None), plain(extended, weight)])
        merged.flavor = "woff2"
        merged.save(TARGET / f"{target}.woff2")
        print(target, len(merged.getBestCmap()), "characters")


if __name__ == "__main__":
    main()
