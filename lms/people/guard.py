"""Who is signed in, and the decorators by which every view names the permission it needs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, Response, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError

from lms.core.actor import Actor
from lms.core.errors import Forbidden
from lms.db.session import writing
from lms.people.actions import sign_in
from lms.people.domain.permissions import Permission, may
from lms.people.models import Account
from lms.people.queries import accounts as accounts_queries
from lms.web import access
from lms.web.context import services
from lms.web.i18n import _

P = ParamSpec("P")
R = TypeVar("R")

PUBLIC = "public"


class SignedIn(UserMixin):
    """The reader as Flask-Login sees it: its id is the random token of one session, not of the account."""

    def __init__(self, token: str, account_id: int, who: Account | accounts_queries.Login) -> None:
        self.token = token
        self.account_id = account_id
        self.officer_id = who.officer_id
        self.label = who.label
        self.role = who.role
        self.language = who.language

    def get_id(self) -> str:
        """The session's token."""
        return self.token


def init(app: Flask) -> None:
    """Attach Flask-Login: a token in the signed cookie leads to a row, and the row decides."""
    manager = LoginManager(app)
    manager.session_protection = None  # the row is the session; addresses of phones change all day

    @manager.user_loader  # type: ignore[untyped-decorator]
    def _load(token: str) -> SignedIn | None:
        service = services()
        now = service.clock.now()
        login = accounts_queries.login_for_token(service.session.connection(), token, now)
        if login is None:
            return None
        if accounts_queries.needs_touch(login, now):
            # a busy database must not refuse a page for the sake of a time of last use
            with suppress(OperationalError), writing(service.session):
                sign_in.touch(service.session, clock=service.clock, token=token)
        return SignedIn(token, login.account_id, login)

    @manager.unauthorized_handler  # type: ignore[untyped-decorator]
    def _unauthorized() -> Response:
        return to_login()

    app.extensions[access.KEY] = Gate()


def to_login() -> Response:
    """Lead a reader who is not signed in to the sign-in page, and remember where they wanted to go."""
    target = request.full_path.rstrip("?") if request.method == "GET" else None
    expired = bool(session.get("_user_id"))
    arguments: dict[str, Any] = {"next": target} if target and target != "/" else {}
    if expired:
        arguments["habis"] = 1
    return redirect(url_for("people.login", **arguments), 303)  # type: ignore[return-value]


def enter(token: str, account: Account) -> None:
    """Put a new session into the cookie; whatever the cookie held before is dropped."""
    session.clear()
    login_user(SignedIn(token, account.id, account))
    session.permanent = True
    g.pop("csrf_token", None)


def leave() -> None:
    """Drop the session from the cookie."""
    logout_user()
    session.clear()


class Gate:
    """Answers the rooms below this one, which know permissions by their names only."""

    def admit(self, permission: str) -> Response | None:
        """None when the reader may go on, else the way to the sign-in page; raises Forbidden."""
        return _admit(Permission(permission))

    def allows(self, permission: str) -> bool:
        """Whether the reader holds the permission."""
        return allowed(Permission(permission))

    def actor(self) -> Actor:
        """The reader as the journal names them."""
        return current_actor()


def _admit(permission: Permission) -> Response | None:
    if not current_user.is_authenticated:
        return to_login()
    if not may(current_user.role, permission):
        raise Forbidden("forbidden", _("Peran Anda tidak memiliki hak untuk halaman atau tindakan ini."))
    return None


def permit(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """A view for readers who hold `permission`; others are led to sign-in or refused."""

    def decorate(view: Callable[P, R]) -> Callable[P, R | Response]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            elsewhere = _admit(permission)
            return view(*args, **kwargs) if elsewhere is None else elsewhere

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: Callable[P, R]) -> Callable[P, R]:
    """A view for everybody, signed in or not."""
    view.needs = PUBLIC  # type: ignore[attr-defined]
    return view


def allowed(permission: Permission) -> bool:
    """Whether the present reader holds a permission; for menus and for parts of pages."""
    return bool(current_user.is_authenticated and may(current_user.role, permission))


def current_actor() -> Actor:
    """The present reader as the journal names them."""
    return Actor("account", current_user.account_id, current_user.label)


def current_officer_id() -> int:
    """The officer behind the account; refuses an account that belongs to no officer."""
    if current_user.officer_id is None:
        raise Forbidden(
            "no.officer",
            _("Akun ini tidak terhubung dengan data pegawai, jadi tidak dapat belajar atau diuji."),
        )
    return int(current_user.officer_id)
