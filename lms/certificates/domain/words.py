"""Facts to the plain dictionary that templates print: full dates, decimal commas, nothing empty."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date

from lms.certificates.domain.facts import Facts, SignatureWords
from lms.core.codes import show_code
from lms.people.domain import nip

Words = dict[str, Any]

# Every name a template may use; lists hold the names of one item.
VOCABULARY: dict[str, frozenset[str]] = {
    "holder": frozenset({"name", "nip", "rank", "post", "agency", "role"}),
    "event": frozenset({"title", "kind", "organiser", "place", "days", "jp"}),
    "topics": frozenset({"number", "topic", "speaker", "jp"}),
    "result": frozenset({"attendance", "post_test", "predicate", "units"}),
    "signer": frozenset({"name", "nip", "rank", "position"}),
    "office": frozenset({"government", "name", "place", "jp_minutes"}),
    "certificate": frozenset(
        {
            "number",
            "sequence",
            "year",
            "code",
            "issued_on",
            "valid_until",
            "verify_url",
            "verify_address",
            "qr",
        }
    ),
    "signature": frozenset({"label", "note", "development"}),
}
LISTS = frozenset({"topics"})

# What a person calls the names that are most often empty, for lists of what is missing.
LABELS = {
    "event.place": "tempat kegiatan",
    "event.organiser": "penyelenggara",
    "holder.agency": "perangkat daerah pemegang",
    "holder.nip": "NIP pemegang",
    "holder.post": "jabatan pemegang",
    "holder.rank": "pangkat pemegang",
    "office.government": "nama pemerintah daerah (Pengaturan)",
    "office.place": "tempat penandatanganan (Pengaturan)",
    "result.attendance": "kehadiran",
    "result.post_test": "nilai pos-tes",
    "signer.name": "nama penandatangan (Pengaturan)",
    "signer.nip": "NIP penandatangan (Pengaturan)",
    "signer.position": "jabatan penandatangan (Pengaturan)",
    "signer.rank": "pangkat penandatangan (Pengaturan)",
}


def label(name: str) -> str:
    """The everyday words for a template's name; the name itself when there are none."""
    return LABELS.get(name, name)


def words(facts: Facts, signature: SignatureWords, qr: str) -> Words:
    """The dictionary of a template; what is empty is left out, so that printing it counts as missing."""
    entry = facts.certificate
    found: Words = {
        "holder": {**facts.holder.model_dump(), "nip": nip.show(facts.holder.nip)},
        "event": {
            "title": facts.event.title,
            "kind": facts.event.kind,
            "organiser": facts.event.organiser,
            "place": facts.event.place,
            "days": days(facts.event.first_day, facts.event.last_day),
            "jp": decimal(facts.event.jp),
        },
        "result": {
            "attendance": percent(facts.result.attendance),
            "post_test": score(facts.result.post_test),
            "predicate": facts.result.predicate,
            "units": ", ".join(facts.result.units),
        },
        "signer": {**facts.signer.model_dump(), "nip": nip.show(facts.signer.nip)},
        "office": {**facts.office.model_dump(), "jp_minutes": str(facts.office.jp_minutes)},
        "certificate": {
            "number": entry.number,
            "sequence": f"{entry.sequence:03}",
            "year": str(entry.year),
            "code": show_code(entry.code),
            "issued_on": full_date(entry.issued_on),
            "valid_until": full_date(entry.valid_until) if entry.valid_until else "",
            "verify_url": entry.verify_url,
            "verify_address": _address(entry.verify_url),
            "qr": qr,
        },
        "signature": signature.model_dump(),
        "fields": dict(facts.fields),
    }
    kept: Words = {name: _without_empty(section) for name, section in found.items()}
    if facts.topics:
        kept["topics"] = [
            _without_empty({"number": str(n), "topic": t.topic, "speaker": t.speaker, "jp": decimal(t.jp)})
            for n, t in enumerate(facts.topics, start=1)
        ]
    return kept


def _without_empty(section: Words) -> Words:
    return {name: value for name, value in section.items() if value not in ("", None)}


def _address(url: str) -> str:
    """`estafet.tirtanegara.example/verifikasi`: what a person types, without the code."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path.rpartition('/')[0]}"


def full_date(day: date) -> str:
    """`22 Oktober 2026`."""
    return format_date(day, "d MMMM y", locale="id")


def days(first: date, last: date) -> str:
    """`Kamis, 22 Oktober 2026`, or `20 s.d. 22 Oktober 2026` with as much of the first date as differs."""
    if first == last:
        return format_date(first, "EEEE, d MMMM y", locale="id")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} s.d. {full_date(last)}"
    if first.year == last.year:
        return f"{format_date(first, 'd MMMM', locale='id')} s.d. {full_date(last)}"
    return f"{full_date(first)} s.d. {full_date(last)}"


def decimal(value: Fraction, places: int = 2) -> str:
    """`8`, `7,5`: rounded down, without zeros at the end."""
    scaled = (value * 10**places).__floor__()
    whole, rest = divmod(scaled, 10**places)
    digits = f"{rest:0{places}}".rstrip("0")
    return f"{whole},{digits}" if digits else str(whole)


def score(share: Fraction | None) -> str:
    """`92,50` for a share of 0,925: two places, rounded down, so that no mark looks better than it is."""
    if share is None:
        return ""
    scaled = (share * 10_000).__floor__()
    return f"{scaled // 100},{scaled % 100:02}"


def percent(share: Fraction | None) -> str:
    """`100 %`, rounded down."""
    return "" if share is None else f"{(share * 100).__floor__()} %"
