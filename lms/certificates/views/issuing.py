"""The trainer's page: who may get a certificate and why not, and the issue itself."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for

from lms.certificates import actions, queries
from lms.certificates.forms import EmptyForm, GuestForm
from lms.certificates.queries.candidates import Plan, plan
from lms.certificates.schema.document import TemplateField
from lms.certificates.views import blueprint, unlocking
from lms.core.errors import Stale
from lms.db.session import writing
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _, ngettext
from lms.web.i18n import lazy_gettext as _l

ISSUE = Permission.ISSUE_CERTIFICATES
PREFIX = "isian-"


@blueprint.get("/sertifikat/terbitkan/<int:session_id>")
@guard.permit(ISSUE)
def issue_page(session_id: int) -> Any:
    """Everybody enrolled: what they would get, what is missing, what they have."""
    found = plan(services().session, session_id, today=today())
    return render_template(
        "certificates/issue.html",
        plan=found,
        fields=_fields(found),
        prefix=PREFIX,
        form=EmptyForm(),
        guest=GuestForm(formdata=None),
        progress=queries.progress(services().session, session_id),
        kinds=sorted({one.kind for one in found.candidates if one.kind and not one.existing}),
        today=today(),
    )


@blueprint.post("/sertifikat/terbitkan/<int:session_id>")
@guard.permit(ISSUE)
def issue(session_id: int) -> Any:
    """Order a certificate for everyone who may have one and has none."""
    refuse_forged()
    number = len(_order(session_id).created)
    if not number:
        flash(
            _("Tidak ada sertifikat baru. Yang berhak sudah memilikinya, atau datanya belum lengkap."), "due"
        )
        return redirect(url_for("certificates.issue_page", session_id=session_id), 303)
    done = ngettext(
        "%(num)d sertifikat diberi nomor dan sedang dicetak.",
        "%(num)d sertifikat diberi nomor dan sedang dicetak.",
        number,
    )
    flash(done, "ok")
    page = "sign_page" if unlocking.need(session_id).asks else "progress_page"
    return redirect(url_for(f"certificates.{page}", session_id=session_id), 303)


def _order(session_id: int) -> actions.Ordered:
    service = services()
    given = {n.removeprefix(PREFIX): text[:400] for n, text in request.form.items() if n.startswith(PREFIX)}
    with writing(service.session):
        ordered = actions.issue(
            service.session,
            actor=guard.current_actor(),
            clock=service.clock,
            session_id=session_id,
            public_url=current_app.config["LMS_PUBLIC_URL"],
            fields=given,
        )
    service.ring()
    return ordered


@blueprint.post("/sertifikat/terbitkan/<int:session_id>/tamu")
@guard.permit(ISSUE)
def issue_guest(session_id: int) -> Any:
    """Order a participation certificate for a speaker or guest from elsewhere."""
    form = GuestForm()
    if not form.validate_on_submit():
        flash(_("Isi nama dan instansinya. Tidak ada yang diterbitkan."), "bad")
        return redirect(url_for("certificates.issue_page", session_id=session_id), 303)
    service = services()
    name, agency = (" ".join(text.split()) for text in (form.name.data, form.agency.data))
    with writing(service.session):
        row = actions.issue_guest(
            service.session, actor=guard.current_actor(), clock=service.clock, session_id=session_id,
            public_url=current_app.config["LMS_PUBLIC_URL"], guest=actions.Guest(name, agency, form.role.data),
        )  # fmt: skip
        flash(_("Sertifikat %(number)s sedang dicetak.", number=row.number), "ok")
    service.ring()
    return redirect(url_for("certificates.progress_page", session_id=session_id), 303)


def _fields(found: Plan) -> list[TemplateField]:
    """The templates' own fields, each name once."""
    unique = {field.name: field for document in found.documents.values() for field in document.fields}
    return list(unique.values())


def refuse_forged() -> None:
    """Raise Stale when a form without fields carries no valid token."""
    if not EmptyForm().validate_on_submit():
        raise Stale(
            "form.stale", _l("Formulir ini sudah kedaluwarsa. Muat ulang halamannya, lalu kirim sekali lagi.")
        )
