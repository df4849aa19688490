"""Signing in and out, and single-use links."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from lms.core.actor import Actor
from lms.db.session import writing
from lms.people import guard, passwords, secrets
from lms.people.actions import accounts, sign_in
from lms.people.domain import limits
from lms.people.forms.sign_in import ForgottenForm, LoginForm, NewPasswordForm
from lms.people.mail import send_reset
from lms.people.models import Account
from lms.people.queries import accounts as queries
from lms.people.views import blueprint
from lms.people.views.onward import safe_next
from lms.web.context import services
from lms.web.i18n import _


@blueprint.route("/masuk", methods=["GET", "POST"])
@guard.public
def login() -> Any:
    """Sign in with NIP, e-mail or sample name."""
    if current_user.is_authenticated:
        return redirect(safe_next(request.args.get("next")), 303)
    form = LoginForm()
    fault = None
    if form.validate_on_submit():
        account, fault = _check(form.name.data, form.password.data)
        if account:
            return _enter(account, remember=form.remember.data)
    status = 200 if request.method == "GET" else 422
    return render_template(
        "people/login.html", form=form, fault=fault, expired="habis" in request.args
    ), status


def _check(name: str, password: str) -> tuple[Account | None, str | None]:
    """The account when the password fits, else what to say; equal words and time for unknown names."""
    account = queries.account_for_name(services().session, name)
    who = queries.bucket(account, name)
    if fault := passwords.too_many(who):
        return None, fault
    if passwords.fits(account, who, password):
        return account, None
    return None, _(
        "NIP, surel, atau kata sandi tidak cocok. Periksa kembali; huruf besar dan kecil dibedakan."
    )


def _enter(account: Account, *, remember: bool) -> Any:
    service = services()
    with writing(service.session):
        token = sign_in.open_session(service.session, clock=service.clock, account=account, remember=remember)
    target = safe_next(request.args.get("next"))
    guard.enter(token, account)
    return redirect(target, 303)


@blueprint.post("/keluar")
@guard.public
def logout() -> Any:
    """Sign out: the session dies on the server, and the browser forgets its pages."""
    service = services()
    if current_user.is_authenticated:
        actor, token = guard.current_actor(), current_user.token
        with writing(service.session):
            sign_in.close_session(service.session, clock=service.clock, actor=actor, token=token)
    guard.leave()
    flash(_("Anda sudah keluar."))
    return redirect(url_for("people.login"), 303)


@blueprint.route("/aktivasi/<token>", methods=["GET", "POST"])
@guard.public
def use_link(token: str) -> Any:
    """Set a first or a new password by a single-use link."""
    service = services()
    found = queries.link_account(service.session, token, service.clock.now())
    if found is None:
        return render_template("people/link_expired.html"), 410
    account, link = found
    form = NewPasswordForm(known=queries.personal_facts(service.session, account))
    if form.validate_on_submit():
        service.session.rollback()
        hashed = secrets.hash_password(form.password.data)
        with writing(service.session):
            accounts.use_link(service.session, clock=service.clock, token=token, password_hash=hashed)
        flash(_("Kata sandi tersimpan. Silakan masuk."))
        return redirect(url_for("people.login"), 303)
    status = 200 if request.method == "GET" else 422
    return render_template(
        "people/new_password.html", form=form, account=account, purpose=link.purpose
    ), status


@blueprint.route("/lupa-kata-sandi", methods=["GET", "POST"])
@guard.public
def forgotten() -> Any:
    """Ask for a reset link by e-mail; the answer is the same whether the account exists or not."""
    form = ForgottenForm()
    mail = bool(current_app.config.get("SMTP_URL"))
    if mail and form.validate_on_submit():
        _send_link(form.name.data)
        flash(_("Bila akun itu ada dan memiliki surel, tautan sudah dikirim. Tautan berlaku 30 menit."))
        return redirect(url_for("people.login"), 303)
    return render_template("people/forgotten.html", form=form, mail=mail)


def _send_link(name: str) -> None:
    """Put the letter into the outbox; requests are counted apart, so that they cannot lock anybody out."""
    service, address = services(), request.remote_addr or ""
    account = queries.account_for_name(service.session, name)
    who = f"reset:{queries.bucket(account, name)}"
    if sign_in.too_many_failures(service.session, now=service.clock.now(), who=who, address=address):
        return
    with writing(service.session):
        sign_in.count_failure(service.session, clock=service.clock, who=who, address=address)
        if account is None or not account.active:
            return
        token = accounts.make_link(
            service.session,
            actor=Actor("account", account.id, account.label),
            clock=service.clock,
            account_id=account.id,
            purpose="reset",
            life=limits.RESET,
        )
        send_reset(service.session, clock=service.clock, account=account, token=token)
    service.ring()
