"""The weekly letter about refreshers, and the words to share: no figures about the person, who may read over a shoulder."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import urlsplit

from lms.institution.domain import Institution


def digest(
    settings: Institution, *, to: str, name: str, questions: int, minutes: int, public_url: str, week: str,
    officer_id: int, at: datetime,
) -> EmailMessage:  # fmt: skip
    """The letter; composed again it carries the same Message-ID, so that mail programs show it once."""
    host = urlsplit(public_url).hostname or "localhost"
    letter = EmailMessage()
    letter["Subject"] = f"Penyegaran pekan ini: {questions} soal, sekitar {minutes} menit"
    letter["From"] = formataddr(
        (f"{settings.office_short} {settings.city}", settings.email or f"estafet@{host}")
    )
    letter["To"] = formataddr((name, to))
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<penyegaran-{officer_id}-{week}@{host}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["List-Unsubscribe"] = f"<{public_url}/penyegaran>"
    letter.set_content(
        f"Yth. {name},\n\n"
        f"{questions} soal untuk tugas Anda sekarang sudah waktunya diulang. "
        f"Mengerjakannya memerlukan sekitar {minutes} menit, dan hasilnya tidak mengubah sertifikat "
        "maupun kedudukan Anda.\n\n"
        f"{public_url}/penyegaran\n\n"
        "Tidak ingin menerima surat ini lagi? Matikan di bagian bawah halaman tersebut.\n\n"
        f"{settings.office} {settings.city}\n",
        cte="quoted-printable",
    )
    return letter
