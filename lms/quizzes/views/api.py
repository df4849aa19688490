"""What the scripts of an attempt ask for: saving an answer, the time that is left, searching the catalogue."""

from __future__ import annotations

from typing import Any

from flask import jsonify, request
from flask_wtf.csrf import generate_csrf
from pydantic import ValidationError

from lms.core.errors import Refused
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, current_officer_id, permit
from lms.quizzes import actions
from lms.quizzes.forms import SaveBody
from lms.quizzes.queries.attempts import attempt_of
from lms.quizzes.views import blueprint
from lms.quizzes.views.desk_search import search_of
from lms.quizzes.views.pages import remaining_seconds, saved_json
from lms.quizzes.views.texts import asked_back
from lms.web.context import services
from lms.web.i18n import _


@blueprint.post("/kuis/percobaan/<int:attempt_id>/soal/<int:number>/simpan")
@permit(Permission.LEARN)
def autosave(attempt_id: int, number: int) -> Any:
    """Store one answer; 200 is sent only after the commit, so that "tersimpan" is true."""
    try:
        body = SaveBody.model_validate(request.get_json(silent=True))
    except ValidationError:
        raise Refused("answer.shape", _("Kiriman jawaban tidak dapat dibaca. Muat ulang halaman.")) from None
    given = actions.Given(attempt_id, current_officer_id(), number, body.seq, body.fields)
    service = services()
    saved = actions.save_at_once(service.session, given, actor=current_actor(), clock=service.clock)
    if saved.late:
        message = _("Waktu sudah habis. Jawaban ini dicatat sebagai terlambat dan tidak ikut dinilai.")
        return jsonify(error="answer.late", message=message, seq=saved.seq), 409
    return jsonify(saved_json(saved, service.clock.now(), asked_back(saved.reading)))


@blueprint.get("/kuis/percobaan/<int:attempt_id>/sisa")
@permit(Permission.LEARN)
def time_left(attempt_id: int) -> Any:
    """The state of the attempt, the seconds left by the server's clock, and a fresh CSRF token."""
    attempt = attempt_of(services().session, attempt_id, current_officer_id())
    return jsonify(
        state=attempt.state,
        remaining=remaining_seconds(attempt, services().clock.now()),
        csrf=generate_csrf(),
    )


@blueprint.get("/kuis/percobaan/<int:attempt_id>/cari")
@permit(Permission.LEARN)
def search(attempt_id: int) -> Any:
    """Destinations that match `cari`, for the search box of the desk."""
    session = services().session
    attempt = attempt_of(session, attempt_id, current_officer_id())
    found = search_of(session, attempt, [], request.args)
    return jsonify(
        summary=found.summary,
        hits=[{"ref": hit.ref, "sort": hit.sort, "name": hit.name, "note": hit.note} for hit in found.hits],
    )
