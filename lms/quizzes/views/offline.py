"""Practice without a network: a page, the letters that may leave the server, and the worker that keeps both."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, current_app, jsonify, render_template, url_for

from lms.institution.current import today
from lms.people.domain.permissions import Permission
from lms.people.guard import permit, public
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.offline import offline_letters
from lms.quizzes.views import blueprint
from lms.quizzes.views.offline_pack import pack
from lms.web.context import services
from lms.web.shell import asset

_WORKER = Path(__file__).resolve().parent.parent / "static" / "offline-worker.js"
_FILES = (
    "estafet.css",
    "icons.svg",
    "motif/mark.svg",
    "motif/kawung-strip.svg",
    "fonts/plus-jakarta-sans-latin-wght-normal.woff2",
    "fonts/literata-latin-400-normal.woff2",
    "fonts/literata-latin-600-normal.woff2",
    "js/shell.js",
    "js/forms.js",
    "js/nav.js",
    "quizzes/js/leftover.js",
    "quizzes/js/practice.js",
)


@blueprint.get("/latihan-luring/")
@permit(Permission.LEARN)
def offline_practice() -> Any:
    """The page that the device keeps; it names nobody, because a phone may have several readers."""
    return render_template("quizzes/offline.html")


@blueprint.get("/latihan-luring/surat.json")
@permit(Permission.LEARN)
def offline_letters_data() -> Any:
    """Letters for practice with their keys, and the destinations of today."""
    service = services()
    letters = offline_letters(service.session, service.clock.now())
    return jsonify(pack(letters, catalogue_on(service.session, today())))


@blueprint.get("/latihan-luring/pekerja.js")
@public
def offline_worker() -> Any:
    """The service worker with the addresses of this version; its scope is the folder it is served from."""
    own = [url_for("quizzes.offline_practice"), url_for("quizzes.offline_letters_data")]
    facts = {"version": current_app.config["ASSET_VERSION"], "own": own, "files": [asset(f) for f in _FILES]}
    return Response(f"const FACTS = {json.dumps(facts)};\n{_source()}", mimetype="text/javascript")


@cache
def _source() -> str:
    return _WORKER.read_text(encoding="utf-8")
