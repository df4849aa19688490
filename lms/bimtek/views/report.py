"""The report of a session: its words and photographs, the paper as PDF, and everything as files."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask_babel import force_locale

from lms.bimtek import actions, queries
from lms.bimtek.actions.report import PHOTOS_AT_MOST
from lms.bimtek.forms import PhotoForm, ReportForm
from lms.bimtek.queries.dossier import dossier, photo_bytes
from lms.bimtek.render import files
from lms.bimtek.render import report as papers
from lms.bimtek.render.photos import BadPhotoError, Photo, redraw
from lms.bimtek.views import blueprint
from lms.bimtek.views.assessment import acting
from lms.bimtek.views.shared import change, now
from lms.core.errors import NotFound, Refused
from lms.institution.current import settings, today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l

RUN = Permission.RUN_SESSIONS
FIELDS = ("number", "dated", "conclusion", "follow_up", "with_remarks")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PHOTO_FAULTS = {
    "size": _l("Berkas foto terlalu besar; paling besar 12 MB."),
    "pixels": _l("Ukuran foto terlalu besar; paling besar 40 megapiksel."),
    "unreadable": _l("Berkas ini bukan foto JPEG, PNG, atau WebP yang dapat dibaca."),
}


@blueprint.get("/kelola/<int:session_id>/laporan")
@guard.permit(RUN)
def report(session_id: int) -> Any:
    """The words of the report, its photographs, and what can be taken home."""
    return _page(session_id)


def _page(
    session_id: int, form: ReportForm | None = None, photo: PhotoForm | None = None, status: int = 200
) -> Any:
    found = dossier(services().session, session_id, on=today())
    words = ReportForm(None, data={name: getattr(found, name) for name in FIELDS})
    return render_template(
        "bimtek/report.html", found=found, view=found.view, stage=found.view.stage(now()), form=form or words,
        photo=photo or PhotoForm(None), tables=files.TABLES, room=PHOTOS_AT_MOST - len(found.photos),
    ), status  # fmt: skip


@blueprint.post("/kelola/<int:session_id>/laporan")
@guard.permit(RUN)
def write_report(session_id: int) -> Any:
    """Keep the words."""
    form = ReportForm()
    if not form.validate_on_submit():
        return _page(session_id, form, status=422)
    written: dict[str, Any] = {name: getattr(form, name).data or "" for name in FIELDS[2:4]}
    facts = actions.ReportFacts(
        number=(form.number.data or "").strip(), dated=form.dated.data, with_remarks=form.with_remarks.data,
        **{name: text.replace("\r\n", "\n").strip() for name, text in written.items()},
    )  # fmt: skip
    change(
        lambda session: actions.write_report(session, **acting(), session_id=session_id, facts=facts),
        _("Isi laporan disimpan."),
    )
    return redirect(url_for("bimtek.report", session_id=session_id), 303)


@blueprint.post("/kelola/<int:session_id>/laporan/foto")
@guard.permit(RUN)
def add_photo(session_id: int) -> Any:
    """Draw a photograph anew and keep it."""
    queries.session_view(services().session, session_id)
    form = PhotoForm()
    picture = _redrawn(form) if form.validate_on_submit() else None
    if picture is None:
        return _page(session_id, photo=form, status=422)
    facts: dict[str, Any] = {"photo": picture, "caption": form.caption.data}
    change(
        lambda session: actions.add_photo(session, **acting(), session_id=session_id, **facts),
        _("Foto ditambahkan. Data kamera dan lokasinya sudah dihapus."),
    )
    return redirect(url_for("bimtek.report", session_id=session_id, _anchor="foto"), 303)


def _redrawn(form: PhotoForm) -> Photo | None:
    """The picture without the camera's data, or None with the reason at its field; no transaction is open."""
    try:
        return redraw(form.picture.data.read())
    except BadPhotoError as fault:
        form.picture.errors = [PHOTO_FAULTS[str(fault)]]
        return None


@blueprint.post("/kelola/<int:session_id>/laporan/foto/<int:photo_id>/hapus")
@guard.permit(RUN)
def remove_photo(session_id: int, photo_id: int) -> Any:
    """Take a photograph out."""
    change(
        lambda session: actions.remove_photo(session, **acting(), session_id=session_id, photo_id=photo_id),
        _("Foto dihapus dari laporan."),
    )
    return redirect(url_for("bimtek.report", session_id=session_id, _anchor="foto"), 303)


@blueprint.get("/kelola/<int:session_id>/laporan/foto/<int:photo_id>.jpg")
@guard.permit(RUN)
def photo(session_id: int, photo_id: int) -> Response:
    """One photograph."""
    found = photo_bytes(services().session, session_id, photo_id).get(photo_id)
    if found is None:
        raise NotFound("photo.unknown", _("Foto ini tidak ada."))
    return Response(found, mimetype="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})


@blueprint.get("/kelola/<int:session_id>/laporan.pdf")
@guard.permit(RUN)
def report_pdf(session_id: int) -> Response:
    """The paper; an official paper is Indonesian, whoever prints it."""
    session = services().session
    with force_locale("id"):
        found = dossier(session, session_id, on=today())
        if found.view.stored_state not in {"announced", "closed"}:
            raise Refused("report.not_held", _("Laporan hanya untuk Bimtek yang diumumkan dan dilaksanakan."))
        pictures = photo_bytes(session, session_id)
        data = papers.report(found, settings(), pictures=pictures, made_at=now())
    return _file(data, "application/pdf", f"laporan-bimtek-{session_id}.pdf", "inline")


@blueprint.get("/kelola/<int:session_id>/laporan.xlsx")
@guard.permit(RUN)
def report_xlsx(session_id: int) -> Response:
    """All tables as one workbook."""
    found = dossier(services().session, session_id, on=today())
    return _file(files.workbook(found, settings()), XLSX, f"bimtek-{session_id}.xlsx")


@blueprint.get("/kelola/<int:session_id>/berkas/<name>.csv")
@guard.permit(RUN)
def report_csv(session_id: int, name: str) -> Response:
    """One table."""
    if name not in files.TABLES:
        raise NotFound("bimtek.table_unknown", _("Tabel ini tidak ada."))
    found = dossier(services().session, session_id, on=today())
    return _file(files.table_csv(found, settings(), name), "text/csv", f"bimtek-{session_id}-{name}.csv")


def _file(data: bytes, kind: str, name: str, how: str = "attachment") -> Response:
    headers = {"Content-Disposition": f'{how}; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, mimetype=kind, headers=headers)
