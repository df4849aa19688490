"""Signing in and out, single-use links, and one's own password."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.db.session import writing
from lms.people import guard, secrets
from lms.people.actions import accounts, sign_in
from lms.people.domain import limits
from lms.people.domain.permissions import Permission
from lms.people.forms import ChangePasswordForm, ForgottenForm, LoginForm, NewPasswordForm
from lms.people.mail import send_reset
from lms.people.models import Account
from lms.people.queries import accounts as queries
from lms.people.views import blueprint
from lms.web.context import services
from lms.web.i18n import LANGUAGES, _, cookie_name


def safe_next(target: str | None) -> str:
    """The address to go on to, only when it is a GET page of this application; the home page otherwise."""
    home = url_for("home.index")
    if (
        not target
        or not target.startswith("/")
        or target.startswith(("//", "/\\"))
        or not target.isprintable()
    ):
        return home
    adapter = current_app.create_url_adapter(request)
    try:
        adapter.match(urlsplit(target).path, method="GET") if adapter else None
    except (RequestRedirect, HTTPException):
        return home
    return target if "\\" not in target else home


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
    service = services()
    address = request.remote_addr or ""
    who = name.strip().lower()
    if sign_in.too_many_failures(service.session, now=service.clock.now(), who=who, address=address):
        return None, _(
            "Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi, atau atur ulang kata sandi."
        )
    account = queries.account_for_name(service.session, name)
    hashed = account.password_hash if account and account.active else None
    service.session.rollback()  # hashing is slow: hold no snapshot meanwhile
    if account and secrets.verify_password(password, hashed):
        return account, None
    if not account:
        secrets.verify_password(password, None)
    with writing(service.session):
        sign_in.count_failure(service.session, clock=service.clock, who=who, address=address)
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
        service = services()
        address = request.remote_addr or ""
        if not sign_in.too_many_failures(
            service.session, now=service.clock.now(), who=form.name.data, address=address
        ):
            _send_link(form.name.data)
        flash(_("Bila akun itu ada dan memiliki surel, tautan sudah dikirim. Tautan berlaku 30 menit."))
        return redirect(url_for("people.login"), 303)
    return render_template("people/forgotten.html", form=form, mail=mail)


def _send_link(name: str) -> None:
    service = services()
    account = queries.account_for_name(service.session, name)
    with writing(service.session):
        sign_in.count_failure(
            service.session, clock=service.clock, who=name, address=request.remote_addr or ""
        )
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


@blueprint.get("/akun")
@guard.permit(Permission.OWN_PAGE)
def account() -> Any:
    """One's own account: who I am here, password, language, sign out."""
    service = services()
    from lms.people.queries import officer_snapshot

    snapshot = None
    if current_user.officer_id:
        snapshot = officer_snapshot(service.session, current_user.officer_id, service.clock.now().date())
    return render_template("people/account.html", snapshot=snapshot, form=ChangePasswordForm())


@blueprint.post("/akun/kata-sandi")
@guard.permit(Permission.OWN_PAGE)
def change_password() -> Any:
    """Change one's own password; the present one is asked for, other devices are signed out."""
    service = services()
    row = queries.account(service.session, current_user.account_id)
    if row is None:
        raise Refused("account.unknown", _("Akun tidak ditemukan."))
    form = ChangePasswordForm(known=queries.personal_facts(service.session, row))
    present = row.password_hash
    service.session.rollback()
    fits = bool(form.present.data) and secrets.verify_password(form.present.data, present)
    if not form.validate_on_submit() or not fits:
        if form.present.data and not fits:
            form.present.errors = [_("Kata sandi sekarang tidak cocok.")]
        return render_template("people/account.html", snapshot=None, form=form), 422
    hashed = secrets.hash_password(form.password.data)
    with writing(service.session):
        accounts.change_password(
            service.session,
            actor=guard.current_actor(),
            clock=service.clock,
            account_id=current_user.account_id,
            password_hash=hashed,
        )
        token = sign_in.open_session(service.session, clock=service.clock, account=row, remember=False)
    guard.enter(token, row)
    flash(_("Kata sandi diganti. Perangkat lain sudah dikeluarkan."))
    return redirect(url_for("people.account"), 303)


@blueprint.post("/bahasa")
@guard.public
def language() -> Any:
    """Read in the other language; remembered with the account, or in a cookie."""
    wanted = request.form.get("language", "id")
    if wanted not in LANGUAGES:
        wanted = "id"
    response = redirect(safe_next(request.form.get("next")), 303)
    if not current_user.is_authenticated and request.form.get("next") == url_for("people.login"):
        response = redirect(url_for("people.login"), 303)
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
