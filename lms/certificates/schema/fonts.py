"""Which characters the certificate's fonts hold, so that no name is printed in a font nobody chose."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent / "fonts"
FONT_FILE = re.compile(r".*\.(?:woff2?|ttf|otf)", re.IGNORECASE)

# One file per face: WeasyPrint mixes up the glyphs of two files that describe the same face (see the script that makes them).
FACES: tuple[tuple[str, int, str], ...] = (
    ("Plus Jakarta Sans", 400, "plus-jakarta-sans-400.woff2"),
    ("Plus Jakarta Sans", 700, "plus-jakarta-sans-700.woff2"),
    ("Literata", 400, "literata-400.woff2"),
    ("Literata", 600, "literata-600.woff2"),
)
# Further scripts, named after the family of the text: what no face above holds is drawn in these.
SCRIPTS: tuple[tuple[str, int, str], ...] = (("Noto Sans Javanese", 400, "noto-sans-javanese-400.woff2"),)


def house_css() -> str:
    """The @font-face rules of the house, for the renderer."""
    return "\n".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url(house/{file})}}"
        for family, weight, file in (*FACES, *SCRIPTS)
    )


def house_files() -> dict[str, bytes]:
    """The house's font files by the name that `house_css` gives them."""
    return {f"house/{file}": (HOUSE / file).read_bytes() for _family, _weight, file in (*FACES, *SCRIPTS)}


def characters(data: bytes) -> frozenset[int]:
    """The characters of one font file; raises ValueError when it is none."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, ValueError, KeyError, AssertionError, ImportError) as error:
        raise ValueError(str(error)) from error


@cache
def house_characters() -> frozenset[int]:
    """The characters that every face of the house holds, and those of the further scripts."""
    common, further = (
        [characters((HOUSE / file).read_bytes()) for _family, _weight, file in faces]
        for faces in (FACES, SCRIPTS)
    )
    return frozenset.intersection(*common).union(*further)


def uncovered(text: str, assets: Mapping[str, bytes]) -> list[str]:
    """The characters of `text` that neither the house's fonts nor the template's own hold, each once."""
    wanted = {
        c for c in unicodedata.normalize("NFC", text) if not c.isspace() and unicodedata.category(c) != "Cf"
    }
    missing = {c for c in wanted if ord(c) not in house_characters()}
    for name, data in assets.items():
        if missing and FONT_FILE.fullmatch(name):
            missing -= {c for c in missing if ord(c) in characters(data)}
    return sorted(missing)
