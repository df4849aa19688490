"""Taking an attempt: one question per page, the routing desk, the review, and handing in."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from lms.core.errors import Refused
from lms.db.session import writing
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, current_officer_id, permit
from lms.quizzes import actions
from lms.quizzes.actions.submit import close_if_over
from lms.quizzes.domain.rules import accepts
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import attempt_of, question_at, questions_of
from lms.quizzes.views import blueprint
from lms.quizzes.views.desk_misses import count_posted
from lms.quizzes.views.desk_search import search_of
from lms.quizzes.views.intro import first_open_url
from lms.quizzes.views.pages import nav_of, question_page, question_url, remaining_seconds
from lms.quizzes.views.posted import Posted, posted
from lms.quizzes.views.practice_words import why_of
from lms.quizzes.views.texts import KIND_NAMES
from lms.web.context import services
from lms.web.i18n import _


def current_attempt(attempt_id: int) -> Attempt:
    """The reader's own attempt; one that ran out is closed first, so that no page shows it open."""
    session, clock = services().session, services().clock
    found = attempt_of(session, attempt_id, current_officer_id())
    if found.state == "open" and not accepts(clock.now(), found.deadline_at):
        with writing(session):
            close_if_over(
                session,
                actor=current_actor(),
                clock=clock,
                attempt=attempt_of(session, attempt_id, current_officer_id()),
            )
        found = attempt_of(session, attempt_id, current_officer_id())
    return found


@blueprint.get("/kuis/percobaan/<int:attempt_id>")
@permit(Permission.LEARN)
def attempt(attempt_id: int) -> Any:
    """Lead to where the attempt stands: the next open question, the review, or the result."""
    found = current_attempt(attempt_id)
    if found.state != "open":
        return redirect(url_for("quizzes.result", attempt_id=attempt_id), 303)
    return redirect(first_open_url(found, questions_of(services().session, attempt_id)), 303)


@blueprint.get("/kuis/percobaan/<int:attempt_id>/soal/<int:number>")
@permit(Permission.LEARN)
def question(attempt_id: int, number: int) -> Any:
    """The page of one question."""
    return _show(attempt_id, number, desk=False)


@blueprint.get("/kuis/percobaan/<int:attempt_id>/surat/<int:number>")
@permit(Permission.LEARN)
def letter(attempt_id: int, number: int) -> Any:
    """The routing desk with one letter."""
    return _show(attempt_id, number, desk=True)


def _show(attempt_id: int, number: int, *, desk: bool) -> Any:
    session = services().session
    found = current_attempt(attempt_id)
    if found.state != "open":
        return redirect(url_for("quizzes.result", attempt_id=attempt_id), 303)
    row = question_at(session, attempt_id, number)
    if row.settled_at is not None:
        return redirect(url_for("quizzes.feedback", attempt_id=attempt_id, number=number), 303)
    if desk != (row.kind == "routing"):
        return redirect(question_url(attempt_id, number, row.kind), 303)
    page = question_page(session, found, number, services().clock.now())
    if not desk:
        return render_template("quizzes/question.html", page=page, kind_names=KIND_NAMES)
    search = search_of(session, found, page.slips, request.args)
    return render_template("quizzes/letter.html", page=page, search=search, why=why_of(session, found, row))


@blueprint.post("/kuis/percobaan/<int:attempt_id>/soal/<int:number>")
@permit(Permission.LEARN)
def answer(attempt_id: int, number: int) -> Any:
    """Store the posted answer and go where the pressed button says."""
    session = services().session
    row = question_at(session, attempt_of(session, attempt_id, current_officer_id()).id, number)
    given = posted(request.form)
    try:
        _store(row, given)
        count_posted(attempt_id, request.form)
        if given.target == "periksa":
            _settle(attempt_id, number)
            return redirect(url_for("quizzes.feedback", attempt_id=attempt_id, number=number), 303)
    except Refused as refused:
        flash(str(refused.message), "bad")
        return (
            redirect(url_for("quizzes.attempt", attempt_id=attempt_id), 303)
            if _closed(attempt_id)
            else redirect(question_url(attempt_id, number, row.kind), 303)
        )
    return redirect(_target(attempt_id, row, given), 303)


def _closed(attempt_id: int) -> bool:
    return attempt_of(services().session, attempt_id, current_officer_id()).state != "open"


def _facts(attempt_id: int, number: int) -> dict[str, Any]:
    return {
        "attempt_id": attempt_id,
        "position": number,
        "officer_id": current_officer_id(),
        "clock": services().clock,
    }


def _store(row: AttemptQuestion, given: Posted) -> None:
    """Save what was posted; an answer that came late says so, an unchanged one is not stored again."""
    session, facts = services().session, _facts(row.attempt_id, row.position)
    with writing(session):
        saved = actions.save_answer(
            session,
            actor=current_actor(),
            client_seq=given.seq,
            fields=given.fields,
            unchanged_is_new=False,
            **facts,
        )
        if given.target == "tandai" and not saved.late:
            actions.flag_question(session, flagged=not row.flagged, **facts)
    if saved.late:
        raise Refused(
            "answer.late",
            _("Waktu sudah habis. Jawaban terakhir dicatat sebagai terlambat dan tidak ikut dinilai."),
        )


def _settle(attempt_id: int, number: int) -> None:
    session = services().session
    with writing(session):
        actions.settle_question(session, actor=current_actor(), **_facts(attempt_id, number))


def _target(attempt_id: int, row: AttemptQuestion, given: Posted) -> str:
    """Where to go after saving."""
    if given.stays:
        return question_url(attempt_id, row.position, row.kind) + given.query
    rows = questions_of(services().session, attempt_id)
    place = {"sebelum": row.position - 1, "berikut": row.position + 1}.get(given.target, given.jump)
    wanted = next((r for r in rows if r.position == place), None)
    if wanted is None:
        return url_for("quizzes.review", attempt_id=attempt_id)
    return question_url(attempt_id, wanted.position, wanted.kind)


@blueprint.get("/kuis/percobaan/<int:attempt_id>/tinjau")
@permit(Permission.LEARN)
def review(attempt_id: int) -> Any:
    """All questions at a glance, before handing in."""
    session = services().session
    found = current_attempt(attempt_id)
    if found.state != "open":
        return redirect(url_for("quizzes.result", attempt_id=attempt_id), 303)
    rows = questions_of(session, attempt_id)
    lines = [
        (page.number, question_url(attempt_id, page.number, page.kind), page)
        for page in (question_page(session, found, row.position, services().clock.now()) for row in rows)
    ]
    return render_template(
        "quizzes/review.html",
        attempt=found,
        lines=lines,
        nav=nav_of(rows, 0),
        empty=sum(row.answer is None for row in rows),
        newest=max((row.answered_at for row in rows if row.answered_at), default=None),
        remaining=remaining_seconds(found, services().clock.now()),
    )


@blueprint.post("/kuis/percobaan/<int:attempt_id>/serahkan")
@permit(Permission.LEARN)
def submit(attempt_id: int) -> Any:
    """Hand in; doing it twice shows the same result."""
    session = services().session
    with writing(session):
        actions.submit_attempt(
            session,
            actor=current_actor(),
            clock=services().clock,
            attempt_id=attempt_id,
            officer_id=current_officer_id(),
        )
    services().ring()
    return redirect(url_for("quizzes.result", attempt_id=attempt_id), 303)
