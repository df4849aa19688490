"""No key, remark or rubric before its rule allows: every address as an officer before, during and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import pytest
from flask import url_for
from sqlalchemy import select

from lms.content.check import check
from lms.library.actions import publish
from lms.library.models import Revision
from lms.quizzes.schema import CatalogueChecker, QuizChecker
from tests.quizzes.canaries import ANSWERS, QUESTIONS, RULES, canaries, quizzes, shown, slug_of
from tests.quizzes.library import tree
from tests.test_permissions import address
from tests.world import World

JAKARTA = ZoneInfo("Asia/Jakarta")
PACK = "/latihan-luring/surat.json"
# letters for practice alone may be kept on a device with their keys
KEPT = {"KANARI-TIAP-SURAT-" + what for what in ("KUNCI", "LUAR", "UMPAN", "LAIN", "PENJELASAN")}
_LINK = re.compile(r'(?:href|src|action)="([^"#]+)')


class City(World):
    """The small city with the quizzes of the canaries, and one officer who takes them."""

    def _library(self) -> None:
        super()._library()
        report = check(tree(**quizzes()), [CatalogueChecker(), QuizChecker()])
        assert report.ok, [problem.format() for problem in report.problems]
        self._do(publish, report=report, only=[f"quizzes/{slug}.md" for slug in quizzes()])
        self.session.rollback()
        self.values: dict[str, list[Any]] = {
            "slug": list(quizzes()),
            "doc_id": list(quizzes()),
            "path": [f"quizzes/{slug}.md" for slug in quizzes()],
            "question": list(QUESTIONS),
            "revision_id": list(
                self.session.scalars(select(Revision.id).where(Revision.doc_id.in_(quizzes())))
            ),
        }
        self.attempts: dict[str, int] = {}

    def at(self, clock: str) -> None:
        """Let it be this time of the day, in the city's zone."""
        self.clock.at = datetime.fromisoformat(f"2026-11-23T{clock}").replace(tzinfo=JAKARTA)

    def addresses(self) -> Iterator[str]:
        """Every GET address, with the ids of the world and with those of the canaries."""
        for rule in self.app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()):
                continue
            yield address(self.app, rule, self.ids)
            own = {name: self.values[name] for name in rule.arguments if name in self.values}
            if own and own.keys() == rule.arguments:
                with self.app.test_request_context():
                    yield from [
                        url_for(rule.endpoint, **dict(zip(own, values, strict=True)))
                        for values in product(*own.values())
                    ]

    def crawl(self, who: str) -> dict[str, set[str]]:
        """The canaries that a visitor finds, by address: every address, and every link on its page."""
        found: dict[str, set[str]] = {}
        waiting, known = list(self.addresses()), set()
        while waiting:
            path = waiting.pop()
            if path in known:
                continue
            known.add(path)
            response = self.ask(who, "GET", path)
            if seen := canaries(response):
                found[path] = seen
            if response.mimetype == "text/html" and response.status_code == 200:
                waiting += links(response.text, path)
        assert len(known) > 150
        return found

    def start(self, who: str = "owner") -> set[str]:
        """Start every quiz and answer everything; returns what the responses gave away."""
        found = set()
        for tag in RULES:
            mode = "practice" if tag == "TIAP" else "exam"
            response = self.ask(who, "POST", f"/kuis/{slug_of(tag)}/mulai", data={"mode": mode})
            assert response.status_code == 303, response.text
            self.attempts[tag] = int(response.location.rsplit("/", 1)[1])
            found |= canaries(response) | self._answer(who, self.attempts[tag])
        self.values |= {"attempt_id": list(self.attempts.values()), "number": [*range(len(QUESTIONS) + 2)]}
        return found

    def _answer(self, who: str, attempt: int) -> set[str]:
        """Save every answer by the script, badly and well, and once by the form of a page without script."""
        found, base = set(), f"/kuis/percobaan/{attempt}"
        destination = self.ask(who, "GET", f"{base}/cari?cari=jalan").json["hits"][0]["ref"]  # type: ignore[index]
        for number, question in enumerate(QUESTIONS, start=1):
            fields = ANSWERS.get(question, {"tujuan": [destination]})
            for seq, sent in enumerate(({"jawab": ["x"]}, {"teks": ["1.000"]}, fields), start=1):
                body = {"seq": seq, "fields": sent}
                found |= canaries(self.ask(who, "POST", f"{base}/soal/{number}/simpan", json=body))
            response = self.ask(
                who, "POST", f"{base}/soal/{number}", data={"seq": 4, "ke": "berikut", **fields}
            )
            found |= canaries(response)
        return found

    def settle(self, tag: str, question: str) -> None:
        """Fix one answer of a practice, to see its feedback at once."""
        data = {"seq": 9, "ke": "periksa", **ANSWERS[question]}
        response = self.ask("owner", "POST", self.question(tag, question), data=data)
        assert "/umpan-balik/" in response.location

    def hand_in(self, tag: str) -> None:
        """Hand an attempt in; the answer says nothing yet."""
        response = self.ask("owner", "POST", f"/kuis/percobaan/{self.attempts[tag]}/serahkan")
        assert response.status_code == 303
        assert canaries(response) == set()

    def shows_marks(self, tag: str) -> bool:
        """Whether the result says of single questions what they were worth."""
        page = self.ask("owner", "GET", f"/kuis/percobaan/{self.attempts[tag]}/hasil").text
        return "Belum tepat" in page or "Tepat sebagian" in page

    def question(self, tag: str, question: str) -> str:
        """The address of a question in the attempt at a quiz: nothing is mixed, so its place in the file."""
        return f"/kuis/percobaan/{self.attempts[tag]}/soal/{QUESTIONS.index(question) + 1}"


