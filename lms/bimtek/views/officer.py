"""Pages of participants: their sessions, the one next thing to do, checking in, and the post-test."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from lms.bimtek import actions, queries, render
from lms.bimtek.domain import card, checkin
from lms.bimtek.domain.next_step import next_step
from lms.bimtek.forms import CodeForm
from lms.bimtek.queries import SessionView, post_test, requests, seats
from lms.bimtek.queries.assessment import pre_test_progress
from lms.bimtek.queries.evaluation import to_evaluate
from lms.bimtek.queries.results import cancelled_for
from lms.bimtek.views import blueprint, limits, ticket
from lms.bimtek.views.registration import waiting_requests
from lms.bimtek.views.shared import address, now, visible
from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.institution.current import settings, today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("")
@guard.permit(Permission.LEARN)
def index() -> Any:
    """The reader's own sessions: ahead, running, and past with their results."""
    if current_user.officer_id is None and guard.allowed(Permission.RUN_SESSIONS):
        return redirect(url_for("bimtek.manage"), 303)
    session, officer_id, at = services().session, guard.current_officer_id(), now()
    upcoming = queries.upcoming_for(session, officer_id, at)
    return render_template(
        "bimtek/index.html",
        running=[one for one in upcoming if one.stage == "running"],
        due=[one for one in upcoming if one.view.today_at(one.stage, today())],
        ahead=[
            one for one in upcoming if one.stage == "announced" and not one.view.today_at(one.stage, today())
        ],
        past=queries.past_for(session, officer_id, at),
        cancelled=cancelled_for(session, officer_id, at),
        pending=requests.pending_for(session, officer_id, at),
        offers=requests.offers_for(session, officer_id, at),
        asked=len(waiting_requests()) if guard.allowed(Permission.SEE_OWN_AGENCY) else 0,
    )


@blueprint.get("/<int:session_id>")
@guard.permit(Permission.LEARN)
def detail(session_id: int) -> Any:
    """One session: the timetable, where it is, how the reader stands, and the one next thing to do."""
    return _detail(visible(session_id), CodeForm())


def _detail(view: SessionView, form: CodeForm, status: int = 200) -> Any:
    mine = _standing(view)
    return render_template(
        "bimtek/detail.html", view=view, stage=view.stage(now()), form=form, **mine
    ), status


def _standing(view: SessionView) -> dict[str, Any]:
    """What the page says about the reader: enrolment, presence by slot, the slot to check in to, result, next step."""
    session, officer_id, at = services().session, current_user.officer_id, now()
    enrolment = queries.enrolment_of(session, view.id, officer_id) if officer_id is not None else None
    if enrolment is None or enrolment.status != "enrolled":
        return {
            "enrolment": enrolment,
            "step": None,
            "there": {},
            "slot": None,
            "result": None,
            **_seats(view, enrolment),
        }
    there = queries.presences(session, view.id).get(enrolment.id, {})
    open_slots = queries.open_to(view, there)
    result = next(iter(queries.eligibility(session, view.id, officer_id)), None)
    final = result.eligible if result and view.stored_state == "closed" else None
    step = next_step(
        view.stage(at),
        can_check_in=bool(open_slots),
        result=final,
        post_test=post_test.progress(session, view, enrolment.officer_id, at),
        pre_test=pre_test_progress(session, view, enrolment.officer_id, at),
        evaluate=to_evaluate(session, view.id, enrolment.officer_id),
    )
    slot = open_slots[-1] if open_slots else None
    return {"enrolment": enrolment, "step": step, "there": there, "slot": slot, "result": result}


def _seats(view: SessionView, enrolment: Any) -> dict[str, int]:
    """For somebody without a place: how many are taken, and the turn in the line."""
    session = services().session
    place = seats.place_in_line(session, enrolment) if enrolment else 0
    return {"taken": seats.seats_taken(session, view.id), "place": place}


