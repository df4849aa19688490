"""The letter that says when a certificate runs out."""

from __future__ import annotations

from datetime import date, datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import urlsplit

from lms.certificates.domain.words import full_date
from lms.certificates.models import Certificate
from lms.institution.domain import Institution


def reminder(
    row: Certificate, settings: Institution, *, to: str, public_url: str, until: date, days: int, at: datetime
) -> EmailMessage:
    """The letter; composed again it carries the same Message-ID, so that mail programs show it once."""
    host = urlsplit(public_url).hostname or "localhost"
    letter = EmailMessage()
    letter["Subject"] = f"Sertifikat Anda berlaku sampai {full_date(until)}"
    letter["From"] = formataddr(
        (f"{settings.office_short} {settings.city}", settings.email or f"estafet@{host}")
    )
    letter["To"] = formataddr((row.holder_name, to))
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<sertifikat-{row.id}-{days}@{host}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(
        f"Yth. {row.holder_name},\n\n"
        f"sertifikat berikut habis masa berlakunya pada {full_date(until)}.\n\n"
        f"{row.title}\nNomor {row.number}\n\n"
        "Tanyakan perpanjangannya kepada penyelenggara, atau ikuti kegiatan berikutnya.\n"
        f"Sertifikat Anda: {public_url}/sertifikat/{row.id}\n\n"
        f"{settings.office} {settings.city}\n",
        cte="quoted-printable",
    )
    return letter
