"""The words of the verify page: one verdict, one sentence, then what was checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from lms.certificates.domain.words import days
from lms.certificates.queries.files import FileVerdict
from lms.certificates.queries.public import PublicCertificate
from lms.web.i18n import _, show_date, show_moment


@dataclass(frozen=True)
class Check:
    """One line under "Yang diperiksa"."""

    kind: str
    symbol: str
    title: str
    text: str


@dataclass
class Verdict:
    """What the page says; `kind` is the colour: ok, due or bad. `specimen`: a test key signed it."""

    state: str
    kind: str
    symbol: str
    title: str
    text: str
    reason: str = ""
    specimen: bool = False
    checks: list[Check] = field(default_factory=list)


def of_code(found: PublicCertificate | None) -> Verdict:
    """The verdict for a code."""
    if found is None:
        return Verdict(
            "unknown",
            "bad",
            "stop",
            _("Tidak dikenal"),
            _(
                "Tidak ada sertifikat terbit dengan kode itu. Periksa kembali kodenya; huruf O dan angka 0 dibaca sama."
            ),
        )
    verdict = _known(found)
    verdict.specimen = found.development
    verdict.checks.extend([_registered(found), *_ended(found), *_pen(found)])
    return verdict


def of_file(result: FileVerdict) -> Verdict:
    """The verdict for an uploaded file."""
    found = result.certificate
    if result.state == "changed":
        verdict = Verdict(
            "changed",
            "bad",
            "stop",
            _("Isi berkas berubah"),
            _(
                "Berkas ini tidak sama dengan yang diterbitkan. Jangan dipakai; minta berkas asli kepada pemegangnya."
            ),
        )
        verdict.checks.append(
            Check(
                "bad",
                "stop",
                _("Isi berkas tidak cocok"),
                _("Ada bagian yang diubah atau ditambahkan sesudah ditandatangani."),
            )
        )
        if found:
            verdict.checks.append(_registered(found))
        return verdict
    if found is None:
        return _not_ours(result)
    verdict = _known(found)
    verdict.specimen = result.development
    verdict.checks.extend(
        [
            _registered(found),
            Check(
                "ok",
                "check",
                _("Isi berkas tidak berubah"),
                _("Setiap bagian berkas sama dengan yang diterbitkan."),
            ),
            *_signed(result),
            *_ended(found),
            *_pen(found),
        ]
    )
    return verdict


def _known(found: PublicCertificate) -> Verdict:
    issued, until = show_date(found.issued_on), show_date(found.valid_until)
    if found.state == "valid":
        text = _(
            "Sertifikat ini diterbitkan %(issuer)s pada %(day)s dan masih berlaku.",
            issuer=found.issuer,
            day=issued,
        )
        if found.valid_until:
            text = _(
                "Sertifikat ini diterbitkan %(issuer)s pada %(day)s dan masih berlaku sampai %(until)s.",
                issuer=found.issuer,
                day=issued,
                until=until,
            )
        return Verdict("valid", "ok", "seal", _("Berlaku"), text)
    if found.state == "expired":
        return Verdict(
            "expired",
            "due",
            "clock",
            _("Kedaluwarsa"),
            _("Sertifikat ini asli, tetapi masa berlakunya habis pada %(until)s.", until=until),
        )
    ended = show_date(found.ended_at)
    if found.state == "replaced":
        return Verdict(
            "replaced",
            "due",
            "refresh",
            _("Diganti"),
            _(
                "Sertifikat ini asli, tetapi diganti dengan yang baru pada %(day)s. Mintalah penggantinya kepada pemegang.",
                day=ended,
            ),
            found.reason,
        )
    return Verdict(
        "revoked",
        "bad",
        "stop",
        _("Dicabut"),
        _(
            "Sertifikat ini pernah terbit, tetapi dicabut pada %(day)s dan tidak dapat dipakai lagi.",
            day=ended,
        ),
        found.reason,
    )


def _registered(found: PublicCertificate) -> Check:
    text = _("Diterbitkan pada %(day)s.", day=show_date(found.issued_on))
    if found.replaced and found.state == "revoked":
        text += " " + _("Sertifikat pengganti sudah diterbitkan kepada pemegang.")
    return Check("ok", "check", _("Nomor dan kode terdaftar"), text)


def _ended(found: PublicCertificate) -> list[Check]:
    moment = show_moment(found.ended_at)
    if found.state == "revoked":
        return [
            Check("bad", "stop", _("Status dicabut"), _("%(moment)s, oleh pejabat penerbit.", moment=moment))
        ]
    if found.state == "replaced":
        return [Check("due", "refresh", _("Status diganti"), moment)]
    if found.state == "expired":
        return [
            Check(
                "due",
                "clock",
                _("Masa berlaku habis"),
                _("Berlaku sampai %(until)s.", until=show_date(found.valid_until)),
            )
        ]
    return []


def _signed(result: FileVerdict) -> list[Check]:
    label = result.inspection.label
    if not label:
        return []
    return [
        Check(
            "ok",
            "check",
            _("Tanda tangan penerbit sesuai"),
            _("Ditandatangani dengan %(label)s.", label=label),
        )
    ]


def _pen(found: PublicCertificate) -> list[Check]:
    if not found.by_hand:
        return []
    return [
        Check(
            "due",
            "info",
            _("Tanda tangan basah"),
            _("Berkasnya tidak bertanda tangan elektronik. Cocokkan tanda tangan pada lembar aslinya."),
        )
    ]


def _not_ours(result: FileVerdict) -> Verdict:
    text = {
        "whole": _(
            "Tanda tangannya cocok dengan kunci penerbit, tetapi berkas ini tidak tercatat sebagai sertifikat terbit."
        ),
        "foreign": _("Berkas ini ditandatangani pihak lain dan tidak tercatat sebagai sertifikat terbit."),
    }.get(
        result.inspection.proof,
        _(
            "Berkas ini bukan PDF asli dari penerbit. Hasil cetak yang dipindai diperiksa lewat kode atau QR-nya."
        ),
    )
    return Verdict("unknown", "bad", "stop", _("Tidak dikenal"), text)


def activity(found: PublicCertificate) -> str:
    """`Bimbingan Teknis …, Kamis, 22 Oktober 2026, 8 JP`."""
    return f"{found.event_kind} {found.event}, {days(found.first_day, found.last_day)}, {found.jp} JP"
