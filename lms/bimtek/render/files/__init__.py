"""Everything about a session as files: a workbook with all tables, and each table as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lms.bimtek.queries.dossier import Dossier
from lms.bimtek.render.files import people, results
from lms.bimtek.render.files.common import Context, Line
from lms.core import tables
from lms.institution.domain import Institution
from lms.people.domain import nip
from lms.web.i18n import lazy_gettext as _l

NAME_AT_MOST = 31  # the limit of spreadsheets for the name of a sheet


@dataclass(frozen=True)
class Table:
    """One table: its key in addresses, its name, how it is made, and the widths of its columns in characters."""

    key: str
    name: Any
    lines: Callable[[Context], Iterator[Line]]
    widths: tuple[int, ...]
    frozen: int = 0


_ALL = (
    Table("ringkasan", _l("Ringkasan"), results.summary, (44, 60)),
    Table(
        "peserta", _l("Peserta"), people.participants, (5, 32, 22, 34, 40, 10, 10, 12, 9, 9, 34, 60, 30, 14, 14), 2
    ),
    Table("kehadiran", _l("Kehadiran"), people.attendance, (32, 22, 13, 8, 8, 44, 6, 18, 10, 12, 16, 10), 1),
    Table("tamu", _l("Tamu"), people.guests, (32, 36, 18, 13, 13, 12), 1),
    Table("tes", _l("Nilai tes"), results.tests, (32, 22, 8, 12, 12, 12), 1),
    Table("unit", _l("Hasil belajar per unit"), results.units, (34, 10, 8, 10, 10, 10, 12, 12, 14, 12, 12)),
    Table("soal", _l("Hasil belajar per soal"), results.questions, (50, 8, 8, 12, 10, 12, 10, 10, 12, 12)),
    Table("evaluasi", _l("Evaluasi"), results.evaluation, (44, 28, 10, 10, 10, 10, 10, 12, 10)),
    Table("catatan", _l("Catatan evaluasi"), results.remarks, (26, 100)),
    Table("pengecualian", _l("Pengecualian"), people.exceptions, (32, 22, 16, 70, 28, 18), 1),
    Table(
        "siasn", _l("Riwayat diklat SIASN"), people.siasn, (22, 32, 20, 50, 50, 32, 14, 14, 8, 12, 36), 2
    ),
)  # fmt: skip
TABLES: Mapping[str, Table] = {one.key: one for one in _ALL}


def workbook(found: Dossier, city: Institution) -> bytes:
    """All tables, a sheet each; NIPs are text with all their digits, and no cell is run as a formula."""
    context = Context(found, city, lambda number: number or "")
    return tables.as_xlsx(
        tables.Sheet(str(one.name)[:NAME_AT_MOST], one.lines(context), one.widths, one.frozen) for one in _ALL
    )


def table_csv(found: Dossier, city: Institution, key: str) -> bytes:
    """One table. A NIP stands in groups, or a spreadsheet would read it as a number and lose its last digits."""
    return tables.as_csv(TABLES[key].lines(Context(found, city, nip.show)))
