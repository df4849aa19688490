"""Without a network: practice with the letters that may leave the server, and the page in place of an attempt's."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, current_app, jsonify, render_template, url_for
from flask_login import current_user

from lms.institution.current import today
from lms.people.domain.permissions import Permission
from lms.people.guard import permit, public
from lms.quizzes import events
from lms.quizzes.domain.recall import LetterKey, due_letters
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.offline import offline_letters
from lms.quizzes.queries.practice import routed_letters
from lms.quizzes.views import blueprint
from lms.quizzes.views.offline_pack import pack
from lms.web.context import services
from lms.web.shell import asset

_STATIC = Path(__file__).resolve().parent.parent / "static"
_SHELL = (
    "estafet.css",
    "icons.svg",
    "motif/mark.svg",
    "motif/kawung-strip.svg",
    "fonts/plus-jakarta-sans-latin-wght-normal.woff2",
    "js/shell.js",
    "js/forms.js",
    "js/nav.js",
    "quizzes/js/leftover.js",
)
_PRACTICE = (
    "fonts/literata-latin-400-normal.woff2",
    "fonts/literata-latin-600-normal.woff2",
    "quizzes/js/practice.js",
)
NOT_DUE = -1.0
_UNREACHED = tuple(f"quizzes/js/{name}.js" for name in ("unreached", "queue", "rescue", "servertime", "wire"))


@blueprint.get("/latihan-luring/")
@permit(Permission.LEARN)
def offline_practice() -> Any:
    """The page that the device keeps; it names nobody, because a phone may have several readers."""
    return render_template("quizzes/offline.html")


@blueprint.get("/latihan-luring/surat.json")
@permit(Permission.LEARN)
def offline_letters_data() -> Any:
    """Letters for practice with their keys, those first that are due for the reader, and the destinations of today."""
    service = services()
    letters = offline_letters(service.session, service.clock.now())
    due = due_for(current_user.officer_id) if current_user.officer_id else {}
    letters.sort(key=lambda one: due.get((one.quiz_id, one.question.id), NOT_DUE), reverse=True)
    return jsonify(pack(letters, catalogue_on(service.session, today())))


def due_for(officer_id: int) -> dict[LetterKey, float]:
    """The letters that should come back to an officer today, with how much."""
    session, now = services().session, services().clock.now()
    return due_letters(routed_letters(session, officer_id, now), now, events.recall_rule(session))


@blueprint.get("/latihan-luring/pekerja.js")
@public
def offline_worker() -> Any:
    """The service worker with the addresses of this version; its scope is the folder it is served from."""
    own = [url_for("quizzes.offline_practice"), url_for("quizzes.offline_letters_data")]
    return _worker("offline-worker.js", own=own, files=[asset(name) for name in _SHELL + _PRACTICE])


@blueprint.get("/kuis/percobaan/luring")
@public
def unreached() -> Any:
    """What stands in place of a page of an attempt while there is no network; it holds nothing of any attempt."""
    return render_template("quizzes/unreached.html")


@blueprint.get("/kuis/percobaan/pekerja.js")
@public
def attempt_worker() -> Any:
    """The service worker of the pages of attempts."""
    files = [asset(name) for name in _SHELL + _UNREACHED]
    return _worker("attempt-worker.js", page=url_for("quizzes.unreached"), files=files)


def _worker(name: str, **facts: Any) -> Response:
    """A worker's program behind what it needs to know of this version."""
    known = json.dumps({"version": current_app.config["ASSET_VERSION"], **facts})
    return Response(f"const FACTS = {known};\n{_source(name)}", mimetype="text/javascript")


@cache
def _source(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")
