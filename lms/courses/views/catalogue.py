"""The catalogue of modules, and the page of one module."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from lms.courses import queries
from lms.courses.queries.documents import unit_titles
from lms.courses.queries.search import LONGEST_QUERY, search
from lms.courses.render.text import render_text
from lms.courses.views import blueprint
from lms.courses.views.common import file_name, links_for, longest_time, quiz_slug, reader
from lms.courses.views.shelves import shelves
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.web.context import services


@blueprint.get("/pelatihan")
@permit(Permission.LEARN)
def index() -> Any:
    """All modules by competency unit, what is under way first; or what answers a search."""
    session = services().session
    courses = queries.live_courses(session)
    standings = queries.standings(session, courses, reader())
    wanted = request.args.get("cari", "").strip()[:LONGEST_QUERY]
    return render_template(
        "courses/index.html",
        courses=courses,
        standings=standings,
        wanted=wanted,
        hits=search(session, courses, wanted) if wanted else [],
        under_way=[live for live in courses if standings[live.course.id].state in {"reading", "quiz"}],
        shelves=shelves(courses, unit_titles(session)),
    )


@blueprint.get("/pelatihan/<slug>")
@permit(Permission.LEARN)
def course(slug: str) -> Any:
    """One module: what it is about, its lessons, what closes it, the SOP it teaches, its forms."""
    session = services().session
    live = queries.course_at(session, slug)
    known = {one.course.id: one for one in queries.live_courses(session)}
    before = [known[wanted] for wanted in live.course.requires if wanted in known]
    return render_template(
        "courses/course.html",
        live=live,
        standing=queries.standing(session, live, reader()),
        intro=render_text(live.course.intro, links=links_for(session, live, live.path)),
        before=[(one, queries.standing(session, one, reader())) for one in before],
        units=unit_titles(session),
        quiz=quiz_slug(session, live.course),
        longest=longest_time(live.course),
        attachments=[file_name(path) for path in live.course.attachments],
    )
