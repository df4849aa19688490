"""The register of a year as a workbook and as an official list."""

from __future__ import annotations

from flask import Response

from lms.certificates.queries.book import BookLine, book
from lms.certificates.views import blueprint
from lms.core.errors import NotFound, Refused
from lms.institution.current import settings
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import lazy_gettext as _l

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LINES = 2_000  # of a PDF; about 15 seconds


@blueprint.get("/sertifikat/buku-<int:year>.xlsx")
@guard.permit(Permission.ISSUE_CERTIFICATES)
def book_xlsx(year: int) -> Response:
    """The workbook of a year."""
    from lms.certificates.render.book import book_xlsx as render

    return _file(render(_lines(year)), XLSX, f"buku-sertifikat-{year}.xlsx")


@blueprint.get("/sertifikat/buku-<int:year>.pdf")
@guard.permit(Permission.ISSUE_CERTIFICATES)
def book_pdf(year: int) -> Response:
    """The printed list of a year."""
    from lms.certificates.render.book import book_pdf as render

    lines, city, at = _lines(year), settings(), services().clock.now()
    if len(lines) > MOST_LINES:
        raise Refused(
            "book.long",
            _l(
                "Tahun ini memuat lebih dari %(n)s nomor. Unduh sebagai Excel, lalu cetak dari sana.",
                n=MOST_LINES,
            ),
        )
    services().session.rollback()  # laying out takes a while; nothing is read any more
    return _file(render(lines, city, year=year, made_at=at), "application/pdf", f"buku-sertifikat-{year}.pdf")


def _lines(year: int) -> list[BookLine]:
    lines = book(services().session, year) if 2000 <= year <= 9998 else []  # noqa: PLR2004 - years that dates can hold
    if not lines:
        raise NotFound("book.empty", _l("Buku sertifikat tahun ini masih kosong."))
    return lines


def _file(data: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, mimetype=kind, headers=headers)
