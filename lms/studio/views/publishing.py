"""Publishing a document, and taking one out of sight."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for

from lms.core.errors import Refused, Stale
from lms.db.session import writing
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.studio import actions
from lms.studio.forms import EditForm, WithdrawForm
from lms.studio.queries.plans import Plan, plan
from lms.studio.views import blueprint
from lms.studio.views.common import known_path, space
from lms.studio.views.editor import Sent, conflict_page, keep
from lms.web.context import services
from lms.web.i18n import _, ngettext


@blueprint.post("/studio/terbitkan/<path:path>")
@permit(Permission.WRITE_CONTENT)
def publish(path: str) -> Any:
    """Save what is in the editor, check everything anew, and publish this document alone."""
    form = EditForm()
    back = redirect(url_for("studio.edit", path=known_path(path)), 303)
    try:
        seen = plan(services().session, space(), path).token
        if form.text.data is not None:
            try:
                keep(path, Sent.by_form(form))
            except Stale as stale:
                return conflict_page(path, form, stale)
        found = plan(services().session, space(), path)
        if form.seen.data not in {seen, found.token}:
            raise Stale(
                "publish.seen", _("Naskah berubah sejak halaman ini dimuat. Periksa dulu, lalu terbitkan.")
            )
        _publish(found, (form.note.data or "").strip())
    except Refused as refusal:
        flash(str(refusal.message), "bad")
    return back


def _publish(found: Plan, note: str) -> None:
    service = services()
    with writing(service.session) as session:
        document = actions.publish(
            session, actor=current_actor(), clock=service.clock, plan=found, note=note[:500]
        )
    words = _("Revisi %(n)s terbit.", n=document.number)
    if found.answered and found.standing:
        words += " " + ngettext(
            "Hasil %(num)s pegawai tetap melekat pada revisi %(old)s.",
            "Hasil %(num)s pegawai tetap melekat pada revisi %(old)s.",
            found.answered,
            old=found.standing.document.number,
        )
    flash(words, "ok")
    if found.answered and found.diff and found.diff.rekeyed:
        flash(_("Kunci soal berubah. Tawarkan penilaian ulang di halaman peserta kuis ini."), "due")


@blueprint.post("/studio/tarik/<kind>/<doc_id>")
@permit(Permission.WRITE_CONTENT)
def withdraw(kind: str, doc_id: str) -> Any:
    """Take a document out of the readers' sight."""
    form, service = WithdrawForm(), services()
    try:
        with writing(service.session) as session:
            actions.withdraw(
                session, actor=current_actor(), clock=service.clock, kind=kind, doc_id=doc_id,
                reason=form.reason.data or "",
            )  # fmt: skip
        flash(_("Dokumen ditarik. Semua hasil, bukti, dan sertifikat yang melekat padanya tetap ada."))
    except Refused as refusal:
        flash(str(refusal.message), "bad")
    return redirect(url_for("studio.history", kind=kind, doc_id=doc_id), 303)
