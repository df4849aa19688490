"""Makes the people, posts and accounts that tests act with; every call is one committed transaction."""

from __future__ import annotations

import re
from datetime import date
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.db.session import writing
from lms.people.actions import accounts
from lms.people.models import Account, Affair, Agency, AgencyAffair, Assignment, Officer, Post
from lms.people.secrets import hash_password

PASSWORD = "kata sandi contoh 1"
ACTOR = Actor("cli", None, "tes")
_hashed: list[str] = []


def password_hash() -> str:
    """The hash of PASSWORD, computed once: argon2 is slow on purpose."""
    if not _hashed:
        _hashed.append(hash_password(PASSWORD))
    return _hashed[0]


class Make:
    """Factories over one session."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self.session = session
        self.clock = clock
        self._numbers = count(1)

    def _add(self, row: Any) -> Any:
        with writing(self.session) as session:
            session.add(row)
        return row

    def agency(self, name: str | None = None, short: str | None = None, **facts: Any) -> Agency:
        n = next(self._numbers)
        facts = {"kind": "dinas", "valid_from": date(2021, 1, 1), **facts}
        return self._add(Agency(name=name or f"Dinas Contoh {n}", short=short or f"Contoh{n}", **facts))

    def affair(self, code: str, name: str = "Urusan contoh", agency: Agency | None = None) -> Affair:
        parent = code.split("/", maxsplit=1)[0] if "/" in code else None
        row = self._add(
            Affair(
                code=code,
                parent_code=parent,
                name=name,
                group="contoh",
                scope="",
                everyday_words=[],
                edition="uji",
            )
        )
        if agency:
            self._add(AgencyAffair(agency_id=agency.id, affair_code=code, valid_from=date(2021, 1, 1)))
        return row

    def officer(self, name: str | None = None, **facts: Any) -> Officer:
        n = next(self._numbers)
        facts = {
            "nip": f"19900101201503{1 + n % 2}{n:03d}",
            "email": f"pegawai{n}@contoh.example",
            "created_at": self.clock.now(),
            **facts,
        }
        return self._add(Officer(name=name or f"Pegawai Contoh {n}", **facts))

    def post(self, agency: Agency, title: str | None = None, profile: str | None = "petugas-pip") -> Post:
        n = next(self._numbers)
        return self._add(Post(agency_id=agency.id, title=title or f"Jabatan {n}", profile=profile))

    def assign(
        self, officer: Officer, post: Post, start: date = date(2026, 11, 16), **facts: Any
    ) -> Assignment:
        return self._add(Assignment(officer_id=officer.id, post_id=post.id, start=start, **facts))

    def account(self, role: str = "officer", officer: Officer | None = None, **facts: Any) -> Account:
        if officer is None and role != "admin":
            officer = self.officer()
        with writing(self.session) as session:
            return accounts.create_account(
                session,
                actor=ACTOR,
                clock=self.clock,
                label=officer.name if officer else "Admin Contoh",
                role=role,
                officer_id=officer.id if officer else None,
                username=facts.get("username"),
                password_hash=password_hash(),
            )


def csrf_of(html: str) -> str:
    """The CSRF token in a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
    assert found, "the page holds no CSRF token"
    return found[1]


def sign_in(client: FlaskClient, account: Account, password: str = PASSWORD) -> str:
    """Sign in by the real form; returns a CSRF token for later posts."""
    token = csrf_of(client.get("/masuk").text)
    name = account.username
    if not name:
        from lms.db.session import db

        with client.application.app_context():
            name = db.session.get(Officer, account.officer_id).nip
    response = client.post("/masuk", data={"csrf_token": token, "name": name, "password": password})
    assert response.status_code == 303, response.text
    return csrf_of(client.get("/akun").text)
