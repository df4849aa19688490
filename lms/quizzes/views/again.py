"""Signing in again inside an attempt: only its own officer, by the same limits, without leaving the page."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, request, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from pydantic import ValidationError

from lms.core.errors import Refused
from lms.db.session import writing
from lms.people import guard, passwords
from lms.people.actions import sign_in
from lms.people.models import Account
from lms.people.queries.accounts import account_for_officer, bucket
from lms.quizzes.forms import AgainBody
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import attempt_at
from lms.quizzes.views import blueprint
from lms.web.context import services
from lms.web.i18n import _

LEAVES_THE_PAGE = ("quizzes.answer", "quizzes.submit")


@blueprint.get("/kuis/percobaan/<int:attempt_id>/masuk")
@guard.public
def again_token(attempt_id: int) -> Any:
    """A fresh CSRF token, and whether the reader is signed in as the officer of this attempt, or as somebody else."""
    attempt = attempt_at(services().session, attempt_id)
    signed_in = bool(current_user.is_authenticated)
    mine = signed_in and attempt is not None and current_user.officer_id == attempt.officer_id
    return jsonify(csrf=generate_csrf(), mine=mine, other=signed_in and not mine)


@blueprint.post("/kuis/percobaan/<int:attempt_id>/masuk")
@guard.public
def again(attempt_id: int) -> Any:
    """Sign the attempt's officer in again; the page has shown by its token that it is theirs."""
    try:
        body = AgainBody.model_validate(request.get_json(silent=True))
    except ValidationError:
        raise Refused("again.shape", _("Tulis kata sandi Anda.")) from None
    account = _account(attempt_at(services().session, attempt_id), body.token)
    if current_user.is_authenticated and (account is None or current_user.account_id != account.id):
        raise Refused(
            "again.other", _("Akun lain sedang masuk di peramban ini. Keluarlah dari akun itu dahulu.")
        )
    who = bucket(account, f"attempt:{attempt_id}")
    if fault := passwords.too_many(who):
        return jsonify(error="again.limit", message=fault), 429
    if not passwords.fits(account, who, body.password) or account is None:
        return jsonify(error="again.wrong", message=_("Kata sandi tidak cocok. Periksa kembali.")), 422
    _enter(account)
    return jsonify(csrf=generate_csrf())


def _account(attempt: Attempt | None, token: str) -> Account | None:
    if attempt is None or not attempt.is_device(token):
        return None
    return account_for_officer(services().session, attempt.officer_id)


def _enter(account: Account) -> None:
    service = services()
    with writing(service.session):
        token = sign_in.open_session(service.session, clock=service.clock, account=account, remember=False)
    guard.enter(token, account)


@blueprint.before_request
def back_to_the_attempt() -> Any:
    """A form sent after the session ended: after signing in the officer stands before the same question again."""
    if current_user.is_authenticated or request.endpoint not in LEAVES_THE_PAGE:
        return None
    arguments = request.view_args or {}
    attempt = url_for("quizzes.attempt", attempt_id=arguments.get("attempt_id"))
    number = arguments.get("number")
    return redirect(
        url_for("people.login", next=f"{attempt}/soal/{number}" if number else attempt, habis=1), 303
    )
