"""Answers that a device kept: what waits for whom, handing it over after the time, and the rescue file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from pydantic import ValidationError

from lms.core.errors import Refused
from lms.db.session import writing
from lms.institution.current import settings
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, current_officer_id, permit
from lms.quizzes import actions
from lms.quizzes.actions.late import Source
from lms.quizzes.domain.rules import accepts
from lms.quizzes.forms import KeptAnswer, KeptBody, RescueFile, RescueForm
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import attempt_of
from lms.quizzes.queries.unfinished import recent_attempts
from lms.quizzes.views import blueprint
from lms.web.context import services
from lms.web.i18n import _, ngettext
from lms.web.i18n import lazy_gettext as _l

WRONG_FILE = "rescue.file"


@blueprint.context_processor
def zone() -> dict[str, Any]:
    """The city's time zone, in which scripts write the moments that the server says."""
    return {"zone_name": settings().timezone}


@blueprint.get("/kuis/percobaan/antrean")
@permit(Permission.LEARN)
def waiting_on_devices() -> Any:
    """The reader's recent attempts by their tokens, so that a page finds what this device still holds of them."""
    service, officer = services(), current_user.officer_id
    now = service.clock.now()
    own = recent_attempts(service.session, officer) if officer is not None else []
    attempts = {
        attempt.device_token: {
            "base": url_for("quizzes.attempt", attempt_id=attempt.id),
            "title": attempt.title,
            "open": attempt.state == "open" and accepts(now, attempt.deadline_at),
        }
        for attempt in own
    }
    words = {name: str(text) for name, text in _WORDS.items()}
    return jsonify(csrf=generate_csrf(), attempts=attempts, words=words)


_TITLE = "{title}"  # the script puts the title in
_WORDS = {
    "sending": _l("Mengirim jawaban “%(title)s” yang tertinggal di perangkat ini …", title=_TITLE),
    "sent": _l("Jawaban “%(title)s” yang tertinggal di perangkat ini sudah tersimpan.", title=_TITLE),
    "late": _l(
        "Jawaban “%(title)s” diterima sebagai terlambat. Pengajar memutuskan apakah dinilai.", title=_TITLE
    ),
    "waiting": _l("Jawaban “%(title)s” masih di perangkat ini dan dikirim begitu tersambung.", title=_TITLE),
    "refused": _l(
        "Sebagian jawaban “%(title)s” di perangkat ini tidak diterima: %(why)s", title=_TITLE, why="{why}"
    ),
    "open": _l("Lanjutkan"),
    "result": _l("Lihat hasil"),
}


@blueprint.post("/kuis/percobaan/<int:attempt_id>/terlambat")
@permit(Permission.LEARN)
def hand_over(attempt_id: int) -> Any:
    """Answers that the device kept; saved while there is time, else kept for the trainer's decision."""
    attempt = attempt_of(services().session, attempt_id, current_officer_id())
    try:
        body = KeptBody.model_validate(request.get_json(silent=True))
    except ValidationError:
        raise Refused("answer.shape", _("Kiriman jawaban tidak dapat dibaca. Muat ulang halaman.")) from None
    found = hand_in_kept(attempt, body.answers, "page")
    return jsonify(
        results=[
            {"number": one.position, "seq": one.seq, "outcome": one.outcome, "message": str(one.message)}
            for one in found
        ]
    )


@blueprint.post("/kuis/percobaan/<int:attempt_id>/penyelamat")
@permit(Permission.LEARN)
def rescue(attempt_id: int) -> Any:
    """The officer hands in the rescue file of their own attempt."""
    attempt = attempt_of(services().session, attempt_id, current_officer_id())
    try:
        told = take_file(rescue_file(), attempt)
        flash(told, "ok")
    except Refused as refused:
        flash(str(refused.message), "bad")
    return redirect(url_for("quizzes.attempt", attempt_id=attempt_id), 303)


def rescue_file() -> RescueFile:
    """The uploaded file; raises Refused with what is wrong with it."""
    form = RescueForm()
    if not form.validate_on_submit():
        raise Refused(WRONG_FILE, next(iter(form.errors.values()), [_("Pilih berkasnya lebih dahulu.")])[0])
    try:
        return RescueFile.model_validate_json(form.file.data.read())
    except ValidationError:
        raise Refused(
            WRONG_FILE, _("Berkas ini bukan berkas penyelamat Estafet, atau isinya sudah berubah.")
        ) from None


def take_file(file: RescueFile, attempt: Attempt) -> str:
    """Take over a file that belongs to the attempt; returns what became of its answers."""
    if file.attempt != attempt.id or not attempt.is_device(file.token):
        raise Refused(WRONG_FILE, _("Berkas ini bukan dari percobaan ini."))
    return _told(hand_in_kept(attempt, file.answers, "file"))


def hand_in_kept(attempt: Attempt, answers: Sequence[KeptAnswer], source: Source) -> list[actions.Received]:
    """Hand answers over in one transaction."""
    service = services()
    kept = [actions.Kept(one.number, one.seq, one.fields, one.typed_at) for one in answers]
    with writing(service.session):
        return actions.receive_kept(
            service.session,
            actor=current_actor(),
            clock=service.clock,
            attempt_id=attempt.id,
            answers=kept,
            source=source,
        )


def _told(found: Sequence[actions.Received]) -> str:
    """How many answers were saved, late and refused, as one message."""
    counts = {word: sum(one.outcome == word for one in found) for word in ("saved", "late", "refused")}
    parts = [
        ngettext("%(num)s jawaban dibaca", "%(num)s jawaban dibaca", len(found)),
        _("%(n)s sudah tersimpan", n=counts["saved"]),
        _("%(n)s terlambat dan menunggu keputusan pengajar", n=counts["late"]),
    ]
    if counts["refused"]:
        parts.append(_("%(n)s tidak dapat diterima", n=counts["refused"]))
    return "; ".join(parts) + "."
