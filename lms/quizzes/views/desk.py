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
from lms.quizzes.actions.practice import LETTERS, PAIRS
from lms.quizzes.domain.catalogue import Catalogue, is_external
from lms.quizzes.forms import PairForm
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import open_attempt, past_attempts
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.confusions import Confusion, confusions
from lms.quizzes.queries.documents import LiveQuiz, live_quizzes, practice_items
from lms.quizzes.views import blueprint
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("/meja-disposisi")
@permit(Permission.LEARN)
def desk() -> Any:
    """Practice quizzes with letters, practice of what is confused, and the reader's own matrix."""
    session, officer = services().session, current_officer_id()
    quizzes, exams = _with_letters()
    found = confusions(session, officer_id=officer, limit=12)
    return render_template(
        "quizzes/desk.html",
        quizzes=quizzes,
        exams=exams,
        pairs=named(found, catalogue_on(session, today())),
        letters=len(practice_items(session, kind="routing")),
        count=LETTERS,
        running=open_attempt(session, officer, PAIRS, mode="practice"),
        past=past_attempts(session, officer, PAIRS)[:5],
        form=PairForm(),
    )


def _with_letters() -> tuple[list[tuple[LiveQuiz, int]], list[LiveQuiz]]:
    """The quizzes that can be practised with letters, with how many, and the examinations that hold some."""
    live = live_quizzes(services().session)
    letters = [(one, sum(q.kind == "routing" for q in one.quiz.pool("practice"))) for one in live]
    practice = [(one, count) for one, count in letters if count and "practice" in one.quiz.modes]
    exams = [one for one in live if any(q.kind == "routing" for q in one.quiz.pool("exam"))]
    return practice, [one for one in exams if "exam" in one.quiz.modes]


def named(found: Sequence[Confusion], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Confusions with the names of today's catalogue beside their codes."""
    return [
        {"right": _end(c.right, catalogue), "chosen": _end(c.chosen, catalogue), "interval": c.interval}
        for c in found
    ]


def _end(code: str, catalogue: Catalogue) -> dict[str, str]:
    refs = catalogue.resolve(code)
    name = catalogue.by_ref[refs[0]].label if len(refs) == 1 else catalogue.name_of(code)
    if is_external(code):
        return {"code": code, "short": "EXT", "name": catalogue.name_of(code)}
    function = catalogue.name_of(code) if "/" in code else ""
    return {
        "code": code,
        "short": code.partition("/")[0],
        "name": f"{name}, {function}" if function else name,
    }


@blueprint.post("/meja-disposisi/latih")
@permit(Permission.LEARN)
def practise() -> Any:
    """A few letters about one pair, or about everything that the reader confuses."""
    form = PairForm()
    pair = (form.right.data or "", form.chosen.data or "")
    try:
        attempt = _start(pair if form.validate_on_submit() and all(pair) else None)
    except Refused as refused:
        flash(str(refused.message), "bad")
        return redirect(url_for("quizzes.desk"), 303)
    return redirect(url_for("quizzes.attempt", attempt_id=attempt.id), 303)


def _start(pair: tuple[str, str] | None) -> Attempt:
    plain = _("Latihan disposisi")
    title = _("Latihan disposisi: %(a)s dan %(b)s", a=pair[0], b=pair[1]) if pair else plain
    session = services().session
    with writing(session):
        return actions.start_pair_practice(
            session,
            actor=current_actor(),
            clock=services().clock,
            officer_id=current_officer_id(),
            title=title,
            pair=pair,
        )
