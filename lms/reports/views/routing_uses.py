"""What trainers make of a confused pair: a practice set for a group, or a section in a module."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.institution.current import today
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.quizzes.actions.sets import create_set
from lms.quizzes.domain.confusion import End, end_of
from lms.quizzes.domain.recall import LetterKey
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.sets import letters_for, open_sets
from lms.reports.actions.lessons import put_into_lesson
from lms.reports.domain.distinction import distinction
from lms.reports.forms import LessonForm, PracticeSetForm
from lms.reports.queries import cohorts
from lms.reports.views import blueprint
from lms.reports.views.routing_words import GROUPS, cohort_name
from lms.studio.queries.lessons import Lesson, lessons
from lms.web.context import services
from lms.web.forms import choices
from lms.web.i18n import _

PROPOSED = 8
OFFERED = ("semua", "profil", "gelombang", "opd")


@blueprint.get("/statistik/disposisi/latihan")
@permit(Permission.WRITE_CONTENT)
def routing_practice() -> Any:
    """Letters that separate a pair, to be offered as a practice set."""
    right, chosen = (request.args.get(name, "")[:60] for name in ("benar", "dipilih"))
    return _practice_page(_set_form(right, chosen))


@blueprint.post("/statistik/disposisi/latihan")
@permit(Permission.WRITE_CONTENT)
def routing_practice_create() -> Any:
    """Offer the chosen letters."""
    form, service = PracticeSetForm(), services()
    form.audience.choices = choices(_audiences())
    if not form.validate_on_submit():
        return _practice_page(form), 422
    try:
        with writing(service.session) as session:
            row = create_set(
                session, actor=current_actor(), clock=service.clock, title=form.title.data,
                note=form.note.data or "", pair=(form.benar.data, form.dipilih.data),
                letters=_keys(form.letters.data or []), audience=form.audience.data or "",
            )  # fmt: skip
    except Refused as refusal:
        flash(str(refusal.message), "bad")
        return _practice_page(form), 409
    flash(_("Latihan dibuat. Alamatnya dapat dibagikan, dan tampil di meja kelompok yang dipilih."))
    return redirect(url_for("quizzes.set_page", set_id=row.id), 303)


@blueprint.post("/statistik/disposisi/modul")
@permit(Permission.WRITE_CONTENT)
def routing_module() -> Response:
    """Put what separates the pair into a lesson's draft, and open it in the studio."""
    form, service = LessonForm(), services()
    if not form.validate_on_submit():
        flash(_("Pilih materinya lebih dahulu."), "bad")
        return redirect(url_for("reports.routing"), 303)
    right, chosen = form.benar.data, form.dipilih.data
    section = module_text(right, chosen)
    try:
        with writing(service.session) as session:
            put_into_lesson(
                session, actor=current_actor(), clock=service.clock, path=form.lesson.data, section=section
            )
    except NotFound:
        raise
    except Refused as refusal:
        flash(str(refusal.message), "bad")
        return redirect(url_for("studio.edit", path=form.lesson.data), 303)
    flash(_("Bagian tentang pasangan ini disisipkan ke draf. Sunting kalimatnya, lalu terbitkan."))
    return redirect(url_for("studio.edit", path=form.lesson.data), 303)


def module_text(right: str, chosen: str) -> str:
    """The section about a pair, by today's catalogue and the letters that may be practised."""
    session = services().session
    letters = [item.question for item in letters_for(session, right, chosen)]
    return distinction(right, chosen, catalogue_on(session, today()), letters)


def lesson_groups() -> list[tuple[str, list[Lesson]]]:
    """The lessons by course, for a list to choose from."""
    found: dict[str, list[Lesson]] = {}
    for one in lessons(services().session):
        found.setdefault(one.course, []).append(one)
    return list(found.items())


def _set_form(right: str, chosen: str) -> PracticeSetForm:
    catalogue = catalogue_on(services().session, today())
    if not all(catalogue.knows(code) for code in (right, chosen)):
        raise NotFound("pair.unknown", _("Pasangan ini tidak ditemukan."))
    first, second = (end_of(code, catalogue).label for code in (right, chosen))
    form = PracticeSetForm(
        formdata=None,
        benar=right,
        dipilih=chosen,
        title=_("Membedakan %(a)s dan %(b)s", a=first, b=second)[:200],
        audience="",
        letters=[_value(key) for key in _proposed(right, chosen)],
    )
    form.audience.choices = choices(_audiences())
    return form


def _practice_page(form: PracticeSetForm) -> str:
    session = services().session
    catalogue = catalogue_on(session, today())
    right, chosen = form.benar.data or "", form.dipilih.data or ""
    found = letters_for(session, right, chosen)
    ends: list[End] = [end_of(code, catalogue) for code in (right, chosen)]
    return render_template(
        "reports/routing_practice.html",
        form=form,
        ends=ends,
        lines=[(_value((item.quiz_id, item.question.id)), item) for item in found],
        audiences=_audience_groups(),
        sets=open_sets(session),
    )


def _proposed(right: str, chosen: str) -> list[LetterKey]:
    found = letters_for(services().session, right, chosen)
    return [(item.quiz_id, item.question.id) for item in found[:PROPOSED]]


def _value(key: LetterKey) -> str:
    return "#".join(key)


def _keys(values: list[str]) -> list[LetterKey]:
    parts = [value.partition("#") for value in values]
    return [(quiz, question) for quiz, _sign, question in parts]


def _audiences() -> list[tuple[str, str]]:
    return [
        ("", _("Tidak ditawarkan; hanya lewat alamatnya")),
        *((k, n) for _t, g in _audience_groups() for k, n in g),
    ]


def _audience_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    now = services().clock.now()
    for one in cohorts.choices(services().session, on=today(), now=now, agencies=None):
        if one.kind in OFFERED:
            found.setdefault(str(GROUPS[one.kind]), []).append((one.key, cohort_name(one)))
    return list(found.items())
