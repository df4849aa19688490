"""Lays out one certificate: front on exactly one page, back on as many as its table needs."""

from __future__ import annotations

import threading
import warnings
from datetime import UTC, datetime
from typing import Any

from markupsafe import escape

from lms.certificates.domain.badge import CREDENTIAL_FILE
from lms.certificates.domain.facts import Facts, SignatureWords
from lms.certificates.domain.words import words
from lms.certificates.render import qr
from lms.certificates.render.back import back_pages
from lms.certificates.render.faults import LayoutError
from lms.certificates.render.prepared import Prepared, prepare
from lms.certificates.schema.package import Package

FITS = 4  # classes fit-0 … fit-3 on <body>, each tighter than the one before
VARIANT = "pdf/a-3u"
_one_at_a_time = (
    threading.RLock()
)  # pages and fonts are kept between certificates, and the layout library is not shared


def render(
    package: Package,
    facts: Facts,
    signature: SignatureWords,
    *,
    made_at: datetime,
    attached: bytes | None = None,
) -> bytes:
    """The unsigned PDF/A of one certificate; equal input gives equal bytes. Raises LayoutError.

    `attached` is its credential, which travels inside the file as PDF/A-3 allows.
    """
    front, back = package.fill(words(facts, signature, qr.data_uri(facts.certificate.verify_url)))
    title = f"{package.document.title} {facts.certificate.number}"
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # WeasyPrint leaves its colour profile to the collector
        prepared = prepare(package)
        document = _front(prepared, str(front.html), _head(title, made_at))
        pages = [*document.pages, *back_pages(prepared, str(back.html))]
        return bytes(
            document.copy(pages).write_pdf(
                pdf_variant=VARIANT, pdf_tags=True, attachments=_attachments(attached, made_at)
            )
        )


def _attachments(data: bytes | None, made_at: datetime) -> list[Any]:
    from weasyprint import Attachment

    if data is None:
        return []
    words = "Open Badges 3.0"
    return [
        Attachment(
            string=data,
            name=CREDENTIAL_FILE,
            description=words,
            relationship="Data",
            created=made_at,
            modified=made_at,
        )
    ]


def _front(prepared: Prepared, html: str, head: str) -> Any:
    for fit in range(FITS):
        document = prepared.lay_out(html, f"front fit-{fit}", head)
        if len(document.pages) == 1:
            return document
    raise LayoutError(
        "Muka depan sertifikat tidak muat pada satu halaman; pendekkan judul kegiatan atau tempatnya."
    )


def _head(title: str, made_at: datetime) -> str:
    stamp = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'<title>{escape(title)}</title><meta name="generator" content="Estafet">'
        f'<meta name="dcterms.created" content="{stamp}"><meta name="dcterms.modified" content="{stamp}">'
    )
