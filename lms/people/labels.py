"""The words that pages use for stored values of people and the city."""

from __future__ import annotations

from datetime import date

from lms.web.i18n import lazy_gettext as _l
from lms.web.i18n import show_date

ROLES = {
    "officer": _l("Pegawai"),
    "trainer": _l("Pengajar"),
    "head": _l("Kepala perangkat daerah"),
    "admin": _l("Admin"),
}
NATURES = {"definitive": _l("Definitif"), "plt": _l("Plt."), "plh": _l("Plh.")}
STATUSES = {
    "active": _l("Aktif"),
    "left": _l("Berhenti"),
    "retired": _l("Pensiun"),
    "merged": _l("Digabung"),
}
EMPLOYMENTS = {
    "pns": _l("PNS"),
    "pppk": _l("PPPK"),
    "pppk-pw": _l("PPPK paruh waktu"),
    "non-asn": _l("Non-ASN"),
}
PROFILES = {
    "ppid-utama": _l("PPID Utama"),
    "ppid-pelaksana": _l("PPID Pelaksana"),
    "petugas-pip": _l("Petugas pelayanan informasi publik"),
    "operator": _l("Operator"),
    "lain": _l("Lain"),
}
AGENCY_KINDS = {
    "setda": _l("Sekretariat"),
    "bagian": _l("Bagian Sekretariat Daerah"),
    "dinas": _l("Dinas"),
    "badan": _l("Badan"),
    "satuan": _l("Satuan"),
    "rsud": _l("Rumah sakit daerah"),
    "kecamatan": _l("Kecamatan"),
    "kelurahan": _l("Kelurahan"),
    "bumd": _l("BUMD"),
    "lain": _l("Lain"),
}
LEVELS = {
    "provinsi": _l("Provinsi"),
    "pusat": _l("Pusat"),
    "pusat_vertikal": _l("Instansi vertikal pusat"),
    "badan_hukum_publik": _l("Badan hukum publik"),
    "bumd": _l("BUMD"),
    "bumn": _l("BUMN"),
    "lembaga_independen": _l("Lembaga independen"),
    "lembaga_negara": _l("Lembaga negara"),
    "yudikatif": _l("Yudikatif"),
}
FIELDS = {
    "name": _l("Nama"),
    "front_title": _l("Gelar depan"),
    "back_title": _l("Gelar belakang"),
    "nip": _l("NIP"),
    "email": _l("Surel"),
    "phone": _l("Telepon"),
    "rank": _l("Pangkat/golongan"),
    "employment": _l("Status kepegawaian"),
    "post": _l("Jabatan"),
    "start": _l("Mulai"),
}


def value(field: str, text: str) -> object:
    """A value of an imported field as people read it: dates in full, employment in words."""
    if field == "start" and len(text) == len("2026-11-23"):
        return show_date(date.fromisoformat(text))
    return word(EMPLOYMENTS, text) if field == "employment" else text


def word(table: dict[str, object], key: str | None) -> object:
    """The word for a stored value; the value itself when the table does not know it, nothing for None."""
    return table.get(key, key) if key else ""
