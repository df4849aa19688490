"""The admin's pages about accounts: made, activated by a link, given a role, suspended."""

from __future__ import annotations

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.people import labels
from lms.people.actions import accounts as actions
from lms.people.domain import limits
from lms.people.domain.permissions import Permission
from lms.people.forms.officers import AccountForm, LabelledAccountForm, RoleForm
from lms.people.guard import current_actor, permit
from lms.people.models import Account
from lms.people.queries import accounts as queries
from lms.people.queries.card import account_facts
from lms.people.queries.officers import officer as get_officer
from lms.people.views.officers import blueprint
from lms.people.views.support import carried_out
from lms.web.context import services
from lms.web.i18n import _


def _account(account_id: int) -> Account:
    row = queries.account(services().session, account_id)
    if row is None:
        raise NotFound("account.unknown", _("Akun tidak ditemukan."))
    return row


def _back(row: Account) -> Any:
    if row.officer_id is None:
        return redirect(url_for("people.officers.technical"), 303)
    return redirect(url_for("people.officers.show", officer_id=row.officer_id), 303)


@blueprint.route("/<int:officer_id>/akun", methods=["GET", "POST"])
@permit(Permission.MANAGE_PEOPLE)
def make_account(officer_id: int) -> Any:
    """Make the account of an officer, and show its activation link at once."""
    officer = get_officer(services().session, officer_id)
    form = AccountForm(needs_username=not (officer.nip or officer.email))
    if form.validate_on_submit():
        page = _create(form, officer.name, officer_id)
        if page is not None:
            return page
    status = 200 if request.method == "GET" else 422
    return render_template("people/account_form.html", form=form, officer=officer), status


@blueprint.route("/akun", methods=["GET", "POST"])
@permit(Permission.MANAGE_PEOPLE)
def technical() -> Any:
    """Accounts that belong to no officer, and a form for another one."""
    service = services()
    form = LabelledAccountForm(needs_username=True)
    if form.validate_on_submit():
        page = _create(form, form.label.data.strip(), None)
        if page is not None:
            return page
    now = service.clock.now()
    rows = [
        account_facts(service.session, row, now) for row in queries.accounts_without_officer(service.session)
    ]
    status = 200 if request.method == "GET" else 422
    return render_template("people/technical.html", form=form, rows=rows, labels=labels), status


def _create(form: AccountForm, label: str, officer_id: int | None) -> Any:
    """The page with the link of a new account; None when a rule refused it."""
    made: list[tuple[Account, str]] = []
    clock, actor = services().clock, current_actor()

    def deed(session: Session) -> None:
        row = actions.create_account(
            session,
            actor=actor,
            clock=clock,
            label=label,
            role=form.role.data,
            officer_id=officer_id,
            username=form.username.data or None,
        )
        token = actions.make_link(
            session, actor=actor, clock=clock, account_id=row.id, purpose="activate", life=limits.ACTIVATION
        )
        made.append((row, token))

    return _link_page(*made[0], "activate") if carried_out(deed) else None


@blueprint.post("/akun/<int:account_id>/tautan")
@permit(Permission.MANAGE_PEOPLE)
def make_link(account_id: int) -> Any:
    """A fresh link: for the first password, or for a new one."""
    row = _account(account_id)
    purpose = "reset" if row.password_hash else "activate"
    life = limits.RESET if row.password_hash else limits.ACTIVATION
    made: list[str] = []

    def deed(session: Session) -> None:
        made.append(
            actions.make_link(
                session,
                actor=current_actor(),
                clock=services().clock,
                account_id=account_id,
                purpose=purpose,
                life=life,
            )
        )

    return _link_page(row, made[0], purpose) if carried_out(deed) else _back(row)


def _link_page(row: Account, token: str, purpose: str) -> str:
    """The link is on this page only: neither stored in the clear, nor in an address, nor shown again."""
    life = limits.RESET if purpose == "reset" else limits.ACTIVATION
    address = f"{current_app.config['LMS_PUBLIC_URL']}{url_for('people.use_link', token=token)}"
    return render_template(
        "people/link_made.html",
        account=row,
        address=address,
        purpose=purpose,
        until=services().clock.now() + life,
    )


@blueprint.post("/akun/<int:account_id>/peran")
@permit(Permission.MANAGE_PEOPLE)
def change_role(account_id: int) -> Any:
    """Give another role; the account signs in again."""
    row, form = _account(account_id), RoleForm()
    if form.validate_on_submit():

        def deed(session: Session) -> None:
            actions.set_role(
                session,
                actor=current_actor(),
                clock=services().clock,
                account_id=account_id,
                role=form.role.data,
            )

        carried_out(deed, _("Peran diganti. Pemilik akun perlu masuk kembali."))
    return _back(row)


@blueprint.post("/akun/<int:account_id>/tangguhkan")
@permit(Permission.MANAGE_PEOPLE)
def suspend(account_id: int) -> Any:
    """Suspend: signed out everywhere at the next click."""
    return _set_active(
        account_id, active=False, done=_("Akun ditangguhkan dan dikeluarkan dari semua perangkat.")
    )


@blueprint.post("/akun/<int:account_id>/pulihkan")
@permit(Permission.MANAGE_PEOPLE)
def restore(account_id: int) -> Any:
    """Let a suspended account sign in again."""
    return _set_active(account_id, active=True, done=_("Akun dapat dipakai kembali."))


def _set_active(account_id: int, *, active: bool, done: str) -> Any:
    row = _account(account_id)

    def deed(session: Session) -> None:
        actions.set_active(
            session, actor=current_actor(), clock=services().clock, account_id=account_id, active=active
        )

    carried_out(deed, done)
    return _back(row)
