"""Letters by e-mail: what happened, when and where, and the calendar entry that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import urlsplit

from lms.bimtek.domain.speakers import tidy
from lms.bimtek.queries.views import SessionView
from lms.bimtek.render.calendar import Addressed, Method, calendar, days
from lms.bimtek.render.paper import clock_words, weekday_words
from lms.institution.domain import Institution

SUBJECTS = {
    "invited": "Undangan Bimtek: {title}",
    "promoted": "Anda mendapat tempat: {title}",
    "waiting": "Daftar tunggu Bimtek: {title}",
    "changed": "Perubahan Bimtek: {title}",
    "reminder": "Pengingat Bimtek: {title}",
    "withdrawn": "Pendaftaran Bimtek dibatalkan: {title}",
    "declined": "Permintaan mengikuti Bimtek tidak disetujui: {title}",
    "cancelled": "Bimtek dibatalkan: {title}",
}
OPENINGS = {
    "invited": "Anda terdaftar sebagai peserta Bimtek berikut.",
    "promoted": "sebuah tempat menjadi kosong, dan Anda yang pertama dalam daftar tunggu. "
    "Sekarang Anda terdaftar sebagai peserta Bimtek berikut.",
    "waiting": "Bimtek berikut sudah penuh. Nama Anda ada dalam daftar tunggu; "
    "kami memberi tahu Anda begitu ada tempat.",
    "changed": "rencana Bimtek yang Anda ikuti berubah. Yang berlaku sekarang:",
    "reminder": "kami mengingatkan Bimtek yang akan Anda ikuti.",
    "withdrawn": "Anda tidak lagi terdaftar pada Bimtek berikut.",
    "declined": "permintaan Anda untuk mengikuti Bimtek berikut tidak disetujui.",
    "cancelled": "Bimtek berikut dibatalkan.",
}
GUEST_OPENING = "Bapak/Ibu kami undang pada Bimtek berikut sebagai {role}."
CALLED_OFF = {"withdrawn", "cancelled"}
WITHOUT_ENTRY = {"waiting", "declined"}


@dataclass(frozen=True)
class Message:
    """One message to one person; `reason` is said when there is one, `key` makes its Message-ID."""

    kind: str
    key: str
    name: str
    to: str
    reason: str = ""
    guest_role: str = ""


def compose(
    view: SessionView, settings: Institution, message: Message, *, public_url: str, at: datetime
) -> EmailMessage:
    """The letter; the same message composed again carries the same Message-ID, so that mail programs show it once."""
    host = urlsplit(public_url).hostname or "localhost"
    sender = settings.email or f"estafet@{host}"
    letter = EmailMessage()
    letter["Subject"] = SUBJECTS[message.kind].format(title=view.title)
    letter["From"] = formataddr((f"{settings.office_short} {settings.city}", sender))
    letter["To"] = formataddr((message.name, message.to))
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<bimtek-{view.id}-{message.key.replace(':', '-')}@{host}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(_text(view, settings, message, public_url), cte="quoted-printable")
    if message.kind not in WITHOUT_ENTRY:
        _attach(letter, view, settings, message, sender, host, public_url)
    return letter


def _attach(
    letter: EmailMessage, view: SessionView, settings: Institution, message: Message, sender: str, host: str, url: str
) -> None:  # fmt: skip
    method: Method = "CANCEL" if message.kind in CALLED_OFF else "REQUEST"
    who = Addressed(sender, settings.office, message.to, message.name)
    data = calendar(
        view, zone=settings.zone, address=f"{url}/bimtek/{view.id}", host=host, method=method, addressed=who
    )
    letter.add_attachment(
        data.decode(), subtype="calendar", filename="bimtek.ics", params={"method": method}, cte="base64"
    )


def _text(view: SessionView, settings: Institution, message: Message, url: str) -> str:
    opening = OPENINGS[message.kind]
    if message.guest_role and message.kind == "invited":
        opening = GUEST_OPENING.format(role=message.guest_role)
    parts = [f"Yth. {message.name},", "", opening, "", view.title, *when_and_where(view, settings)]
    if message.reason:
        parts += ["", f"Alasan: {message.reason}"]
    if message.kind not in CALLED_OFF and not message.guest_role:
        parts += ["", f"Jadwal, presensi, dan materi: {url}/bimtek/{view.id}"]
    return "\n".join([*parts, "", f"{settings.office} {settings.city}", ""])


def when_and_where(view: SessionView, settings: Institution) -> list[str]:
    """The days with their hours, the place and the link, a line each."""
    lines = []
    for day, slots in days(view, settings.zone):
        first = slots[0].starts_at.astimezone(settings.zone)
        last = max(slot.ends_at for slot in slots).astimezone(settings.zone)
        hours = f"{clock_words(first)}–{clock_words(last)} {settings.zone_label}"
        lines.append(f"{weekday_words(day)}, {hours}")
    if view.place:
        lines.append(f"Tempat: {view.place}")
    if view.link:
        lines.append(f"Tautan: {view.link}")
    return lines


def share_text(view: SessionView, settings: Institution, address: str) -> str:
    """What a trainer passes on by WhatsApp: title, when, where, and the page."""
    speakers = {name for slot in view.slots for name in tidy(slot.speaker).split("; ") if name}
    return "\n".join(
        [
            f"*{view.title}*",
            *when_and_where(view, settings),
            *([f"Narasumber: {', '.join(sorted(speakers))}"] if 0 < len(speakers) <= 3 else []),  # noqa: PLR2004
            "",
            f"Jadwal dan presensi: {address}",
        ]
    )
