"""Single cells: dates, employment, profiles, and names with titles, as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from lms.core.codes import slugify
from lms.people.domain.city import PROFILES
from lms.people.domain.roster.columns import plain

_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2}|[a-z]+)[/.\- ](\d{4})")
_SERIAL = re.compile(r"[2-6]\d{4}")
_SPREADSHEET_EPOCH = date(1899, 12, 30)

_EMPLOYMENT = {
    "pns": "pns", "cpns": "pns", "asn pns": "pns", "pegawai negeri sipil": "pns",
    "pppk": "pppk", "p3k": "pppk", "asn pppk": "pppk",
    "pppk paruh waktu": "pppk-pw", "p3k paruh waktu": "pppk-pw", "pppk pw": "pppk-pw",
    "non asn": "non-asn", "nonasn": "non-asn", "honorer": "non-asn", "tenaga kontrak": "non-asn",
    "thl": "non-asn", "outsourcing": "non-asn", "kontrak": "non-asn",
}  # fmt: skip

_FRONT = re.compile(r"(?:(?:prof|dr|drs|dra|drg|drh|ir|h|hj|apt|ns|kh|r|rr|raden)\.\s*)+", re.IGNORECASE)
_EXCEL_TEXT = re.compile(r'="(.*)"')


def cell_text(cell: str) -> str:
    """The cell without what spreadsheets add to keep it text: `'...` and `="..."`."""
    text = cell.strip()
    wrapped = _EXCEL_TEXT.fullmatch(text)
    return wrapped[1].strip() if wrapped else text.removeprefix("'").strip()


def read_date(text: str) -> date | None:
    """A date in ISO form, day first, with an Indonesian month, or as a spreadsheet's day number; None if neither."""
    folded = " ".join(text.casefold().split())
    iso, day_first = _ISO.fullmatch(folded), _DAY_FIRST.fullmatch(folded)
    if _SERIAL.fullmatch(folded):
        return _SPREADSHEET_EPOCH + timedelta(days=int(folded))
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if day_first:
            return date(int(day_first[3]), _month(day_first[2]), int(day_first[1]))
    except ValueError:
        return None
    return None


def _month(text: str) -> int:
    """The number of a month; three letters of its name are enough. Raises ValueError."""
    if text.isdigit():
        return int(text)
    found = [n for n, name in enumerate(_MONTHS, start=1) if len(text) >= 3 and name.startswith(text)]  # noqa: PLR2004
    if len(found) != 1:
        raise ValueError(text)
    return found[0]


def read_employment(text: str) -> str | None:
    """The stored word for a status of employment; None when it is not known."""
    return _EMPLOYMENT.get(plain(text))


def read_profile(text: str) -> str | None:
    """The stored word for a post profile; None when it is not known."""
    slug = slugify(text, "")
    return slug if slug in PROFILES else None


def split_titles(text: str) -> tuple[str, str, str]:
    """Front titles, name and back titles of `Drs. Hendro Pamungkas, M.Si.`."""
    name, _, back = text.partition(",")
    front = _FRONT.match(name)
    if front and front.end() < len(name):
        return front[0].strip(), name[front.end() :].strip(), back.strip()
    return "", name.strip(), back.strip()