def links(page: str, path: str) -> list[str]:
    """The addresses of this city that a page leads to, without its files of style and script."""
    whole = [
        urlsplit(urljoin(f"http://localhost{path}", link.replace("&amp;", "&")))
        for link in _LINK.findall(page)
    ]
    return [
        f"{one.path}?{one.query}" if one.query else one.path
        for one in whole
        if one.netloc == "localhost" and not one.path.startswith(("/static", "/aset"))
    ]


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    city = City(tmp_path)
    yield city
    city.close()


def everything(found: dict[str, set[str]]) -> set[str]:
    """The canaries of a crawl; the letters that a device may keep are exactly those of practice, in one place."""
    assert found.pop(PACK, KEPT) == KEPT
    return set().union(*found.values())


def test_nothing_is_shown_before_its_rule_allows(city: City) -> None:
    city.at("03:59")
    for who in ("owner", "anonymous"):
        assert everything(city.crawl(who)) == set(), who

    city.at("04:30")
    assert city.start() == set()
    for tag in ("SERAH", "TUTUP", "DUA"):
        data = {"seq": 9, "ke": "periksa", **ANSWERS["tunggal"]}
        response = city.ask("owner", "POST", city.question(tag, "tunggal"), data=data)
        assert canaries(response) == set(), tag
    city.settle("TIAP", "tunggal")
    assert everything(city.crawl("owner")) == shown("TIAP", "tunggal")

    city.at("05:00")
    for tag in ("SERAH", "TUTUP", "DUA"):
        city.hand_in(tag)
    assert everything(city.crawl("owner")) == shown("TIAP", "tunggal") | shown("SERAH") | shown("DUA")

    city.at("05:59")
    assert not city.shows_marks("TUTUP")
    city.at("06:00")
    assert city.shows_marks("TUTUP")
    city.hand_in("TIAP")
    assert everything(city.crawl("owner")) == set().union(*map(shown, RULES))
    for who in ("colleague", "head", "anonymous"):
        assert everything(city.crawl(who)) == set(), who
