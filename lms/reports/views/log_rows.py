"""The rows of a log's review: what was posted for them, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from lms.people.domain.masking import mask
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.wilson import Interval, wilson
from lms.reports.domain.log.letters import Chosen
from lms.reports.domain.log.reader import LONGEST
from lms.reports.models import DispositionLog
from lms.reports.queries.log import Line, Review
from lms.web.i18n import lazy_gettext as _l
from lms.web.i18n import ngettext

LONGEST_CODE = 60
RULE_NAMES: dict[str, Any] = {
    "email": _l("surel"),
    "handle": _l("akun media sosial"),
    "number": _l("nomor identitas atau telepon"),
    "phone": _l("nomor telepon"),
    "birth": _l("tanggal lahir"),
    "account": _l("nomor rekening, pelanggan, atau kartu"),
    "document": _l("nomor dokumen"),
    "ticket": _l("nomor permohonan"),
    "plate": _l("nomor kendaraan"),
    "rtrw": _l("RT dan RW"),
    "address": _l("alamat"),
    "name": _l("nama"),
}
OUTCOMES: dict[str, Any] = {
    "letter": _l("menjadi surat latihan"),
    "wrong": _l("salah disposisi, tidak diambil"),
    "plain": _l("tepat sejak awal, tidak diambil"),
    "unknown": _l("tujuan akhirnya tidak dikenal di katalog"),
    "D010": _l("dilewati: isinya kosong atau terlalu pendek"),
    "D011": _l("dilewati: perangkat daerah akhirnya kosong"),
    "D013": _l("dilewati: isinya sama dengan baris lain"),
}


def chosen(review: Review, form: MultiDict[str, str]) -> list[Chosen]:
    """The ticked rows with the texts and codes that were posted; what somebody typed is masked once more."""
    ticked = set(form.getlist("ambil"))
    return [_chosen(line, form) for line in (*review.wrong, *review.plain) if str(line.row) in ticked]


def _chosen(line: Line, form: MultiDict[str, str]) -> Chosen:
    typed = form.get(f"teks-{line.row}", "").strip()[:LONGEST]
    text = mask(typed).text if typed else line.text.text
    code = form.get(f"kunci-{line.row}", "")[:LONGEST_CODE] or line.codes[0].code
    proposed = line.first_codes[0].code if line.first_codes else ""
    first = form.get(f"awal-{line.row}", proposed)[:LONGEST_CODE] if line.misrouted else ""
    return Chosen(line.row, text, code, first)


def report(review: Review, taken: Sequence[Chosen]) -> list[tuple[int, str]]:
    """What became of every row of the file, by its number."""
    rows = {one.row for one in taken}
    found = {line.row: "unknown" for line in review.unknown}
    found |= {line.row: "wrong" for line in review.wrong} | {line.row: "plain" for line in review.plain}
    found |= dict.fromkeys(rows, "letter")
    found |= {one.line: one.code for one in review.log.problems if one.code in OUTCOMES}
    return sorted(found.items())


def outcomes(row: DispositionLog) -> list[tuple[Any, str, list[int]]]:
    """The stored report: each outcome with how many rows, and which."""
    found: dict[str, list[int]] = {}
    for number, outcome in row.report:
        found.setdefault(outcome, []).append(number)
    return [
        (OUTCOMES[name], ngettext("%(num)s baris", "%(num)s baris", len(found[name])), found[name])
        for name in OUTCOMES
        if name in found
    ]


def stored_pairs(row: DispositionLog) -> list[tuple[str, str, Interval]]:
    """The stored pairs with their intervals."""
    return [(final, first, wilson(count, of)) for final, first, count, of in row.pairs]


def code_names(catalogue: Catalogue) -> Callable[[str], str]:
    """A code with its name, for lists to choose from."""
    return lambda code: f"{code} {catalogue.name_of(code)}"
