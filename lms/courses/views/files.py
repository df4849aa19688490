"""Files of a course: the official SOP as PDF, its images and the blank forms."""

from __future__ import annotations

import mimetypes
from functools import lru_cache
from io import BytesIO
from typing import Any

from flask import Response, send_file

from lms.content.media import is_image
from lms.core.codes import slugify
from lms.core.errors import NotFound
from lms.courses import queries
from lms.courses.queries.documents import LiveCourse
from lms.courses.render import sop_pdf
from lms.courses.render.pdf import Letterhead
from lms.courses.render.text import render_line
from lms.courses.views import blueprint
from lms.courses.views.common import longest_time
from lms.institution.current import settings
from lms.library import queries as library
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.web.context import services
from lms.web.i18n import _, get_locale, gettext, show_date

YEAR = 31_536_000
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@blueprint.get("/pelatihan/<slug>/sop.pdf")
@permit(Permission.LEARN)
def sop(slug: str) -> Any:
    """The SOP in its official layout, landscape A4."""
    session = services().session
    live = queries.course_at(session, slug)
    if live.course.sop is None or live.course.procedure is None:
        raise NotFound("sop.none", _("Modul ini tidak mengajarkan SOP."))
    own = settings()
    letterhead = Letterhead(f"{own.government} {own.city}".strip(), own.office)
    total = _("Waktu terpanjang: %(total)s.", total=longest_time(live.course))
    session.rollback()  # laying out takes a second: hold no snapshot meanwhile
    data = _drawn(Wanted(live), letterhead, total, str(get_locale()))
    name = slugify(f"sop {live.course.sop.number} {live.course.sop.name}")
    return send_file(BytesIO(data), mimetype="application/pdf", download_name=f"{name}.pdf")


class Wanted:
    """A revision of a course as the key of the small cache of PDFs."""

    def __init__(self, live: LiveCourse) -> None:
        self.live = live
        self._key = (live.revision_id, live.course.id, tuple(sorted(live.digests.items())))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wanted) and other._key == self._key


@lru_cache(maxsize=16)
def _drawn(wanted: Wanted, letterhead: Letterhead, total: str, _language: str) -> bytes:
    """The PDF of a revision: the same until the letterhead or the language changes."""
    live = wanted.live
    assert live.course.sop is not None
    assert live.course.procedure is not None
    return sop_pdf(
        live.course.sop,
        live.course.procedure,
        letterhead=letterhead,
        total=total,
        show_date=show_date,
        inline=render_line,
        gettext=gettext,
        remark=_("revisi %(n)s di Estafet", n=live.number),
    )


@blueprint.get("/pelatihan/<slug>/berkas/<int:revision>/<path:name>")
@permit(Permission.LEARN)
def media(slug: str, revision: int, name: str) -> Any:
    """An image of a text, or a form to download, as it stands in one revision."""
    session = services().session
    document = library.revision(session, revision)
    if document.kind != "course" or document.slug != slug:
        raise NotFound("file.unknown", _("Berkas ini tidak ditemukan."))
    path = f"{document.path.rpartition('/')[0]}/media/{name}"
    data = library.read_file(session, revision, path)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response: Response = send_file(
        BytesIO(data), mimetype=kind, as_attachment=not is_image(path), download_name=name.rpartition("/")[2]
    )
    response.headers["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    response.headers["Content-Security-Policy"] = SVG_POLICY
    return response
