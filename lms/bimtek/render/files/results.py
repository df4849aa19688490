"""Tables about what a session brought: key figures, tests before and after, and the evaluation without small groups."""

from __future__ import annotations

from collections.abc import Iterator

from lms.bimtek.domain.gain import Figure
from lms.bimtek.domain.skm import SPEAKER_ITEMS, Counts, speaker_item
from lms.bimtek.queries.evaluation_words import ELEMENT_WORDS, GRADE_WORDS, SPEAKER_WORDS
from lms.bimtek.render.files.common import Context, Line, cut, points, ratio
from lms.web.i18n import _

TOPICS = ("good", "better")


def summary(context: Context) -> Iterator[Line]:
    """The key figures, a line each."""
    found, view = context.found, context.found.view
    yield [_("Hal"), _("Isi")]
    yield [_("Bimtek"), view.title]
    yield [_("Penyelenggara"), f"{context.city.office} {context.city.city}"]
    yield [_("Tanggal mulai"), view.first_day.isoformat() if view.first_day else ""]
    yield [_("Tanggal selesai"), view.last_day.isoformat() if view.last_day else ""]
    yield [_("Tempat"), view.place]
    yield [_("JP program"), cut(view.total_jp)]
    closed = view.stored_state == "closed"
    yield [_("Keadaan"), _("ditutup, hasil tetap") if closed else _("belum ditutup, hasil sementara")]
    yield [_("Peserta"), len(found.people)]
    yield [_("Tamu"), len(found.guests)]
    yield [_("Berhak atas sertifikat"), found.count("pass")]
    yield [_("Berhak atas sertifikat keikutsertaan"), found.count("participation")]
    yield [_("Belum memenuhi syarat"), found.count("none")]
    yield from _measured(context)


def _measured(context: Context) -> Iterator[Line]:
    learned, result = context.found.learning, context.found.result
    if learned and learned.whole:
        whole = learned.whole
        yield [_("Peserta dengan kedua tes"), whole.n]
        yield [_("Rata-rata pra-tes"), points(whole.before)]
        yield [_("Rata-rata pos-tes"), points(whole.after)]
        yield [
            _("Kenaikan ternormalisasi kelas"),
            ratio(whole.normalised.value if whole.normalised else None),
        ]
    if result and result.shown.index is not None and result.shown.grade:
        yield [_("Evaluasi diisi oleh (orang)"), result.shown.n]
        yield [_("Indeks kepuasan"), cut(result.shown.index)]
        yield [_("Mutu"), f"{result.shown.grade} ({GRADE_WORDS[result.shown.grade]})"]


def tests(context: Context) -> Iterator[Line]:
    """A line for each participant with both tests, as points of 100."""
    yield [_("Nama"), _("NIP"), _("Paruh"), _("Pra-tes"), _("Pos-tes"), _("Kenaikan")]
    for one in context.found.people:
        if one.tests:
            before, after = one.tests.before, one.tests.after
            yield [
                one.who.name, context.nip(one.who.nip), one.tests.half, points(before), points(after),
                points(after - before),
            ]  # fmt: skip


def units(context: Context) -> Iterator[Line]:
    """The gain of the whole room and of each unit, with the ends of the 95 % intervals."""
    yield [
        _("Unit"), _("Soal per bentuk"), _("Orang"), _("Sebelum"), _("Sesudah"), _("Kenaikan"), _("Selang bawah"),
        _("Selang atas"), _("Ternormalisasi"), _("Selang bawah"), _("Selang atas"),
    ]  # fmt: skip
    learned = context.found.learning
    if learned is None or learned.whole is None:
        return
    names = context.found.unit_names
    whole = (_("Seluruh ruangan"), len(learned.assessment.forms.first), learned.whole)
    for name, questions, gain in (
        whole,
        *((names.get(one.unit, one.unit or "–"), one.questions, one.gain) for one in learned.units),
    ):
        ends = _ends(gain.normalised)
        yield [
            name, questions, gain.n, points(gain.before), points(gain.after), points(gain.change.value),
            points(gain.change.low), points(gain.change.high), *(ratio(end) for end in ends),
        ]  # fmt: skip


def _ends(figure: Figure | None) -> tuple[float | None, float | None, float | None]:
    return (figure.value, figure.low, figure.high) if figure else (None, None, None)


def questions(context: Context) -> Iterator[Line]:
    """A line for each question of the forms: who met it before is one half of the room, who met it after the other."""
    yield [
        _("Soal"), _("Unit"), _("Bentuk"), _("Terjawab sebelum (%)"), _("Orang sebelum"),
        _("Terjawab sesudah (%)"), _("Orang sesudah"), _("Selisih"), _("Selang bawah"), _("Selang atas"),
    ]  # fmt: skip
    learned = context.found.learning
    for one in learned.questions if learned else ():
        before, after, change = one.before, one.after, one.change
        yield [
            one.title, one.unit, one.form, points(before.share if before else None), before.n if before else 0,
            points(after.share if after else None), after.n if after else 0,
            points(change.value if change else None), points(change.low if change else None),
            points(change.high if change else None),
        ]  # fmt: skip


def evaluation(context: Context) -> Iterator[Line]:
    """Counts of each item; nothing before the evaluation is closed, and no item that too few people answered."""
    yield [_("Unsur"), _("Tentang"), "1", "2", "3", "4", _("Orang"), _("Rata-rata"), _("Indeks")]
    found, result = context.found.evaluation, context.found.result
    if found is None or result is None:
        return
    for place, (name, (title, _text)) in enumerate(ELEMENT_WORDS.items(), start=1):
        yield _item(f"U{place} {title}", "", result.shown.elements[name])
    for one in found.speakers:
        for item in SPEAKER_ITEMS:
            counts = result.shown.speakers[speaker_item(one.key, item)]
            yield _item(str(SPEAKER_WORDS[item]), one.name, counts)


def _item(name: str, about: str, counts: Counts | None) -> Line:
    if counts is None or counts.mean is None or counts.index is None:
        return [name, about, *([_("disembunyikan")] * 7)]
    return [name, about, *counts.counts, counts.n, cut(counts.mean), cut(counts.index)]


def remarks(context: Context) -> Iterator[Line]:
    """The sentences of the evaluation without names, in an order that says nothing; none of a small group."""
    yield [_("Tentang"), _("Catatan")]
    result = context.found.result
    words = {"good": _("Yang sudah baik"), "better": _("Yang perlu diperbaiki")}
    for topic in TOPICS if result else ():
        for text in result.remarks.get(topic, ()) if result else ():
            yield [words[topic], text]
