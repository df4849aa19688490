"""The fast lane of an examination: an ordinary autosave is stored without the machinery that it does not need.

Hundreds of browsers save at once. What a save must have is checked here as strictly as on the ordinary way:
session, CSRF token, account, permission, attempt. Whatever is not an ordinary save goes on to the view `autosave`,
untouched, and is answered there. docs/decisions/0006 has the figures.
"""

from __future__ import annotations

import hmac
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadData, URLSafeTimedSerializer
from pydantic import ValidationError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import SecurityError
from werkzeug.http import parse_cookie
from werkzeug.wsgi import get_host

from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.db.group import write_queue
from lms.db.session import db
from lms.people.domain.permissions import Permission, may
from lms.people.queries.accounts import login_for_token, needs_touch
from lms.quizzes.actions.save import Given, Saved, receive
from lms.quizzes.forms import SaveBody
from lms.quizzes.views.pages import saved_json
from lms.web import headers
from lms.web.incoming import whole

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_PATH = re.compile(r"/kuis/percobaan/(\d+)/soal/(\d+)/simpan", re.ASCII)
_LONGEST = 64 * 1024


class OtherWayError(Refused):
    """Not an ordinary save: the view decides, and finds the words."""

    def __init__(self) -> None:
        super().__init__("intake.other_way", "")


@dataclass(frozen=True)
class Ticket:
    """What the signatures of a browser's cookie and CSRF token vouch for, and when the cookie was signed."""

    token: str
    signed_at: float


class Intake:
    """A WSGI application before the platform: it answers ordinary autosaves and passes on everything else."""

    def __init__(self, app: Flask, onward: WSGIApplication) -> None:
        self._onward = onward
        self._cookie = app.config["SESSION_COOKIE_NAME"]
        self._lifetime = app.permanent_session_lifetime.total_seconds()
        self._hosts = app.config["TRUSTED_HOSTS"]
        self._clock: Clock = app.extensions["estafet.clock"]
        self._headers = [("Content-Type", "application/json"), *headers.of_data(app)]
        sessions = SecureCookieSessionInterface().get_signing_serializer(app)
        if sessions is None:
            raise RuntimeError("an application without a secret key has no sessions")
        self._sessions = sessions
        self._tokens = URLSafeTimedSerializer(
            app.config["SECRET_KEY"], salt="wtf-csrf-token"
        )  # Flask-WTF's own
        self._ticket = lru_cache(maxsize=4096)(self._verify)  # a browser sends the same two strings all hour
        with app.app_context():
            self._queue = write_queue(db.engine)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a save; anything else, and everything that is not in order, goes onward."""
        place = _PATH.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "POST" else None
        if place is None:
            return self._onward(environ, start_response)
        try:
            answer = self._save(environ, whole(place[1]), whole(place[2]))
        except (Refused, SQLAlchemyError):
            return self._onward(environ, start_response)
        start_response("200 OK", [*self._headers, ("Content-Length", str(len(answer)))])
        return [answer]

    def _save(self, environ: WSGIEnvironment, attempt_id: int | None, number: int | None) -> bytes:
        now = self._clock.now()
        token = self._token(environ, now.timestamp())
        body = _body(environ)
        if attempt_id is None or number is None:
            raise OtherWayError

        def work(connection: Connection) -> Saved:
            login = login_for_token(connection, token, now)
            if login is None or not may(login.role, Permission.LEARN) or login.officer_id is None:
                raise OtherWayError
            if needs_touch(login, now):
                raise OtherWayError  # the view notes the time of last use
            return receive(
                connection, Given(attempt_id, login.officer_id, number, body.seq, body.fields), now
            )

        saved = self._queue.run(work)
        if saved.late or saved.reading.ask:
            raise OtherWayError  # it is stored; the view, which changes nothing more, says what that means
        return json.dumps(saved_json(saved, now), ensure_ascii=False).encode()

    def _token(self, environ: WSGIEnvironment, now: float) -> str:
        """The token of the session; raises OtherWayError unless host, cookie and CSRF token are in order."""
        try:
            get_host(environ, self._hosts)
            ticket = self._ticket(
                parse_cookie(environ).get(self._cookie, ""), environ.get("HTTP_X_CSRFTOKEN", "")
            )
        except (BadData, SecurityError):
            raise OtherWayError from None
        if now - ticket.signed_at > self._lifetime:
            raise OtherWayError
        return ticket.token

    def _verify(self, cookie: str, csrf: str) -> Ticket:
        session, signed_at = self._sessions.loads(cookie, return_timestamp=True)
        token, expected = session.get("_user_id"), session.get("csrf_token")
        if not token or not expected or not hmac.compare_digest(expected, self._tokens.loads(csrf)):
            raise BadData("no session")
        return Ticket(token, signed_at.timestamp())


def _body(environ: WSGIEnvironment) -> SaveBody:
    """What was posted; it can be read again by whoever is next."""
    length = whole(environ.get("CONTENT_LENGTH"), most=_LONGEST)
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if not length or kind != "application/json":
        raise OtherWayError
    raw = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(raw)
    if b"\\u" in raw:  # no browser escapes what can be stored
        raise OtherWayError
    try:
        return SaveBody.model_validate_json(raw)
    except ValidationError:
        raise OtherWayError from None
