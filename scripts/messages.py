"""Brings the English catalogue up to date with the sentences in the source; keeps translations, drops what is gone."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "lms/web/locale/en/LC_MESSAGES/messages.po"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {"**/templates/**.html": {"trimmed": "false", "silent": "false"}}
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def extracted() -> Catalog:
    """Every sentence of the source, without the places where it stands (they change with every edit)."""
    catalogue = Catalog(locale="en", project="Estafet", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        str(ROOT / "lms"),
        method_map=METHODS,
        options_map=OPTIONS,
        keywords=KEYWORDS,
        strip_comment_tags=True,
    )
    for _path, _line, message, _comments, context in found:
        catalogue.add(message, None, context=context)
    return catalogue


def merged() -> Catalog:
    """The extracted sentences with the translations that the catalogue holds."""
    fresh = extracted()
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as text:
            old = read_po(text, locale="en")
        for message in fresh:
            known = old.get(message.id) if message.id else None
            if known is not None and known.string:
                message.string = known.string
                message.flags |= known.flags - {"fuzzy"}
    return fresh


def missing(catalogue: Catalog) -> list[str]:
    """Sentences without an English form."""

    def empty(string: object) -> bool:
        return not string or (isinstance(string, tuple) and not all(string))

    return [str(message.id) for message in catalogue if message.id and empty(message.string)]


def main() -> None:
    """Rewrite the catalogue, and list what still needs English."""
    catalogue = merged()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as out:
        write_po(out, catalogue, sort_output=True, omit_header=True, width=120)
    lacking = missing(catalogue)
    for text in lacking:
        print(text)
    print(f"{len(catalogue)} sentences, {len(lacking)} without English", file=sys.stderr)


if __name__ == "__main__":
    main()
