"""Item statistics on screen and as files, for trainers: all quizzes, one quiz, one question."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request

from lms.core.errors import NotFound
from lms.institution.current import settings, today
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.quizzes.domain.itemstats import LEAST_FOR_LEVEL, LEAST_FOR_RELATION
from lms.quizzes.queries.items import History, QuizReport, Tally, analyse, history_at, tallies
from lms.quizzes.views.texts import KIND_NAMES, block, inline
from lms.reports.domain.bins import bins
from lms.reports.queries import items as queries
from lms.reports.render import items as files
from lms.reports.views import blueprint, item_scope
from lms.reports.views.item_words import (
    differs,
    file_word,
    finding_text,
    flag_text,
    flag_texts,
    line_text,
    reading,
)
from lms.reports.views.readiness import XLSX
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("/statistik/kuis")
@permit(Permission.SEE_ITEM_STATISTICS)
def items() -> Any:
    """All quizzes, with how many people took each."""
    quizzes = queries.quiz_choices(services().session)
    return render_template("reports/items.html", quizzes=quizzes, least=LEAST_FOR_LEVEL)


@blueprint.get("/statistik/kuis/<slug>")
@permit(Permission.SEE_ITEM_STATISTICS)
def items_quiz(slug: str) -> Any:
    """One quiz: flags first, then its scores and the table of its questions."""
    page = _Page(slug)
    report = page.report
    return render_template(
        "reports/items_quiz.html",
        page=page,
        report=report,
        asked=page.asked,
        questions=queries.ordered(report.questions, item_scope.ORDERS[page.asked.order]),
        findings=queries.findings(report.questions),
        bins=bins(report.scores),
        words=_words(),
    )


@blueprint.get("/statistik/kuis/<slug>/soal/<question>")
@permit(Permission.SEE_ITEM_STATISTICS)
def items_question(slug: str, question: str) -> Any:
    """One question: what to look at, its figures, and how often each answer was given."""
    page = _Page(slug)
    found = page.report.question(question, request.args.get("versi", ""))
    if found is None:
        raise NotFound("question.unknown", _("Soal ini tidak ditemukan."))
    return render_template(
        "reports/items_question.html",
        page=page,
        report=page.report,
        one=found,
        forms=page.report.forms(question),
        stem=block(found.question.stem, found.form.revision_id),
        words=_words(),
    )


@blueprint.get("/statistik/kuis/<slug>.<any(csv, xlsx):kind>")
@permit(Permission.SEE_ITEM_STATISTICS)
def items_download(slug: str, kind: str) -> Response:
    """The statistics of a quiz as a file, over the same attempts as on the page."""
    report = _Page(slug).report
    if kind == "csv":
        body = files.as_csv(report, file_word, flag_texts)
    else:
        body = files.as_xlsx(report, file_word, flag_texts, line_text)
    response = Response(body, mimetype="text/csv" if kind == "csv" else XLSX)
    name = f"statistik-{slug}-{today().isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


class _Page:
    """A quiz and the attempts that the address asks for."""

    def __init__(self, slug: str) -> None:
        session = services().session
        self.history: History = history_at(session, slug)
        self.tallies: list[Tally] = tallies(session, self.history.quiz.id)
        self.parts = queries.parts(session, self.tallies)
        self.asked = item_scope.read(request.args, self.history, self.parts)
        scope = self.asked.scope(self.history, self.parts, settings().zone)
        self.report: QuizReport = analyse(session, self.history, scope)

    @property
    def closed(self) -> int:
        """All closed examinations of the quiz, whichever are looked at."""
        return sum(one.closed for one in self.tallies)

    @property
    def empty(self) -> int:
        """Those in which nothing was answered."""
        return sum(one.empty for one in self.tallies)

    @property
    def running(self) -> int:
        """Those that are still open."""
        return sum(one.running for one in self.tallies)


def _words() -> dict[str, Any]:
    return {
        "flag": flag_text, "finding": finding_text, "differs": differs, "reading": reading, "line": line_text,
        "kinds": KIND_NAMES, "inline": inline, "least": LEAST_FOR_RELATION,
    }  # fmt: skip
