"""The practice side of the routing desk: which letters there are, and what the reader confuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for

from lms.core.errors import Refused
from lms.db.session import writing
from lms.institution.current import today
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, current_officer_id, permit
from lms.quizzes import actions
from lms.quizzes.actions.practice import PAIRS
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.confusion import end_of
from lms.quizzes.domain.rivalry import rivalries
from lms.quizzes.forms import PairForm
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import open_attempt
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.confusions import Confusion
from lms.quizzes.queries.documents import LiveQuiz, live_quizzes, practice_items
from lms.quizzes.queries.practice import outcomes
from lms.quizzes.queries.sets import offered
from lms.quizzes.views import blueprint
from lms.quizzes.views.offline import due_for
from lms.quizzes.views.pages import question_url
from lms.quizzes.views.practice_words import progress_text
from lms.web.context import services
from lms.web.i18n import _

IN_MAP = 6
LONGEST_TITLE = 200  # what the column of an attempt holds


@blueprint.get("/meja-disposisi")
@permit(Permission.LEARN)
def desk() -> Any:
    """Practice quizzes with letters, practice of what is confused, and the map of the reader's own confusions."""
    session, officer = services().session, current_officer_id()
    quizzes, exams = _with_letters()
    return render_template(
        "quizzes/desk.html",
        quizzes=quizzes,
        exams=exams,
        map=own_map(officer, IN_MAP),
        sets=offered(session, officer, on=today()),
        letters=len(practice_items(session, kind="routing")),
        due=_due(officer),
        running=open_attempt(session, officer, PAIRS, mode="practice"),
    )


def _due(officer_id: int) -> int:
    """How many letters are due to come back."""
    return len(due_for(officer_id))


def _with_letters() -> tuple[list[tuple[LiveQuiz, int]], list[LiveQuiz]]:
    """The quizzes that can be practised with letters, with how many, and the examinations that hold some."""
    live = live_quizzes(services().session)
    letters = [(one, sum(q.kind == "routing" for q in one.quiz.pool("practice"))) for one in live]
    practice = [(one, count) for one, count in letters if count and "practice" in one.quiz.modes]
    exams = [one for one in live if any(q.kind == "routing" for q in one.quiz.pool("exam"))]
    return practice, [one for one in exams if "exam" in one.quiz.modes]


def named(found: Sequence[Confusion], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Confusions with the names of a catalogue."""
    return [
        {"right": end_of(c.right, catalogue), "chosen": end_of(c.chosen, catalogue), "interval": c.interval}
        for c in found
    ]


def own_map(officer_id: int, limit: int) -> list[dict[str, Any]]:
    """What an officer confuses most, in both directions, with how it went lately."""
    session = services().session
    catalogue = catalogue_on(session, today())
    return [
        {
            "one": end_of(one.one, catalogue),
            "other": end_of(one.other, catalogue),
            "rivalry": one,
            "progress": progress_text(one),
        }
        for one in rivalries(outcomes(session, officer_id, services().clock.now()), limit)
    ]


@blueprint.post("/meja-disposisi/latih")
@permit(Permission.LEARN)
def practise() -> Any:
    """A few letters about one pair; without a pair the next letter of the practice without end."""
    form = PairForm()
    pair = (form.right.data or "", form.chosen.data or "")
    try:
        if form.validate_on_submit() and all(pair):
            return redirect(url_for("quizzes.attempt", attempt_id=_start(pair).id), 303)
        row = _go_on()
    except Refused as refused:
        flash(str(refused.message), "bad")
        return redirect(url_for("quizzes.desk"), 303)
    return redirect(question_url(row.attempt_id, row.position, row.kind), 303)


@blueprint.post("/meja-disposisi/selesai/<int:attempt_id>")
@permit(Permission.LEARN)
def stop(attempt_id: int) -> Any:
    """End the practice without end; its result stands on the next page."""
    session = services().session
    with writing(session):
        actions.stop_practice(
            session,
            actor=current_actor(),
            clock=services().clock,
            officer_id=current_officer_id(),
            attempt_id=attempt_id,
        )
    return redirect(url_for("quizzes.result", attempt_id=attempt_id), 303)


def _go_on() -> AttemptQuestion:
    session = services().session
    with writing(session):
        return actions.practise_on(
            session,
            actor=current_actor(),
            clock=services().clock,
            officer_id=current_officer_id(),
            title=_("Latihan disposisi"),
        )


def _start(pair: tuple[str, str]) -> Attempt:
    session = services().session
    right, chosen = (end_of(code, catalogue_on(session, today())).label for code in pair)
    title = _("Latihan disposisi: %(a)s dan %(b)s", a=right, b=chosen)[:LONGEST_TITLE]
    with writing(session):
        return actions.start_pair_practice(
            session,
            actor=current_actor(),
            clock=services().clock,
            officer_id=current_officer_id(),
            title=title,
            pair=pair,
        )
