"""Confusions of routing on screen and as files: for trainers everybody's, for heads their own agency's."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from lms.core.codes import slugify
from lms.core.errors import NotFound
from lms.institution.current import settings, today
from lms.people.domain.permissions import Permission
from lms.people.guard import allowed, permit
from lms.people.sight import agencies_of
from lms.quizzes.domain.confusion import NOTHING, OTHERS, End, end_of
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.confusions import Scope, analyse
from lms.quizzes.queries.documents import live_quizzes
from lms.reports.domain.heatgrid import grid
from lms.reports.queries import cohorts
from lms.reports.queries import routing as queries
from lms.reports.render import routing as files
from lms.reports.views import blueprint, routing_scope
from lms.reports.views.readiness import XLSX
from lms.reports.views.routing_uses import lesson_groups, module_text
from lms.reports.views.routing_words import GROUPS, cohort_name, fault_lines, file_word
from lms.web.context import services
from lms.web.i18n import _

MOST, WHOLE = 16, 60
SHOWN_PAIRS = 15


@blueprint.get("/statistik/disposisi")
@permit(Permission.SEE_CONFUSIONS)
def routing() -> Any:
    """The confusions of a cohort: the surest pairs, the matrix, and the faults of whole letters."""
    page = Page()
    if page.group is None:
        return render_template("reports/no_agency.html")
    analysis = analyse(services().session, page.scope)
    matrix = analysis.matrix(WHOLE if page.asked.whole else MOST)
    return render_template(
        "reports/routing.html",
        page=page,
        analysis=analysis,
        matrix=matrix,
        grid=grid(matrix),
        pairs=analysis.pairs if page.asked.whole else analysis.pairs[:SHOWN_PAIRS],
        faults=fault_lines(analysis.faults),
        changes=page.changes(),
    )


@blueprint.get("/statistik/disposisi/pasangan")
@permit(Permission.SEE_CONFUSIONS)
def routing_pair() -> Any:
    """What stands behind one cell of the matrix: the letters, and who chose it how often."""
    page = Page()
    right, chosen = (request.args.get(name, "")[:60] for name in ("benar", "dipilih"))
    if page.group is None or not right or OTHERS in (right, chosen):
        raise NotFound("pair.unknown", _("Pasangan ini tidak ditemukan."))
    differ = chosen not in (NOTHING, right)
    useful = differ and allowed(Permission.WRITE_CONTENT)
    return render_template(
        "reports/routing_pair.html",
        page=page,
        right=page.end(right),
        chosen=page.end(chosen) if chosen else None,
        there=page.behind(right, chosen),
        back=page.behind(chosen, right) if differ else None,
        text=module_text(right, chosen) if useful else "",
        lessons=lesson_groups() if useful else [],
    )


@blueprint.get("/statistik/disposisi.<any(csv, xlsx):kind>")
@permit(Permission.SEE_CONFUSIONS)
def routing_download(kind: str) -> Response:
    """The pairs as CSV; pairs, matrix and faults as a workbook."""
    page = Page()
    if page.group is None:
        raise NotFound("agency.unknown", _("Anda belum memegang jabatan di perangkat daerah mana pun."))
    analysis = analyse(services().session, page.scope)
    names = [str(line["name"]) for line in fault_lines(analysis.faults)]
    make = files.as_csv if kind == "csv" else files.as_xlsx
    response = Response(
        make(analysis, page.end, file_word, names), mimetype="text/csv" if kind == "csv" else XLSX
    )
    name = f"disposisi-{slugify(page.group.key)}-{today().isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


class Page:
    """What the address asks for, narrowed to what the reader may see."""

    def __init__(self) -> None:
        session = services().session
        self.asked = routing_scope.read(request.args)
        self.agencies = own_agencies()
        groups = cohorts.choices(session, on=today(), now=services().clock.now(), agencies=self.agencies)
        key = self.asked.who
        if self.agencies is not None and key == cohorts.EVERYBODY and groups:
            key = groups[0].key
        self.groups = groups
        self.group = cohorts.cohort(session, key, on=today(), agencies=self.agencies)
        if self.group is None and groups:
            raise NotFound("cohort.unknown", _("Kelompok ini tidak ada, atau bukan perangkat daerah Anda."))
        self.catalogue = catalogue_on(session, today())
        self.names, self.whole_group = self.agencies is None, True
        self.scope = Scope()
        if self.group is not None:
            self.scope = queries.of_cohort(self.asked.scope(settings().zone), self.group)
        if self.agencies is not None:
            now = services().clock.now()
            self.scope, self.whole_group = queries.for_head(session, self.scope, now)
            self.names = self.whole_group

    @property
    def title(self) -> str:
        """The cohort by its name."""
        return cohort_name(self.group) if self.group else ""

    @property
    def is_head(self) -> bool:
        """Whether the reader is limited to agencies of their own."""
        return self.agencies is not None

    def grouped(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The choices below the names of their kinds; one that is shown, but not listed, is added."""
        found: dict[str, list[tuple[str, str]]] = {}
        listed = self.groups
        if self.group is not None and self.group.key not in {one.key for one in listed}:
            listed = [*listed, self.group]
        for one in listed:
            found.setdefault(str(GROUPS[one.kind]), []).append((one.key, cohort_name(one)))
        return list(found.items())

    def quizzes(self) -> list[tuple[str, str]]:
        """The live quizzes with letters."""
        live = live_quizzes(services().session)
        return [
            (q.quiz.id, q.quiz.title) for q in live if any(one.kind == "routing" for one in q.quiz.questions)
        ]

    def end(self, code: str) -> End:
        """A code with its names of today."""
        return end_of(code, self.catalogue)

    def changes(self) -> list[queries.PairChange]:
        """Before and after a Bimtek; nothing for other cohorts."""
        return queries.before_and_after(services().session, self.scope, self.group) if self.group else []

    def behind(self, right: str, chosen: str) -> queries.Behind:
        """What stands behind a cell; heads see names for examinations only."""
        session = services().session
        return queries.behind(
            session, self.scope, right, chosen, on=today(), names=self.names, exams_only=self.is_head
        )


def own_agencies() -> frozenset[int] | None:
    """The agencies whose letters the reader may see; None means all of them."""
    if allowed(Permission.SEE_ITEM_STATISTICS):
        return None
    return frozenset(agencies_of(services().session, current_user.officer_id, today()))
