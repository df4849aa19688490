"""The register of a year as an official list (PDF, landscape) and as a workbook."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import weasyprint
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape
from weasyprint.text.fonts import FontConfiguration

from lms.certificates.domain.words import decimal, full_date
from lms.certificates.queries.book import BookLine
from lms.certificates.render.assets import BASE, Assets
from lms.certificates.schema.fonts import house_css
from lms.core.tables import Cell, Sheet, as_xlsx
from lms.institution.domain import Institution

HEADS = (
    "No. urut", "Nomor", "Tanggal", "Nama", "Instansi", "Jenis", "Kegiatan", "JP", "Berlaku sampai", "Keterangan"
)  # fmt: skip
KINDS = {"bimtek": "lulus", "keikutsertaan": "keikutsertaan", "narasumber": "narasumber"}
ENDS = {"revoked": "dicabut", "replaced": "diganti", "void": "nomor dibatalkan"}
WIDTHS = (9, 28, 18, 34, 34, 14, 44, 6, 18, 44)


def remark(line: BookLine) -> str:
    """What the last column says: nothing for a certificate that stands."""
    entry = line.entry
    if entry.state == "waiting":
        return "belum dicetak"
    if entry.state not in ENDS:
        return ""
    day = f" {full_date(entry.ended_at.date())}" if entry.ended_at else ""
    return f"{ENDS[entry.state]}{day}: {entry.reason}".rstrip(": ")


def book_xlsx(lines: Sequence[BookLine]) -> bytes:
    """The workbook; numbers of certificates and names are text."""
    rows: list[Sequence[Cell]] = [HEADS]
    rows += [
        (
            line.sequence, line.number, full_date(line.issued_on), line.holder, line.holder_agency,
            KINDS[line.kind], line.title, float(line.jp), full_date(line.valid_until) if line.valid_until else "",
            remark(line),
        )
        for line in lines
    ]  # fmt: skip
    return as_xlsx([Sheet("Buku sertifikat", rows, WIDTHS, frozen=2)])


def book_pdf(lines: Sequence[BookLine], city: Institution, *, year: int, made_at: datetime) -> bytes:
    """The list with letterhead and a place for the signature; equal input gives equal bytes. About 3 ms a line."""
    folder = Path(__file__).resolve().parent / "papers"
    templates = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    templates.filters |= {"tanggal": full_date, "jp": decimal, "keterangan": remark}
    day = made_at.astimezone(city.zone).date()
    body = templates.get_template("book.html").render(lines=lines, city=city, year=year, day=day, kinds=KINDS)
    stamp = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    html = (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{escape(f"Buku sertifikat {year}")}</title>'
        f'<meta name="dcterms.created" content="{stamp}"><meta name="dcterms.modified" content="{stamp}"></head>'
        f"<body>{body}</body></html>"
    )
    assets, fonts = Assets({}), FontConfiguration()
    css = weasyprint.CSS(
        string=house_css() + (folder / "book.css").read_text(),
        base_url=BASE,
        url_fetcher=assets,
        font_config=fonts,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves files of fonts to the collector
        document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=assets)
        return bytes(document.write_pdf(stylesheets=[css], font_config=fonts, pdf_tags=True))
