"""The admin's pages for two rows that are one person: find the other, choose the survivor."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from lms.core.errors import Refused
from lms.institution.current import today
from lms.people import labels
from lms.people.actions.merging import merge_officers
from lms.people.domain.permissions import Permission
from lms.people.forms.officers import MergeForm
from lms.people.guard import current_actor, permit
from lms.people.queries import card as cards
from lms.people.queries.officers import officer
from lms.people.views.officers import blueprint
from lms.people.views.support import carried_out
from lms.web.context import services
from lms.web.forms import choices
from lms.web.i18n import _


@blueprint.get("/<int:officer_id>/gabung")
@permit(Permission.MANAGE_PEOPLE)
def find_twin(officer_id: int) -> Any:
    """Find the other row of the same person."""
    text = request.args.get("cari", "")[:80]
    session = services().session
    return render_template(
        "people/merge_find.html",
        officer=officer(session, officer_id),
        found=cards.merge_candidates(session, officer_id, text),
        text=text,
        labels=labels,
    )


@blueprint.route("/<int:officer_id>/gabung/<int:other_id>", methods=["GET", "POST"])
@permit(Permission.MANAGE_PEOPLE)
def merge(officer_id: int, other_id: int) -> Any:
    """Two cards side by side; the chosen one survives."""
    if officer_id == other_id:
        raise Refused("merge.same", _("Pilih dua data pegawai yang berbeda."))
    service = services()
    pair = [
        cards.card(service.session, key, on=today(), now=service.clock.now())
        for key in (officer_id, other_id)
    ]
    form = MergeForm()
    form.survivor.choices = choices((card.row.id, f"{card.name} (#{card.row.id})") for card in pair)
    if request.method == "GET":
        form.survivor.data = officer_id
    elif form.validate_on_submit() and carried_out(
        _merging(form, officer_id, other_id), _("Dua data digabung.")
    ):
        return redirect(url_for("people.officers.show", officer_id=form.survivor.data), 303)
    status = 200 if request.method == "GET" else 422
    return render_template("people/merge.html", form=form, pair=pair, labels=labels), status


def _merging(form: MergeForm, officer_id: int, other_id: int) -> Any:
    survivor = form.survivor.data
    merged = other_id if survivor == officer_id else officer_id

    def deed(session: Session) -> None:
        merge_officers(
            session, actor=current_actor(), clock=services().clock, merged_id=merged, survivor_id=survivor
        )

    return deed
