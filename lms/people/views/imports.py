"""The admin's pages for a list of officers from a file: upload, preview, apply."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from lms.core.errors import Refused, Stale
from lms.core.problem import worst_first
from lms.db.session import writing
from lms.people import labels, uploads
from lms.people.actions.imports import apply_import, file_hash, plan_import
from lms.people.domain.permissions import Permission
from lms.people.domain.roster.plan import Plan, token
from lms.people.domain.roster.reader import Roster, read
from lms.people.forms.imports import ConfirmForm, UploadForm
from lms.people.guard import current_actor, permit
from lms.people.queries.roster import recent_imports
from lms.people.views.officers import blueprint
from lms.web.context import services
from lms.web.i18n import _

SHOWN = 200


@blueprint.route("/impor", methods=["GET", "POST"])
@permit(Permission.MANAGE_PEOPLE)
def upload() -> Any:
    """Choose a file; the answer is its preview, and nothing is changed yet."""
    form = UploadForm()
    if form.validate_on_submit():
        name = _name(form.file.data.filename)
        sha256 = file_hash(form.file_bytes)
        roster = read(name, form.file_bytes)
        uploads.keep(services().home, sha256, form.file_bytes)
        return _preview(roster, sha256)
    status = 200 if request.method == "GET" else 422
    return render_template("people/import.html", form=form, past=recent_imports(services().session)), status


def _preview(roster: Roster, sha256: str, status: int = 200) -> Any:
    service = services()
    plan = plan_import(service.session, clock=service.clock, roster=roster)
    form = ConfirmForm(formdata=None, sha256=sha256, seen=token(sha256, plan), filename=roster.path)
    return render_template(
        "people/import_preview.html",
        plan=plan,
        roster=roster,
        form=form,
        problems=worst_first(plan.problems),
        labels=labels,
        shown=SHOWN,
    ), status if plan.ok else 422


@blueprint.post("/impor/terapkan")
@permit(Permission.MANAGE_PEOPLE)
def apply() -> Any:
    """Apply exactly what was previewed."""
    service, form = services(), ConfirmForm()
    data = uploads.kept(service.home, form.sha256.data or "")
    if not form.validate_on_submit() or data is None:
        flash(_("Pratinjau ini sudah kedaluwarsa. Tidak ada yang diubah. Unggah kembali berkasnya."), "bad")
        return redirect(url_for("people.officers.upload"), 303)
    roster = read(_name(form.filename.data), data)
    plan = _applied(roster, form.sha256.data, form.seen.data)
    if plan is None:
        return _preview(roster, form.sha256.data, 409)
    uploads.forget(service.home, form.sha256.data)
    new, changed, same = len(plan.new), len(plan.changed), plan.unchanged
    flash(_("Daftar diimpor: %(a)s pegawai baru, %(b)s berubah, %(c)s tetap.", a=new, b=changed, c=same))
    return redirect(url_for("people.officers.index"), 303)


def _name(given: str | None) -> str:
    """The file's own name, without folders and not too long."""
    return PurePath(given or "").name[:120] or "daftar.csv"


def _applied(roster: Roster, sha256: str, seen: str) -> Plan | None:
    """What was done; None when the preview was stale or the file has errors, which is said."""
    service = services()
    try:
        with writing(service.session) as session:
            return apply_import(
                session, actor=current_actor(), clock=service.clock, roster=roster, sha256=sha256, seen=seen
            )[0]
    except (Stale, Refused) as refusal:
        flash(str(refusal.message), "bad")
        return None
