"""The list of officers as a CSV that spreadsheets open safely and `people import` reads back without a change."""

from __future__ import annotations

import csv
import io
from datetime import date

from sqlalchemy.orm import Session

from lms.people.models import Officer
from lms.people.queries.officers import OfficerLine, find_officers

HEAD = (
    "nama", "gelar depan", "gelar belakang", "nip", "surel", "telepon", "pangkat/golongan", "status kepegawaian",
    "jabatan", "perangkat daerah", "profil", "tmt",
)  # fmt: skip
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before anything that a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def roster_csv(session: Session, *, on: date) -> str:
    """Active officers with the definitive post of the day; semicolons and a byte order mark, as Excel expects here."""
    lines = find_officers(session, on=on)
    rows = {row.id: row for row in session.query(Officer).where(Officer.status == "active")}
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for line in lines:
        writer.writerow([safe_cell(text) for text in _cells(rows[line.id], line)])
    return out.getvalue()


def _cells(row: Officer, line: OfficerLine) -> list[str]:
    definitive = line.nature == "definitive"
    post = (
        [line.post_title, line.agency_name, line.profile or "", str(line.since or "")]
        if definitive
        else [""] * 4
    )
    nip = f"'{row.nip}" if row.nip else ""  # text, or Excel keeps fifteen digits of eighteen
    return [
        row.name, row.front_title, row.back_title, nip, row.email or "", row.phone, row.rank,
        row.employment.replace("pppk-pw", "pppk paruh waktu"), *post,
    ]  # fmt: skip
