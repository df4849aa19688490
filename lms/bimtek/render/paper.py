"""Official papers as PDF: one letterhead, one style sheet, the house's fonts, and nothing from outside."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import weasyprint
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

LOCALE = "id"  # an official letter is Indonesian, whoever prints it
BASE = "https://kertas.invalid/"
ROOM = Path(__file__).resolve().parent.parent
FONTS = ROOM.parent / "web" / "static" / "fonts"
SHEETS = ("paper.css", "report.css")
FACES = (
    ("Literata", 400, "normal", "literata-latin-400-normal.woff2"),
    ("Literata", 400, "italic", "literata-latin-400-italic.woff2"),
    ("Literata", 600, "normal", "literata-latin-600-normal.woff2"),
    ("Plus Jakarta Sans", 400, "normal", "plus-jakarta-sans-latin-400-normal.woff2"),
    ("Plus Jakarta Sans", 700, "normal", "plus-jakarta-sans-latin-700-normal.woff2"),
)


class _Own(URLFetcher):  # type: ignore[misc]
    """A fetcher that knows the house's fonts and `data:` addresses, and nothing else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
        self._files = {file: (FONTS / file).read_bytes() for _family, _weight, _style, file in FACES}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """A font below BASE, or the bytes of a `data:` address."""
        name = url.removeprefix(BASE) if url.startswith(BASE) else None
        if name is None:
            return super().fetch(url, headers)
        if name not in self._files:
            raise ValueError(f"{name} is not part of this paper")
        return URLFetcherResponse(url, self._files[name], {"Content-Type": "font/woff2"})


@cache
def _prepared() -> tuple[_Own, FontConfiguration, Any]:
    """The fetcher, the fonts and the style sheet, read once."""
    fetcher, fonts = _Own(), FontConfiguration()
    faces = "\n".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};src:url({file})}}"
        for family, weight, style, file in FACES
    )
    css = faces + "".join((ROOM / "render" / name).read_text() for name in SHEETS)
    return fetcher, fonts, weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)


def date_words(day: date) -> str:
    """`23 November 2026`."""
    return str(format_date(day, "d MMMM y", locale=LOCALE))


def weekday_words(day: date) -> str:
    """`Senin, 23 November 2026`."""
    return str(format_date(day, "EEEE, d MMMM y", locale=LOCALE))


def clock_words(moment: datetime) -> str:
    """`09.42`, of a moment in the institution's zone."""
    return f"{moment:%H.%M}"


def plain_number(value: Fraction) -> str:
    """`1,5`, at most two decimals, cut off as on the pages: a paper must not say more than they do."""
    return fixed(value, 2).rstrip("0").rstrip(",")


def fixed(value: Fraction, digits: int) -> str:
    """`85,50`: always that many decimals, cut off, so that nothing rises into the next grade."""
    scaled = abs(value.numerator) * 10**digits // value.denominator
    whole, rest = divmod(scaled, 10**digits)
    return f"{'−' if value < 0 else ''}{whole}" + (f",{rest:0{digits}d}" if digits else "")


@cache
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(ROOM / "render" / "papers"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    found.filters |= {"tanggal": date_words, "hari": weekday_words, "jam": clock_words, "angka": plain_number}
    found.filters["pas"] = fixed
    return found


def paper(template: str, *, title: str, made_at: datetime, **values: Any) -> bytes:
    """One paper from a template in `render/papers`; equal input gives equal bytes."""
    body = _templates().get_template(template).render(title=title, **values)
    fetcher, fonts, style = _prepared()
    stamp = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    source = (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="dcterms.created" content="{stamp}"><meta name="dcterms.modified" content="{stamp}">'
        f'<meta name="generator" content="Estafet"></head><body>{body}</body></html>'
    )
    document = weasyprint.HTML(string=source, base_url=BASE, url_fetcher=fetcher)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves files of fonts to the collector
        return bytes(document.write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True))
