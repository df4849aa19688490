"""Keys leave no trace: two officers with the same answers and other keys read the same pages until keys may be shown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from lms.core.clock import FixedClock
from lms.people.models import Account
from lms.quizzes.domain.question import item_id
from tests.factories import Make, sign_in
from tests.quizzes.library import publish_city
from tests.quizzes.views.conftest import Reader

QUIZ = """---
id: kembar-{name}
title: Kembar {name}
competency: K2
level: 2
pass_mark: 60
attempts: 2
closes: 2026-11-30 16:00
feedback: after_close
---

## Warna {{#warna competency=K1}}
Pilih.

- [{a}] merah
- [{b}] biru

## Arah {{#arah}}
Pilih.

- [{b}] timur
- [{b}] barat
- [{a}] utara
- [{a}] selatan

## Kata {{#kata competency=K4}}
Tulis.

- [=] {word}

## Angka {{#angka}}
Hitung.

- [=] {number}

## Urutan {{#urutan}}
Urutkan.

1. {first}
2. {last}

## Jodoh {{#jodoh}}
Jodohkan.

| Kiri | Kanan |
|---|---|
| siang | {left} |
| malam | {right} |

## Gang {{#gang kind=routing}}
Gang kami rusak.

- [{a}] 1.04: jalan lingkungan
- [{b}] 1.03/jalan: jalan kota

## Pajak {{#pajak kind=routing info={info}}}
Pajak saya.

- [{b}] EXT.PROV.SAMSAT: pajak kendaraan
- [{a}] 5.02/pendapatan: pajak daerah
"""
ONE = QUIZ.format(
    name="qiru", a="x", b=" ", word="kancil", number="7", first="Menerima", last="Menjawab",
    left="bulan", right="matahari", info="open",
)  # fmt: skip
TWO = QUIZ.format(
    name="qazu", a=" ", b="x", word="buaya", number="9", first="Menjawab", last="Menerima",
    left="matahari", right="bulan", info="open",
)  # fmt: skip
OPENED = {
    "/kuis/percobaan/<int:attempt_id>/hasil 1",
    *(f"/kuis/percobaan/<int:attempt_id>/umpan-balik/<int:number> {number}" for number in range(1, 9)),
    "/meja-disposisi 1",
}
# right in the one where it is wrong in the other, four against four, so that the marks are the same
ANSWERS = (
    {"jawab": [item_id("merah")]},
    {"jawab": [item_id("timur"), item_id("barat")]},
    {"teks": ["kancil"]},
    {"teks": ["9"]},
    {"urut": [item_id("Menerima"), item_id("Menjawab")]},
    {f"pasang-{item_id('siang')}": [item_id("matahari")], f"pasang-{item_id('malam')}": [item_id("bulan")]},
)
LETTERS = ("Dinas Permukiman", "Samsat Provinsi")


class Taker(Reader):
    """An officer with one of the two quizzes."""

    def __init__(
        self, client: FlaskClient, token: str, account: Account, own: str, names: dict[str, str]
    ) -> None:
        super().__init__(client, token)
        self.account, self.own, self.names = account, own, names
        self.attempt = 0

    def answer(self) -> None:
        """Start, and save every answer."""
        self.attempt = self.start(self.own)
        self.names |= {f"percobaan/{self.attempt}": "percobaan/N", f"{self.attempt:04d}": "nomor"}
        self.names[f"pegawai/{self.account.officer_id}"] = "pegawai/N"
        base = f"/kuis/percobaan/{self.attempt}"
        sent = list(ANSWERS)
        for name in LETTERS:
            hits = self.get(f"{base}/cari", query_string={"cari": name}).json["hits"]
            sent.append({"tujuan": [hits[0]["ref"]]})
        for number, fields in enumerate(sent, start=1):
            assert self.save(self.attempt, number, 1, fields).status_code == 200

    def pages(self, app: Flask) -> Iterator[tuple[str, list[str]]]:
        """Every address with the words of its answer, in the order of the alphabet: each attempt mixes its lines."""
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()):
                for number in range(1, 9) if "number" in rule.arguments else [1]:
                    response = self.get(self.address(app, rule, number))
                    text = f"{response.status} {response.location} {response.text}"
                    yield f"{rule.rule} {number}", self.plain(text)

    def address(self, app: Flask, rule: Rule, number: int) -> str:
        """The address of a rule, of the officer's own things where it has any."""
        known = {
            "attempt_id": self.attempt,
            "number": number,
            "slug": self.own,
            "officer_id": self.account.officer_id,
        }
        values: dict[str, Any] = {
            name: known.get(name, plain_value(one)) for name, one in rule._converters.items()
        }
        with app.test_request_context():
            return url_for(rule.endpoint, **values)

    def plain(self, text: str) -> list[str]:
        """The words of a text without what tells one officer and attempt from another."""
        text = html.unescape(text)
        text = re.sub(r'[\w.-]{50,}|data-(?:attempt|token)="[^"]+"|"[\w-]{24}"', "TOKEN", text)
        for name, word in self.names.items():
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\d)", word, text)
        return sorted(re.findall(r"[\w.:/?=%-]+", text))


def plain_value(converter: BaseConverter) -> str | int:
    """Something that an address of this form may hold."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, IntegerConverter) else "x"


@pytest.fixture
def pair(app: Flask, session: Session, clock: FixedClock, make: Make) -> tuple[Taker, Taker]:
    """Two officers of the same city; each calls their quiz their own and the other one the other."""
    publish_city(session, clock, **{"kembar-qiru": ONE, "kembar-qazu": TWO})
    takers = []
    for own, other in (("qiru", "qazu"), ("qazu", "qiru")):
        officer = make.officer(f"Peserta {own}")
        account = make.account(officer=officer)
        names = {
            f"kembar-{own}": "kembar-sendiri", f"kembar-{other}": "kembar-lain", own: "sendiri", other: "lain",
            officer.nip[-3:]: "NIP", officer.email: "SUREL",
        }  # fmt: skip
        client = app.test_client()
        takers.append(Taker(client, sign_in(client, account), account, f"kembar-{own}", names))
    return takers[0], takers[1]


def differing(app: Flask, pair: tuple[Taker, Taker]) -> dict[str, list[str]]:
    """The addresses whose pages are not the same for both, with the words that differ."""
    found = {}
    for (path, one), (_, two) in zip(pair[0].pages(app), pair[1].pages(app), strict=True):
        if one != two:
            found[path] = [word for word in {*one, *two} if one.count(word) != two.count(word)]
    return found


def test_pages_do_not_depend_on_keys_until_these_may_be_shown(
    app: Flask, clock: FixedClock, pair: tuple[Taker, Taker]
) -> None:
    for taker in pair:
        taker.answer()
    assert differing(app, pair) == {}
    for taker in pair:
        assert taker.post(f"/kuis/percobaan/{taker.attempt}/serahkan").status_code == 303
    assert differing(app, pair) == {}
    shut = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    for clock.at, open_now in ((shut - timedelta(minutes=1), set()), (shut, OPENED)):
        for taker in pair:
            taker.client = app.test_client()  # the session of that day is over
            taker.token = sign_in(taker.client, taker.account)
        assert set(differing(app, pair)) == open_now
