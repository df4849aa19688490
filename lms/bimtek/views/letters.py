"""Letters and messages: the invitation as PDF, the calendar file, the text to share, and what was sent by e-mail."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Response, redirect, render_template, url_for

from lms.bimtek import actions, queries
from lms.bimtek.forms import LetterForm
from lms.bimtek.models import InvitationLetter
from lms.bimtek.queries import SessionView, messages
from lms.bimtek.queries.guests import guests
from lms.bimtek.render import letters as papers
from lms.bimtek.render.mail import share_text
from lms.bimtek.views import blueprint
from lms.bimtek.views.shared import address, change, now
from lms.core.errors import NotFound
from lms.institution.current import settings, today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _

RUN = Permission.RUN_SESSIONS
FIELDS = ("number", "nature", "dated", "addressee", "opening", "bring", "contact", "copies")


@blueprint.route("/kelola/<int:session_id>/surat", methods=["GET", "POST"])
@guard.permit(RUN)
def letters(session_id: int) -> Any:
    """The words of the letter, and everything that leaves the house."""
    session = services().session
    view = queries.session_view(session, session_id)
    letter = messages.letter(session, session_id)
    form = LetterForm(data={name: getattr(letter, name) for name in FIELDS})
    if form.validate_on_submit() and _keep(form, session_id):
        return redirect(url_for("bimtek.letters", session_id=session_id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("bimtek/letters.html", form=form, **_facts(view)), status


def _facts(view: SessionView) -> dict[str, Any]:
    session = services().session
    text = share_text(view, settings(), address("bimtek.detail", session_id=view.id))
    return {
        "view": view, "text": text, "share": f"https://wa.me/?text={quote(text)}",
        "counts": messages.counts(session, view.id), "told": messages.told_of(session, view.id, view.version),
        "stage": view.stage(now()),
    }  # fmt: skip


def _keep(form: LetterForm, session_id: int) -> bool:
    words: dict[str, Any] = {name: getattr(form, name).data or "" for name in FIELDS}
    facts = actions.LetterFacts(**words | {"dated": form.dated.data})
    who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock}
    return change(
        lambda session: actions.write_letter(session, **who, session_id=session_id, facts=facts),
        _("Isi surat disimpan."),
    )


@blueprint.get("/kelola/<int:session_id>/undangan.pdf")
@guard.permit(RUN)
def invitation(session_id: int) -> Response:
    """The invitation letter with timetable and list of participants."""
    session = services().session
    view = queries.session_view(session, session_id)
    letter: InvitationLetter = messages.letter(session, session_id)
    data = papers.invitation(
        view, settings(), letter, people=queries.participants(session, session_id, on=today()),
        guests=guests(session, view), made_at=view.changed_at,
    )  # fmt: skip
    return _pdf(data, f"undangan-bimtek-{session_id}.pdf")


@blueprint.get("/kelola/<int:session_id>/daftar-hadir.pdf")
@blueprint.get("/kelola/<int:session_id>/daftar-hadir/<int:slot_id>.pdf")
@guard.permit(RUN)
def attendance_sheet(session_id: int, slot_id: int | None = None) -> Response:
    """The lists to sign: of one slot, or of all."""
    session = services().session
    view = queries.session_view(session, session_id)
    slots = [slot for slot in view.slots if slot_id in {None, slot.id}]
    if not slots:
        raise NotFound("bimtek.slot_unknown", _("Materi ini tidak ada dalam jadwal Bimtek."))
    data = papers.attendance_sheets(
        view, settings(), slots, people=queries.participants(session, session_id, on=today()),
        guests=guests(session, view), made_at=view.changed_at,
    )  # fmt: skip
    return _pdf(data, f"daftar-hadir-bimtek-{session_id}{f'-{slot_id}' if slot_id else ''}.pdf")


def _pdf(data: bytes, name: str) -> Response:
    return Response(
        data, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@blueprint.post("/kelola/<int:session_id>/surat/perubahan")
@guard.permit(RUN)
def tell_change(session_id: int) -> Any:
    """Send everybody the session as it is now."""
    who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock}
    done = _("Pemberitahuan perubahan disiapkan untuk semua peserta.")
    change(lambda session: actions.tell_of_change(session, **who, session_id=session_id), done)
    services().ring()
    return redirect(url_for("bimtek.letters", session_id=session_id, _anchor="surel"), 303)


@blueprint.post("/kelola/<int:session_id>/surat/ulang")
@guard.permit(RUN)
def send_again(session_id: int) -> Any:
    """Try the messages again that could not be sent."""
    who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock}
    done = _("Surel yang belum terkirim dicoba kembali.")
    change(lambda session: actions.send_again(session, **who, session_id=session_id), done)
    services().ring()
    return redirect(url_for("bimtek.letters", session_id=session_id, _anchor="surel"), 303)
