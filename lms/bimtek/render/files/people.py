"""Tables about people: who took part, who was where, exceptions, guests, and the lines for the training history."""

from __future__ import annotations

from collections.abc import Iterator

from lms.bimtek.queries.dossier import Person
from lms.bimtek.render.files.common import (
    CONDITION_WORDS,
    PRESENCE_WORDS,
    RESULT_WORDS,
    Context,
    Line,
    cut,
    points,
    slashed,
)
from lms.web.i18n import _


def participants(context: Context) -> Iterator[Line]:
    """A line for each participant: hours, marks, result with its reasons, and the certificate."""
    yield [
        _("No."), _("Nama"), _("NIP"), _("Jabatan"), _("Perangkat daerah"), _("JP diikuti"), _("JP program"),
        _("Kehadiran (%)"), _("Pra-tes"), _("Pos-tes"), _("Hasil"), _("Keterangan"), _("Nomor sertifikat"),
        _("Tanggal sertifikat"), _("Status sertifikat"),
    ]  # fmt: skip
    for number, one in enumerate(context.found.people, start=1):
        who, stands, note = one.who, one.standing, one.certificate
        share = stands.attended_jp / stands.total_jp if stands.total_jp else None
        yield [
            number, who.name, context.nip(who.nip), who.post_title, who.agency_name, cut(stands.attended_jp),
            cut(stands.total_jp), points(share), points(one.tests.before if one.tests else None),
            points(stands.post_test), str(RESULT_WORDS[stands.eligible]), " ".join(stands.reasons),
            *((note.number, note.issued_on.isoformat(), _state(note.state)) if note else ("", "", "")),
        ]  # fmt: skip


def _state(state: str) -> str:
    return {"waiting": _("menunggu"), "issued": _("terbit"), "revoked": _("dicabut")}[state]


def attendance(context: Context) -> Iterator[Line]:
    """A line for each participant and slot; what was not recorded says so."""
    yield [
        _("Nama"), _("NIP"), _("Tanggal"), _("Mulai"), _("Selesai"), _("Materi"), _("JP"), _("Kehadiran"),
        _("Terlambat (menit)"), _("Pulang awal (menit)"), _("Cara mencatat"), _("JP diakui"),
    ]  # fmt: skip
    for one in context.found.people:
        yield from _slots(context, one)


def _slots(context: Context, one: Person) -> Iterator[Line]:
    how = {"code": _("kode di layar"), "card": _("kode peserta"), "hand": _("oleh panitia")}
    for slot in context.found.view.slots:
        seen = one.presences.get(slot.id)
        yield [
            one.who.name, context.nip(one.who.nip), context.day(slot.starts_at), context.clock(slot.starts_at),
            context.clock(slot.ends_at), slot.topic, cut(slot.jp),
            str(PRESENCE_WORDS[seen.state]) if seen else _("Belum tercatat"), seen.minutes_late if seen else "",
            seen.minutes_early if seen else "", how[seen.method] if seen else "", cut(one.credited[slot.id]),
        ]  # fmt: skip


def guests(context: Context) -> Iterator[Line]:
    """A line for each guest with the hours they were there."""
    yield [_("Nama"), _("Instansi"), _("Peran"), _("JP diikuti"), _("JP program"), _("Materi dihadiri")]
    total = context.found.view.total_jp
    for one in context.found.guests:
        there = sum(seen.state != "absent" for seen in one.presences.values())
        yield [one.name, one.institution, one.role, cut(one.attended_jp), cut(total), there]


def exceptions(context: Context) -> Iterator[Line]:
    """A line for each exception: for whom, which condition, why, by whom and when."""
    yield [_("Nama"), _("NIP"), _("Syarat"), _("Alasan"), _("Diberikan oleh"), _("Tanggal")]
    for one in context.found.people:
        for waiver in one.waivers:
            yield [
                one.who.name, context.nip(one.who.nip), str(CONDITION_WORDS[waiver.condition]), waiver.reason,
                waiver.granted_by, context.day(waiver.granted_at),
            ]  # fmt: skip


def siasn(context: Context) -> Iterator[Line]:
    """What the training history of SIASN asks for, a line for each person with a right to a certificate.

    Only of a closed session, because until then the right can change; a revoked certificate is left out.
    """
    yield [
        _("NIP"), _("Nama"), _("Jenis diklat"), _("Nama diklat"), _("Institusi penyelenggara"),
        _("Nomor sertifikat"), _("Tanggal mulai"), _("Tanggal selesai"), _("Tahun"), _("Jumlah jam (JP)"),
        _("Nama berkas"),
    ]  # fmt: skip
    view, city = context.found.view, context.city
    if view.stored_state != "closed" or view.last_day is None:
        return
    for one in context.found.people:
        note = one.certificate
        if one.standing.eligible == "none" or (note and note.state == "revoked"):
            continue
        issued = note if note and note.state == "issued" else None
        yield [
            context.nip(one.who.nip), one.who.name, "Bimbingan Teknis", view.title, f"{city.office} {city.city}",
            issued.number if issued else "", slashed(view.first_day), slashed(view.last_day), view.last_day.year,
            cut(view.total_jp), issued.file if issued else "",
        ]  # fmt: skip
