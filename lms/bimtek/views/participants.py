"""The list of participants: shown, extended by agency, search or a pasted list, and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from lms.bimtek import actions, queries
from lms.bimtek.forms import GuestForm, RosterForm, WithdrawForm
from lms.bimtek.queries import candidates, choices, seats
from lms.bimtek.queries.guests import guests
from lms.bimtek.views import blueprint
from lms.bimtek.views.shared import change
from lms.core.errors import Refused
from lms.db.session import writing
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _, ngettext
from lms.web.i18n import lazy_gettext as _l
from lms.web.incoming import whole

RUN = Permission.RUN_SESSIONS

OUTCOMES: Mapping[str, tuple[str, Any]] = {
    "added": ("ok", _l("Didaftarkan")),
    "already": ("", _l("Sudah terdaftar")),
    "queued": ("due", _l("Masuk daftar tunggu")),
    "full": ("bad", _l("Tidak didaftarkan: kapasitas penuh")),
    "inactive": ("bad", _l("Tidak didaftarkan: pegawai tidak aktif")),
    "unknown": ("bad", _l("Tidak ada pegawai dengan NIP atau surel ini")),
    "mangled": ("bad", _l("NIP rusak oleh lembar kerja; ubah kolomnya menjadi teks, lalu salin ulang")),
    "unreadable": ("bad", _l("Tidak memuat NIP 18 angka atau alamat surel")),
    "twice": ("", _l("Sudah disebut pada baris sebelumnya")),
}


@blueprint.get("/kelola/<int:session_id>/peserta")
@guard.permit(RUN)
def participants(session_id: int) -> Any:
    """Who is enrolled, who waits, who asked, who left, and the guests."""
    return participants_page(session_id, GuestForm())


def participants_page(session_id: int, form: GuestForm, status: int = 200) -> Any:
    """The page of all people of a session, with the form for a guest."""
    session = services().session
    view = queries.session_view(session, session_id)
    people = queries.participants(session, session_id, on=today(), withdrawn=True)
    by_status: dict[str, list[Any]] = {}
    for one in people:
        by_status.setdefault(one.status, []).append(one)
    line = [one.id for one in seats.line(session, session_id)]
    waiting = sorted(by_status.get("waiting", []), key=lambda one: line.index(one.enrolment_id))
    return render_template(
        "bimtek/participants.html", view=view, people=by_status.get("enrolled", []), waiting=waiting,
        asked=by_status.get("requested", []), left=by_status.get("withdrawn", []) + by_status.get("declined", []),
        guests=guests(session, view), taken=seats.seats_taken(session, session_id), form=form,
    ), status  # fmt: skip


@blueprint.get("/kelola/<int:session_id>/peserta/tambah")
@guard.permit(RUN)
def add_participants(session_id: int) -> Any:
    """Find people to enrol."""
    return _add_page(session_id, RosterForm())


def _add_page(session_id: int, form: RosterForm, report: list[Any] | None = None, status: int = 200) -> Any:
    session, day = services().session, today()
    asked = _asked()
    return render_template(
        "bimtek/add_participants.html", view=queries.session_view(session, session_id), form=form, asked=asked,
        agencies=choices.agency_choices(session, day), profiles=choices.profile_choices(session),
        units=choices.unit_choices(session), found=asked.candidates(session, session_id, day), report=report,
        outcomes=OUTCOMES, enrolled=seats.seats_taken(session, session_id),
    ), status  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the search asks for: part of a name, NIP or e-mail, an agency, a profile of post, a unit below a level."""

    text: str
    agency_id: int | None
    profile: str
    unit: str
    below: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.text or self.agency_id or self.profile or self.unit)

    def candidates(self, session: Session, session_id: int, day: date) -> list[candidates.Candidate]:
        """Who fits."""
        gap = candidates.Gap(self.unit, self.below) if self.unit else None
        return candidates.candidates(
            session,
            session_id,
            on=day,
            text=self.text,
            agency_id=self.agency_id,
            profile=self.profile,
            gap=gap,
        )

    @property
    def query(self) -> dict[str, Any]:
        """The same question as arguments of an address."""
        found = {"cari": self.text, "opd": self.agency_id, "profil": self.profile, "unit": self.unit}
        if self.unit:
            found["di_bawah"] = self.below
        return {name: value for name, value in found.items() if value}


