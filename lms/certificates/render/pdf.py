"""Lays out one certificate: front on exactly one page, back on as many as its table needs."""

from __future__ import annotations

import warnings
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import weasyprint
from markupsafe import escape
from weasyprint.text.fonts import FontConfiguration

from lms.certificates.domain.facts import Facts, SignatureWords
from lms.certificates.domain.words import words
from lms.certificates.render import qr
from lms.certificates.render.assets import BASE, Assets
from lms.certificates.render.faults import LayoutError
from lms.certificates.schema.fonts import house_css
from lms.certificates.schema.package import Package

FITS = 4  # classes fit-0 … fit-3 on <body>, each tighter than the one before
KEPT = 8
SIZES = {"A4": ("297mm", "210mm"), "F4": ("330mm", "215mm")}


@dataclass(frozen=True)
class _Prepared:
    """A template whose style sheets were parsed once."""

    assets: Assets
    fonts: FontConfiguration
    styles: tuple[Any, ...]


_prepared: OrderedDict[str, _Prepared] = OrderedDict()


def render(package: Package, facts: Facts, signature: SignatureWords, *, made_at: datetime) -> bytes:
    """The unsigned PDF/A of one certificate; equal input gives equal bytes. Raises LayoutError."""
    values = words(facts, signature, qr.data_uri(facts.certificate.verify_url))
    front, back = package.fill(values)
    prepared = _prepare(package)
    title = f"{package.document.title} {facts.certificate.number}"
    pages = _front(prepared, str(front.html), title, made_at)
    rest = _lay_out(prepared, str(back.html), "back", title, made_at)
    both = pages.copy([*pages.pages, *rest.pages])
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # WeasyPrint leaves its colour profile to the collector
        return bytes(both.write_pdf(pdf_variant="pdf/a-3u", pdf_tags=True))


def _front(prepared: _Prepared, html: str, title: str, made_at: datetime) -> Any:
    for fit in range(FITS):
        document = _lay_out(prepared, html, f"front fit-{fit}", title, made_at)
        if len(document.pages) == 1:
            return document
    raise LayoutError(
        "Muka depan sertifikat tidak muat pada satu halaman; pendekkan judul kegiatan atau tempatnya."
    )


def _lay_out(prepared: _Prepared, html: str, classes: str, title: str, made_at: datetime) -> Any:
    stamp = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    source = (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="dcterms.created" content="{stamp}"><meta name="dcterms.modified" content="{stamp}">'
        f'<meta name="generator" content="Estafet"></head><body class="{classes}">{html}</body></html>'
    )
    document = weasyprint.HTML(string=source, base_url=BASE, url_fetcher=prepared.assets)
    return document.render(stylesheets=list(prepared.styles), font_config=prepared.fonts)


def _prepare(package: Package) -> _Prepared:
    """The parsed style sheets of a revision; the last few are kept, and drafts without a key never are."""
    if package.key and package.key in _prepared:
        _prepared.move_to_end(package.key)
        return _prepared[package.key]
    assets, fonts = Assets(package.assets), FontConfiguration()
    size, _, turn = package.document.page.partition(" ")
    long, short = SIZES[size]
    page = (
        f"@page{{size:{long} {short};margin:0}}"
        if turn == "landscape"
        else f"@page{{size:{short} {long};margin:0}}"
    )
    styles = tuple(
        weasyprint.CSS(string=css, base_url=BASE, url_fetcher=assets, font_config=fonts)
        for css in (house_css(), page, package.style)
    )
    made = _Prepared(assets, fonts, styles)
    if package.key:
        _prepared[package.key] = made
        while len(_prepared) > KEPT:
            _prepared.popitem(last=False)
    return made
