"""Sends the letter with a reset link; a step of the outbox that forgets its secret once it is done."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import AbstractContextManager
from datetime import datetime
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.core.config import Config
from lms.db.session import writing
from lms.institution.domain import Institution
from lms.institution.queries import institution
from lms.jobs.models import Job
from lms.jobs.registry import JobContext, handler
from lms.people.models import AccountLink
from lms.people.secrets import token_hash

KIND = "mail.reset"
TIMEOUT_SECONDS = 20

log = structlog.get_logger("estafet.mail")


@handler(KIND)
def send(context: JobContext, payload: dict[str, Any]) -> None:
    """Send one letter, then blank the payload: it holds a token that opens an account.

    A link that was used or ran out meanwhile is not sent any more. A worker that is killed between
    sending and blanking sends the same letter twice, which does no harm.
    """
    token = str(payload.get("token", ""))
    if not token:
        return  # sent by an earlier run
    config: Config = context.config["config"]
    with context.sessions() as session:
        alive = _still_works(session, token, context.clock.now())
        settings = institution(session)
    if config.smtp_url and alive:
        letter = compose(settings, config, to=str(payload["to"]), label=str(payload["label"]), token=token)
        deliver(config.smtp_url, letter)
    else:
        log.info("reset letter not sent", configured=bool(config.smtp_url), alive=alive)
    with context.sessions() as session, writing(session):
        session.execute(update(Job).where(Job.kind == KIND, Job.key == token_hash(token)).values(payload={}))


def _still_works(session: Session, token: str, now: datetime) -> bool:
    link = session.scalar(select(AccountLink).where(AccountLink.token_hash == token_hash(token)))
    return link is not None and link.used_at is None and link.expires_at > now


def compose(settings: Institution, config: Config, *, to: str, label: str, token: str) -> EmailMessage:
    """The letter: who it is for, the link on a line of its own, and what to do when nobody asked for it."""
    host = urlsplit(config.public_url).hostname or "localhost"
    letter = EmailMessage()
    letter["Subject"] = "Tautan kata sandi Estafet"
    letter["From"] = formataddr((f"Estafet {settings.city}", settings.email or f"estafet@{host}"))
    letter["To"] = to
    letter["Date"] = formatdate(localtime=False)
    letter["Message-ID"] = make_msgid(domain=host)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(
        f"Yth. {label},\n\n"
        "ada permintaan untuk membuat kata sandi Estafet yang baru. Buka tautan ini dalam 30 menit:\n\n"
        f"{config.public_url}/aktivasi/{token}\n\n"
        "Tautan hanya dapat dipakai satu kali. Bila Anda tidak memintanya, abaikan surat ini; "
        "kata sandi Anda tidak berubah.\n\n"
        f"{settings.office} {settings.city}\n",
        cte="quoted-printable",
    )
    return letter


def deliver(smtp_url: str, letter: EmailMessage) -> None:
    """Hand the letter to the server of SMTP_URL (`smtp://` or `smtps://`, with or without user); raises on refusal.

    A password is sent over an encrypted connection only.
    """
    url = urlsplit(smtp_url)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ValueError("SMTP_URL must look like smtp://user:password@host:port or smtps://…")
    with _connection(url) as server:
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif url.scheme == "smtp" and url.username and url.hostname not in {"localhost", "127.0.0.1", "::1"}:
            raise smtplib.SMTPException("the server offers no STARTTLS, so the password is not sent")
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(letter)


def _connection(url: SplitResult) -> AbstractContextManager[smtplib.SMTP]:
    host = url.hostname or ""
    if url.scheme == "smtps":
        secure = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, url.port or 465, timeout=TIMEOUT_SECONDS, context=secure
        )
    else:
        server = smtplib.SMTP(host, url.port or 587, timeout=TIMEOUT_SECONDS)
    server.ehlo()
    return server
