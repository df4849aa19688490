"""The evaluation: the participant's sheet, and the trainer's page with the plan, the opening and the results."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from lms.bimtek import actions, queries
from lms.bimtek.domain.skm import ELEMENTS, LEAST_GROUP, REMARKS, SPEAKER_ITEMS, VALUES, speaker_item
from lms.bimtek.forms import EvaluationForm, EvaluationPlanForm
from lms.bimtek.queries import SessionView
from lms.bimtek.queries.evaluation import EvaluationView, answered, evaluation_of, evaluation_result
from lms.bimtek.queries.evaluation_words import ELEMENT_WORDS, GRADE_WORDS, SCALE, SPEAKER_WORDS, exact
from lms.bimtek.views import blueprint
from lms.bimtek.views.assessment import acting
from lms.bimtek.views.shared import change, visible
from lms.core.errors import Forbidden, Refused
from lms.db.session import writing
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _

RUN = Permission.RUN_SESSIONS


@blueprint.app_template_global("bt_words")
def words() -> dict[str, Any]:
    """What the pages of the evaluation call things."""
    return {
        "elements": ELEMENT_WORDS, "speakers": SPEAKER_WORDS, "scale": SCALE, "grades": GRADE_WORDS,
        "speaker_items": SPEAKER_ITEMS, "item": speaker_item, "exact": exact,
    }  # fmt: skip


@blueprint.get("/<int:session_id>/evaluasi")
@guard.permit(Permission.LEARN)
def evaluate(session_id: int) -> Any:
    """The sheet, or why it cannot be filled in."""
    return _sheet(visible(session_id), EvaluationForm())


@blueprint.post("/<int:session_id>/evaluasi")
@guard.permit(Permission.LEARN)
def answer(session_id: int) -> Any:
    """Count one sheet; a sheet with gaps comes back as it was filled in."""
    view, form = visible(session_id), EvaluationForm()
    if not form.validate_on_submit():
        return _sheet(view, form, 422)
    officer_id, remarks = guard.current_officer_id(), {name: form[name].data or "" for name in REMARKS}
    try:
        with writing(services().session) as session:
            actions.answer_evaluation(
                session, session_id=session_id, officer_id=officer_id, marks=_marks(), remarks=remarks
            )
    except Forbidden:
        raise
    except Refused as refused:
        return _sheet(view, form, 422, str(refused.message))
    flash(_("Terima kasih. Jawaban Anda sudah dihitung, tanpa nama Anda."))
    return redirect(url_for("bimtek.detail", session_id=session_id), 303)


def _marks() -> dict[str, int]:
    """The values that were posted; anything that is no value is left out."""
    known = {str(value): value for value in VALUES}
    return {name: known[value] for name, value in request.form.items() if value in known}


def _sheet(view: SessionView, form: EvaluationForm, status: int = 200, fault: str = "") -> Any:
    session, officer_id = services().session, guard.current_officer_id()
    enrolment = queries.enrolment_of(session, view.id, officer_id)
    if enrolment is None or enrolment.status != "enrolled":
        raise Forbidden(
            "evaluation.not_enrolled", _("Evaluasi ini hanya untuk peserta Bimtek. Anda tidak terdaftar.")
        )
    found = evaluation_of(session, view.id)
    state: str = "ahead" if found is None else found.state
    if officer_id in answered(session, view.id):
        state = "answered"
    return render_template(
        "bimtek/evaluate.html", view=view, found=found, form=form, state=state, fault=fault, marks=_marks(),
        missing=[name for name in ELEMENTS if name not in _marks()] if fault else [],
    ), status  # fmt: skip


@blueprint.get("/kelola/<int:session_id>/evaluasi")
@guard.permit(RUN)
def evaluation(session_id: int) -> Any:
    """The trainer's page of the evaluation."""
    return _page(session_id, None)


def _page(session_id: int, form: EvaluationPlanForm | None, status: int = 200) -> Any:
    session = services().session
    view = queries.session_view(session, session_id)
    found = evaluation_of(session, session_id)
    enrolled = queries.enrolled_counts(session, [session_id]).get(session_id, 0)
    return render_template(
        "bimtek/evaluation.html", view=view, found=found, form=form or _plan_form(found), enrolled=enrolled,
        result=evaluation_result(session, found) if found else None,
    ), status  # fmt: skip


def _plan_form(found: EvaluationView | None) -> EvaluationPlanForm:
    return EvaluationPlanForm(
        data={"required": bool(found and found.required), "least": found.least if found else LEAST_GROUP}
    )


@blueprint.post("/kelola/<int:session_id>/evaluasi")
@guard.permit(RUN)
def plan_evaluation(session_id: int) -> Any:
    """Keep what the evaluation is for."""
    form = EvaluationPlanForm()
    if not form.validate_on_submit():
        return _page(session_id, form, 422)
    plan: dict[str, Any] = {"required": form.required.data, "least": form.least.data}
    change(
        lambda session: actions.plan_evaluation(session, **acting(), session_id=session_id, **plan),
        _("Pengaturan evaluasi disimpan."),
    )
    return redirect(url_for("bimtek.evaluation", session_id=session_id), 303)


@blueprint.post("/kelola/<int:session_id>/evaluasi/buka")
@guard.permit(RUN)
def open_evaluation(session_id: int) -> Any:
    """Let participants answer."""
    change(
        lambda session: actions.open_evaluation(session, **acting(), session_id=session_id),
        _("Evaluasi dibuka untuk peserta."),
    )
    return redirect(url_for("bimtek.evaluation", session_id=session_id), 303)


@blueprint.post("/kelola/<int:session_id>/evaluasi/tutup")
@guard.permit(RUN)
def close_evaluation(session_id: int) -> Any:
    """End the answering for good."""
    change(
        lambda session: actions.close_evaluation(session, **acting(), session_id=session_id),
        _("Evaluasi ditutup. Hasilnya tampil di halaman ini dan tidak berubah lagi."),
    )
    return redirect(url_for("bimtek.evaluation", session_id=session_id), 303)