@blueprint.get("/<int:session_id>/jadwal.ics")
@guard.permit(Permission.LEARN)
def calendar(session_id: int) -> Response:
    """The timetable as a calendar file."""
    view = visible(session_id)
    page = address("bimtek.detail", session_id=session_id)
    data = render.calendar(
        view, zone=settings().zone, address=page, host=urlsplit(page).hostname or "estafet"
    )
    headers = {"Content-Disposition": f'attachment; filename="bimtek-{session_id}.ics"'}
    return Response(data, content_type="text/calendar; charset=utf-8", headers=headers)


@blueprint.route("/<int:session_id>/hadir/<int:slot_id>", methods=["GET", "POST"])
@guard.permit(Permission.LEARN)
def arrive(session_id: int, slot_id: int) -> Any:
    """After the scan: one button that records the reader's presence; typed codes come here too."""
    view = visible(session_id)
    slot = view.slot(slot_id)
    if slot is None:
        raise NotFound("bimtek.slot_unknown", _("Materi ini tidak ada dalam jadwal Bimtek."))
    form = CodeForm(data={"kode": request.args.get("kode", "")[:24]})
    if form.validate_on_submit() and _check_in(session_id, slot_id, form):
        flash(_("Kehadiran Anda tercatat: %(topic)s.", topic=slot.topic))
        return redirect(url_for("bimtek.detail", session_id=session_id), 303)
    mine = _standing(view)
    status = 200 if request.method == "GET" else 422
    return render_template(
        "bimtek/arrive.html", view=view, slot=slot, form=form, seen=mine["there"].get(slot_id)
    ), status


def _check_in(session_id: int, slot_id: int, form: CodeForm) -> bool:
    service, code = services(), form.kode.data
    account_id = current_user.account_id
    try:
        limits.refuse_guessing(account_id)
        with writing(service.session) as session:
            actions.check_in(
                session, actor=guard.current_actor(), clock=service.clock, session_id=session_id, slot_id=slot_id,
                officer_id=guard.current_officer_id(), code=code, secret=current_app.config["SECRET_KEY"],
                seen_at=ticket.seen_at(session_id, slot_id, code, now()),
            )  # fmt: skip
    except NotFound:
        raise
    except Refused as refused:
        if refused.code == "checkin.code":
            limits.count_guess(account_id)
        form.kode.errors = [str(refused.message)]
        return False
    return True


@blueprint.get("/<int:session_id>/hadir/<int:slot_id>/pindai")
@guard.public
def scanned(session_id: int, slot_id: int) -> Any:
    """Where the QR code leads: notes that this browser saw the code, then goes on, through sign-in if need be."""
    code = request.args.get("kode", "")[:24]
    target = url_for("bimtek.arrive", session_id=session_id, slot_id=slot_id, kode=code)
    response = redirect(target, 303)
    ticket.leave(response, session_id, slot_id, code, now())  # type: ignore[arg-type]
    return response


@blueprint.get("/<int:session_id>/kode-saya")
@guard.permit(Permission.LEARN)
def own_code(session_id: int) -> Any:
    """The reader's own code, for the trainer to scan."""
    view, session = visible(session_id), services().session
    mine = queries.enrolment_of(session, session_id, guard.current_officer_id())
    if mine is None or mine.status != "enrolled":
        raise NotFound("bimtek.not_enrolled", _("Anda tidak terdaftar pada Bimtek ini."))
    at = now()
    code = card.code(current_app.config["SECRET_KEY"], session_id, mine.id, at)
    return render_template(
        "bimtek/own_code.html", view=view, code=checkin.show(code),
        seconds=card.WINDOW_SECONDS - int(at.timestamp()) % card.WINDOW_SECONDS,
        picture=render.picture(address("bimtek.scan_now", session_id=session_id, kode=code)),
    )  # fmt: skip


@blueprint.post("/<int:session_id>/pos-tes")
@guard.permit(Permission.LEARN)
def start_post_test(session_id: int) -> Any:
    """Begin the post-test, or go on with it."""
    service = services()
    visible(session_id)
    with writing(service.session) as session:
        attempt = actions.start_post_test(
            session, actor=guard.current_actor(), clock=service.clock, session_id=session_id,
            officer_id=guard.current_officer_id(),
        )  # fmt: skip
    return redirect(url_for("quizzes.attempt", attempt_id=attempt.id), 303)
