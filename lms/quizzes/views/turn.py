"""Waiting for the opening of an examination: when it is one's turn, and a page that starts by itself then."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import jsonify, make_response, render_template
from flask_wtf.csrf import generate_csrf

from lms.people.domain.permissions import Permission
from lms.people.guard import current_officer_id, permit
from lms.quizzes.actions.start import NotYet, turn_of, window_of
from lms.quizzes.domain.rules import Mode
from lms.quizzes.queries.documents import LiveQuiz, quiz_at
from lms.quizzes.views import blueprint
from lms.web.context import services


@blueprint.get("/kuis/<slug>/giliran")
@permit(Permission.LEARN)
def turn(slug: str) -> Any:
    """The seconds until the reader may start the examination, by the server's clock; 0 from then on."""
    officer, service = current_officer_id(), services()
    live = quiz_at(service.session, slug)
    now = service.clock.now()
    window = window_of(service.session, live, officer, "", now)
    at = turn_of(live, officer, "exam", window)
    return jsonify(seconds=seconds_to(at, now), closed=window.state(now) == "late", csrf=generate_csrf())


def seconds_to(at: datetime | None, now: datetime) -> int:
    """Whole seconds until a moment, rounded up, so that nobody knocks before it; 0 when it has passed."""
    return 0 if at is None else max(0, -int((now - at).total_seconds() // 1))


def wait(live: LiveQuiz, mode: Mode, early: NotYet) -> Any:
    """The start was asked for too early: the words, the moment, and when to ask again."""
    seconds = seconds_to(early.at, services().clock.now())
    page = render_template(
        "quizzes/turn.html", live=live, mode=mode, at=early.at, seconds=seconds, why=early.message
    )
    response = make_response(page, 409)
    response.headers["Retry-After"] = str(seconds)
    return response
