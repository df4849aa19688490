"""One's own account: who I am here, password, language."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user

from lms.core.errors import NotFound
from lms.db.session import writing
from lms.institution.current import today
from lms.people import guard, secrets
from lms.people.actions import accounts, sign_in
from lms.people.domain.permissions import Permission
from lms.people.forms.sign_in import ChangePasswordForm
from lms.people.models import Account
from lms.people.queries import accounts as queries
from lms.people.queries import officer_snapshot
from lms.people.views import blueprint
from lms.people.views.onward import safe_next
from lms.web.context import services
from lms.web.i18n import LANGUAGES, _, cookie_name


@blueprint.get("/akun")
@guard.permit(Permission.OWN_PAGE)
def account() -> Any:
    """One's own account: who I am here, password, language, sign out."""
    return _page(ChangePasswordForm())


def _page(form: ChangePasswordForm) -> str:
    snapshot = None
    if current_user.officer_id:
        snapshot = officer_snapshot(services().session, current_user.officer_id, today())
    return render_template("people/account.html", snapshot=snapshot, form=form)


@blueprint.post("/akun/kata-sandi")
@guard.permit(Permission.OWN_PAGE)
def change_password() -> Any:
    """Change one's own password; the present one is asked for, other devices are signed out."""
    row = queries.account(services().session, current_user.account_id)
    if row is None:
        raise NotFound("account.unknown", _("Akun tidak ditemukan."))
    form = ChangePasswordForm(known=queries.personal_facts(services().session, row))
    fits = _knows_present(form, row)
    if not form.validate_on_submit() or not fits:
        if form.present.data and not fits:
            form.present.errors = [_("Kata sandi sekarang tidak cocok, atau terlalu banyak percobaan.")]
        return _page(form), 422
    guard.enter(_changed(row, secrets.hash_password(form.password.data)), row)
    flash(_("Kata sandi diganti. Perangkat lain sudah dikeluarkan."))
    return redirect(url_for("people.account"), 303)


def _knows_present(form: ChangePasswordForm, row: Account) -> bool:
    """Whether the present password was given; wrong ones are counted like failed sign-ins."""
    service, address = services(), request.remote_addr or ""
    who, present = queries.bucket(row, ""), row.password_hash
    if sign_in.too_many_failures(service.session, now=service.clock.now(), who=who, address=address):
        return False
    service.session.rollback()
    fits = bool(form.present.data) and secrets.verify_password(form.present.data, present)
    if form.present.data and not fits:
        with writing(service.session):
            sign_in.count_failure(service.session, clock=service.clock, who=who, address=address)
    return fits


def _changed(row: Account, hashed: str) -> str:
    """Set the password and open a session for this browser alone; returns its token."""
    service = services()
    with writing(service.session):
        accounts.change_password(
            service.session,
            actor=guard.current_actor(),
            clock=service.clock,
            account_id=row.id,
            password_hash=hashed,
        )
        return sign_in.open_session(service.session, clock=service.clock, account=row, remember=False)


@blueprint.post("/bahasa")
@guard.public
def language() -> Any:
    """Read in the other language; remembered with the account, or in a cookie."""
    wanted = request.form.get("language", "id")
    wanted = wanted if wanted in LANGUAGES else "id"
    response = redirect(safe_next(request.form.get("next")), 303)
    response.set_cookie(
        cookie_name(),
        wanted,
        max_age=31536000,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        path="/",
    )
    if current_user.is_authenticated:
        service = services()
        with writing(service.session):
            accounts.set_language(service.session, account_id=current_user.account_id, language=wanted)
    session.modified = True
    return response
