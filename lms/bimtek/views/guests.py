"""People without an account: put on the list, and taken off it."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for

from lms.bimtek import actions
from lms.bimtek.forms import GuestForm
from lms.bimtek.views import blueprint
from lms.bimtek.views.participants import participants_page
from lms.bimtek.views.shared import change
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _

RUN = Permission.RUN_SESSIONS


@blueprint.post("/kelola/<int:session_id>/tamu")
@guard.permit(RUN)
def add_guest(session_id: int) -> Any:
    """List a guest."""
    form = GuestForm()
    if not form.validate_on_submit():
        return participants_page(session_id, form, 422)
    facts = actions.GuestFacts(
        name=form.name.data, institution=form.institution.data, role=form.role.data, email=form.email.data
    )
    who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock}
    change(
        lambda session: actions.add_guest(session, **who, session_id=session_id, facts=facts),
        _("Tamu dicatat. Kehadirannya diisi pada daftar hadir setiap materi."),
    )
    services().ring()
    return redirect(url_for("bimtek.participants", session_id=session_id, _anchor="tamu"), 303)


@blueprint.post("/kelola/<int:session_id>/tamu/<int:guest_id>/keluar")
@guard.permit(RUN)
def remove_guest(session_id: int, guest_id: int) -> Any:
    """Take a guest off the list."""
    who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock}
    change(
        lambda session: actions.remove_guest(session, **who, session_id=session_id, guest_id=guest_id),
        _("Tamu dikeluarkan dari daftar. Catatan kehadirannya tetap disimpan."),
    )
    services().ring()
    return redirect(url_for("bimtek.participants", session_id=session_id, _anchor="tamu"), 303)