def _asked() -> Asked:
    values = request.args
    below = whole(values.get("di_bawah"), most=5)
    return Asked(
        values.get("cari", "").strip()[:100], whole(values.get("opd")), values.get("profil", "")[:60],
        values.get("unit", "")[:20], below or 2,
    )  # fmt: skip


@blueprint.post("/kelola/<int:session_id>/peserta/tambah")
@guard.permit(RUN)
def enrol_chosen(session_id: int) -> Any:
    """Enrol the people whose boxes were ticked, or everybody whom the search found."""
    typed = (whole(value) for value in request.form.getlist("pegawai"))
    ids = [number for number in typed if number is not None]
    if "semua" in request.form:
        found = _asked().candidates(services().session, session_id, today())
        ids = [one.officer.id for one in found if one.status not in {"enrolled", "waiting"}]
    if not ids:
        flash(_("Belum ada pegawai yang dipilih. Centang paling sedikit satu nama."), "due")
        return redirect(_back(session_id), 303)
    _say(list(_enrol(session_id, ids).values()))
    return redirect(url_for("bimtek.participants", session_id=session_id), 303)


def _say(outcomes: list[str]) -> None:
    """How it went, in at most two sentences."""
    added = outcomes.count("added")
    if added:
        flash(ngettext("%(num)s pegawai didaftarkan.", "%(num)s pegawai didaftarkan.", added))
    if "queued" in outcomes:
        flash(
            _("%(n)s pegawai masuk daftar tunggu, karena kapasitas sudah penuh.", n=outcomes.count("queued")),
            "due",
        )
    if "full" in outcomes:
        left = outcomes.count("full")
        flash(_("%(n)s pegawai tidak didaftarkan, karena kapasitas sudah penuh.", n=left), "bad")
    if not added and not {"full", "queued"} & set(outcomes):
        flash(_("Semua pegawai yang dipilih sudah terdaftar."), "due")


def _back(session_id: int) -> str:
    return url_for("bimtek.add_participants", session_id=session_id)


def _enrol(session_id: int, officer_ids: list[int]) -> dict[int, str]:
    with writing(services().session) as session:
        done = actions.enrol_many(
            session,
            actor=guard.current_actor(),
            clock=services().clock,
            session_id=session_id,
            officer_ids=officer_ids,
        )
    services().ring()
    return {one.officer_id: one.outcome for one in done}


@blueprint.post("/kelola/<int:session_id>/peserta/daftar")
@guard.permit(RUN)
def enrol_list(session_id: int) -> Any:
    """Enrol a pasted list and report line by line; sending it again changes nothing."""
    form = RosterForm()
    if not form.validate_on_submit():
        return _add_page(session_id, form, status=422)
    looked = candidates.look_up(services().session, form.text.data, on=today())
    try:
        done = _enrol(session_id, [one.officer.id for one in looked if one.found == "found" and one.officer])
    except Refused as refused:
        form.text.errors = [str(refused.message)]
        return _add_page(session_id, form, status=422)
    report = [
        (one, done[one.officer.id] if one.found == "found" and one.officer else one.found) for one in looked
    ]
    return _add_page(session_id, RosterForm(formdata=None), report)


@blueprint.post("/kelola/<int:session_id>/peserta/<int:enrolment_id>/keluar")
@guard.permit(RUN)
def withdraw(session_id: int, enrolment_id: int) -> Any:
    """Take somebody off the list."""
    form = WithdrawForm()
    reason = (form.reason.data or "").strip()[:200]
    who: dict[str, Any] = {
        "actor": guard.current_actor(),
        "clock": services().clock,
        "session_id": session_id,
    }
    change(
        lambda session: actions.withdraw(session, **who, enrolment_id=enrolment_id, reason=reason),
        _("Peserta dikeluarkan dari daftar. Catatan kehadirannya tetap disimpan."),
    )
    services().ring()
    return redirect(url_for("bimtek.participants", session_id=session_id), 303)
