"""A real log of dispositions: upload, review with the masks shown, take over letters and numbers."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.core.errors import NotFound, Refused
from lms.core.problem import worst_first
from lms.db.session import writing
from lms.institution.current import today
from lms.jobs.actions import enqueue
from lms.people import uploads
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.reports.actions import log as actions
from lms.reports.domain.log.reader import read_log
from lms.reports.forms import LogForm, TakeForm
from lms.reports.jobs import FORGET_LOG
from lms.reports.models import DispositionLog
from lms.reports.queries import log as queries
from lms.reports.views import blueprint, log_rows
from lms.web.context import services
from lms.web.i18n import _, get_locale

SHOWN_WRONG, SHOWN_PLAIN = 100, 50
NAME = "log"  # the file's own name may hold a person's


@blueprint.get("/statistik/log-disposisi")
@permit(Permission.WRITE_CONTENT)
def log_index() -> Any:
    """Logs that were looked at, and the upload of another one."""
    return _index(LogForm(formdata=None))


@blueprint.post("/statistik/log-disposisi")
@permit(Permission.WRITE_CONTENT)
def log_upload() -> Any:
    """Keep the file for its review, and ask for it to be thrown away after a day."""
    form, service = LogForm(), services()
    if not form.validate_on_submit():
        return _index(form), 422
    sha256 = hashlib.sha256(form.file_bytes).hexdigest()
    uploads.keep(service.home, sha256, form.file_bytes)
    at = service.clock.now() + timedelta(seconds=uploads.KEEP_SECONDS)
    with writing(service.session) as session:
        enqueue(session, kind=FORGET_LOG, key=sha256, payload={"sha256": sha256}, at=at)
    return redirect(url_for("reports.log_review", sha256=sha256), 303)


def _index(form: LogForm) -> str:
    session = services().session
    lines = [(row, queries.rate_of(row)) for row in queries.past_logs(session)]
    return render_template("reports/log.html", form=form, lines=lines)


@blueprint.get("/statistik/log-disposisi/tinjau/<sha256>")
@permit(Permission.WRITE_CONTENT)
def log_review(sha256: str) -> Any:
    """The rows with their masks, proposed keys, and the numbers of the log."""
    return _review_page(sha256, _review(sha256), TakeForm(formdata=None, title=_("Surat dari log disposisi")))


@blueprint.post("/statistik/log-disposisi/tinjau/<sha256>")
@permit(Permission.WRITE_CONTENT)
def log_take(sha256: str) -> Any:
    """Take over what was chosen; the file is thrown away at once."""
    form, review = TakeForm(), _review(sha256)
    if not form.validate_on_submit():
        return _review_page(sha256, review, form), 422
    try:
        row = _take(review, form.title.data or "")
    except Refused as refusal:
        flash(str(refusal.message), "bad")
        return _review_page(sha256, review, form), 409
    uploads.forget(services().home, sha256)
    flash(_("Log dicatat, dan berkasnya sudah dihapus."))
    return redirect(url_for("reports.log_result", log_id=row.id), 303)


def _take(review: queries.Review, title: str) -> DispositionLog:
    service = services()
    taken = log_rows.chosen(review, request.form)
    competency = queries.usual_competency(service.session)
    draft = actions.prepare(
        service.session, title=title, chosen=taken, catalogue=review.catalogue, competency=competency
    )
    report = log_rows.report(review, taken)
    with writing(service.session) as session:
        return actions.take_over(
            session,
            actor=current_actor(),
            clock=service.clock,
            draft=draft,
            numbers=review.statistics,
            known=review.known,
            report=report,
        )


@blueprint.post("/statistik/log-disposisi/buang/<sha256>")
@permit(Permission.WRITE_CONTENT)
def log_discard(sha256: str) -> Response:
    """Throw the file away without taking anything over."""
    uploads.forget(services().home, sha256)
    flash(_("Berkas log dihapus. Tidak ada yang dicatat."))
    return redirect(url_for("reports.log_index"), 303)


@blueprint.get("/statistik/log-disposisi/<int:log_id>")
@permit(Permission.WRITE_CONTENT)
def log_result(log_id: int) -> Any:
    """The numbers of a log, and what became of each of its rows."""
    row = services().session.get(DispositionLog, log_id)
    if row is None:
        raise NotFound("log.unknown", _("Log ini tidak ditemukan."))
    return render_template(
        "reports/log_result.html",
        row=row,
        rate=queries.rate_of(row),
        pairs=log_rows.stored_pairs(row),
        outcomes=log_rows.outcomes(row),
    )


def _review(sha256: str) -> queries.Review:
    data = uploads.kept(services().home, sha256)
    if data is None:
        raise NotFound("log.gone", _("Berkas log ini sudah dihapus. Unggah kembali bila masih diperlukan."))
    return queries.review(services().session, read_log(NAME, data), today())


def _review_page(sha256: str, review: queries.Review, form: TakeForm) -> str:
    return render_template(
        "reports/log_review.html",
        sha256=sha256,
        review=review,
        form=form,
        wrong=review.wrong[:SHOWN_WRONG],
        plain=review.plain[:SHOWN_PLAIN],
        problems=worst_first(review.log.problems),
        rules=log_rows.RULE_NAMES,
        end=log_rows.code_names(review.catalogue),
        language=str(get_locale() or "id"),
    )
