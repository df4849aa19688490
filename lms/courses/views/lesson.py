"""Reading a lesson: the page, the place that is remembered, quick checks, and declaring it read."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for

from lms.core.errors import Refused
from lms.courses import actions, queries
from lms.courses.domain import CourseStanding
from lms.courses.queries.documents import LiveCourse
from lms.courses.queries.progress import practice_given
from lms.courses.render.text import render_line, render_plain
from lms.courses.schema import LessonDocument
from lms.courses.views import blueprint
from lms.courses.views.checks import checks_of
from lms.courses.views.common import longest_time, quiz_slug, reader, shown_lesson
from lms.db.session import writing
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, current_officer_id, permit
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("/pelatihan/<slug>/<lesson>")
@permit(Permission.LEARN)
def lesson(slug: str, lesson: str) -> Any:
    """One lesson with its contents, its procedure and its quick checks."""
    session, officer_id = services().session, reader()
    live = queries.course_at(session, slug)
    document = live.lesson(lesson)
    standing = queries.standing(session, live, officer_id)
    shown = shown_lesson(session, live, document)
    given = practice_given(session, officer_id, live.course.id, document.key) if officer_id else {}
    place = live.course.lessons.index(document)
    return render_template(
        "courses/lesson.html",
        live=live, lesson=document, shown=shown, standing=standing, mine=standing.lessons[place],
        checks=checks_of(document, given), before=standing.lessons[:place][-1:],
        after=standing.lessons[place + 1 :][:1], inline=render_line, text=render_plain,
        longest=longest_time(live.course), quiz=quiz_slug(session, live.course), keeps=officer_id is not None,
    )  # fmt: skip


@blueprint.post("/pelatihan/<slug>/<lesson>/tempat")
@permit(Permission.LEARN)
def place(slug: str, lesson: str) -> Any:
    """Remember the place that the script of the page reports; nothing to show."""
    service, officer_id = services(), current_officer_id()
    live = queries.course_at(service.session, slug)
    document = live.lesson(lesson)
    shown = shown_lesson(service.session, live, document)
    known = {item.id for item in shown.toc}
    anchor = request.form.get("tempat", "")
    with writing(service.session) as session:
        actions.keep_place(
            session, clock=service.clock, officer_id=officer_id, live=live, lesson=document,
            place=anchor if anchor in known else "", percent=request.form.get("persen", 0, type=int),
        )  # fmt: skip
    return Response(status=204)


@blueprint.post("/pelatihan/<slug>/<lesson>/selesai")
@permit(Permission.LEARN)
def finish(slug: str, lesson: str) -> Any:
    """The reader declares the lesson read, and goes on to the next one."""
    service, officer_id = services(), current_officer_id()
    live = queries.course_at(service.session, slug)
    document = live.lesson(lesson)
    with writing(service.session) as session:
        closed = actions.finish_lesson(
            session,
            actor=current_actor(),
            clock=service.clock,
            officer_id=officer_id,
            live=live,
            lesson=document,
        )
        standing = queries.standing(session, live, officer_id)
    following = standing.after(document.number)
    _say_what_is_left(live, document, standing, closed=closed is not None)
    if following is None:
        return redirect(url_for("courses.course", slug=slug), 303)
    return redirect(url_for("courses.lesson", slug=slug, lesson=following.slug), 303)


def _say_what_is_left(
    live: LiveCourse, read: LessonDocument, standing: CourseStanding, *, closed: bool
) -> None:
    following = standing.after(read.number)
    if closed:
        flash(
            _("Modul “%(title)s” selesai. Hasilnya masuk ke kompetensi Anda.", title=live.course.title), "ok"
        )
    elif standing.state == "quiz":
        flash(_("Semua materi selesai dibaca. Yang tersisa: evaluasi penutup."), "ok")
    elif following is not None:
        said = _("Materi “%(title)s” selesai dibaca.", title=read.title)
        onward = _("Halaman ini materi berikutnya: “%(title)s”.", title=following.title)
        flash(f"{said} {onward}", "ok")
    else:
        flash(_("Materi “%(title)s” selesai dibaca.", title=read.title), "ok")


@blueprint.post("/pelatihan/<slug>/<lesson>/latihan/<question>")
@permit(Permission.LEARN)
def practice(slug: str, lesson: str, question: str) -> Any:
    """Answer one quick check; the page then shows the feedback."""
    service, officer_id = services(), current_officer_id()
    live = queries.course_at(service.session, slug)
    document = live.lesson(lesson)
    try:
        with writing(service.session) as session:
            actions.answer_practice(
                session, clock=service.clock, officer_id=officer_id, live=live, lesson=document,
                question_id=question, fields=request.form.to_dict(flat=False),
            )  # fmt: skip
    except Refused as refusal:
        if refusal.code == "practice.unknown":
            raise
        flash(str(refusal), "due")
    return redirect(url_for("courses.lesson", slug=slug, lesson=lesson, _anchor=f"soal-{question}"), 303)
