"""Languages: Indonesian is what the source says, English comes from one catalogue; dates and numbers in both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, current_app, has_app_context, request
from flask_babel import Babel, format_decimal, format_time, get_locale, ngettext
from flask_babel import format_date as babel_date
from flask_babel import gettext as babel_gettext
from flask_babel.speaklater import LazyString

__all__ = ["_", "get_locale", "gettext", "init", "lazy_gettext", "ngettext"]

LANGUAGES = ("id", "en")
COOKIE = "bahasa"
SOURCE = Path(__file__).resolve().parent / "locale"

Chooser = Callable[[], str | None]


def gettext(text: str, **values: Any) -> str:
    """The sentence in the reader's language; outside an application the Indonesian one."""
    if has_app_context():
        return str(babel_gettext(text, **values))
    return text % values if values else text


def lazy_gettext(text: str, **values: Any) -> Any:
    """A sentence that is translated when it is shown, not when the module is read."""
    return LazyString(gettext, text, **values)


_ = gettext


def compile_catalogue(target: Path) -> None:
    """Compile the English catalogue into `target` when it is newer than what is there."""
    source = SOURCE / "en" / "LC_MESSAGES" / "messages.po"
    compiled = target / "en" / "LC_MESSAGES" / "messages.mo"
    if not source.exists() or (compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime):
        return
    compiled.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as text:
        catalogue = read_po(text, locale="en")
    draft = compiled.with_suffix(".draft")
    with draft.open("wb") as out:
        write_mo(out, catalogue)
    draft.replace(compiled)


def init(app: Flask, home: Path, *, choose: Chooser, timezone: Chooser) -> Babel:
    """Set up Flask-Babel; `choose` says the signed-in reader's language, `timezone` the institution's zone."""
    target = home / "locale"
    compile_catalogue(target)
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "id")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(target)

    def locale() -> str:
        wanted = choose() or request.cookies.get(cookie_name()) or "id"
        return wanted if wanted in LANGUAGES else "id"

    babel = Babel(app, locale_selector=locale, timezone_selector=timezone)
    app.jinja_env.filters.update(
        tanggal=show_date,
        tanggal_jam=show_moment,
        jam=show_time,
        hari=show_weekday,
        angka=show_number,
        persen=show_percent,
    )
    return babel


def cookie_name() -> str:
    """The name of the language cookie; with the `__Host-` prefix over https."""
    return f"__Host-{COOKIE}" if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE


def show_date(value: date | datetime | None) -> str:
    """`23 November 2026`; a moment is shown on the institution's day."""
    return str(babel_date(value, "d MMMM y")) if value else ""


def show_weekday(value: date | datetime) -> str:
    """`Senin, 23 November 2026`."""
    return str(babel_date(value, "EEEE, d MMMM y"))


def show_time(value: datetime | None) -> str:
    """`09.42 WIB`."""
    if value is None:
        return ""
    pattern = "HH.mm" if str(get_locale()) == "id" else "HH:mm"
    return f"{format_time(value, pattern)} {current_app.config['ZONE_LABEL']()}"


def show_moment(value: datetime | None) -> str:
    """`23 November 2026, 09.42 WIB`."""
    return f"{show_date(value)}, {show_time(value)}" if value else ""


def show_number(value: Any, digits: int = 0) -> str:
    """A number with a decimal comma (in Indonesian), rounded down so that no mark looks better than it is."""
    scaled = Fraction(str(value)) if not isinstance(value, Fraction) else value
    factor = 10**digits
    floored = (scaled * factor).__floor__()
    pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
    return str(format_decimal(Decimal(floored) / factor, pattern))


def show_percent(value: Any) -> str:
    """A share from 0 to 1 as `78 %`, rounded down."""
    share = value if isinstance(value, Fraction) else Fraction(str(value))
    return f"{(share * 100).__floor__()} %"
