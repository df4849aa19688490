"""What must never come out: keys of open questions, markup that somebody typed, a NIP before strangers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.test_permissions import calls
from tests.world import OWNER_NIP, VISITORS, World

# the quizzes of the world are open or unsettled for their taker; only the essay has been handed in
KEYS = (
    "KANARI-UMPAN",
    "KANARI-PENJELASAN",
    "KANARI-KUNCI",
    "KANARI-HUKUM",
    "Menolak bukan langkah",
    "Permohonan dicatat dahulu",
)
# letters for practice alone may be kept on a device with their keys; nothing of an examination may, see
# tests/quizzes/views/test_offline.py
KEPT_ON_DEVICES = {"/latihan-luring/surat.json": {"KANARI-KUNCI", "KANARI-HUKUM", "KANARI-UMPAN"}}
READERS = tuple(name for name in VISITORS if name not in {"trainer", "admin"})
MARK = """"'><kanari x=1>"""
TYPED = {
    "officer": ("name", "front_title", "back_title", "rank", "phone"),
    "agency": ("name", "short"),
    "post": ("title",),
    "account": ("label",),
    "affair": ("name", "scope"),
    "external_body": ("name",),
    "revision": ("title", "note"),
    "attempt": ("title",),
    "attempt_question": ("comment",),
    "certificate": ("holder_name", "title", "number", "reason", "fault"),
    "bimtek_session": ("title", "place", "link", "programme", "legal_basis"),
    "bimtek_slot": ("topic", "speaker"),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("leaks"))
    yield world
    world.close()


def pages(world: World, who: str) -> Iterator[tuple[str, str]]:
    """Every GET address as a visitor, and searches that look for what must not be found."""
    for _endpoint, method, path in calls(world.app, world.ids):
        if method == "GET":
            for query in ("", "?cari=KANARI", "?cari=Menolak&katalog=1"):
                with world.unchanged():
                    response = world.ask(who, "GET", path + query)
                yield path, response.data.decode("utf-8", "replace")


@pytest.mark.parametrize("who", READERS)
def test_no_key_is_shown_while_a_question_is_open(world: World, who: str) -> None:
    found = [(path, key) for path, text in pages(world, who) for key in KEYS if key in text]
    assert [(path, key) for path, key in found if key not in KEPT_ON_DEVICES.get(path, ())] == []
    offline = next(text for path, text in pages(world, who) if path in KEPT_ON_DEVICES)
    assert "KANARI-UMPAN-BALIK" not in offline


def test_the_crawl_would_see_a_key(world: World) -> None:
    """The check above can fail: a trainer reads keys where trainers write them."""
    text = world.ask("trainer", "GET", "/studio/berkas/quizzes/evaluasi.md").text
    assert "KANARI-PENJELASAN" in text


@pytest.fixture
def defaced(world: World) -> Iterator[World]:
    """The city with hostile markup in everything that people type."""
    with closing(sqlite3.connect(world.config.home / "estafet.sqlite3")) as base, base:
        known = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert set(TYPED) <= known
        for table, columns in TYPED.items():
            for column in columns:
                base.execute(f"UPDATE {table} SET {column} = coalesce({column}, '') || ?", (MARK,))
    yield world
    world.restore()


def test_what_people_type_never_becomes_markup(defaced: World) -> None:
    seen = 0
    for who in ("anonymous", "owner", "trainer", "head", "admin"):
        for _endpoint, method, path in calls(defaced.app, defaced.ids):
            if method == "GET":
                response = defaced.ask(who, "GET", path)
                assert response.status_code < 500 or path == "/readyz", path
                if response.mimetype in {"text/html", "image/svg+xml"}:
                    assert "<kanari" not in response.text, (who, path)
                    seen += "&lt;kanari" in response.text
    assert seen > 50


def test_strangers_and_colleagues_see_no_whole_nip(world: World) -> None:
    """Only the person, those who run sessions or issue, and the admin may read a NIP of 18 digits."""
    spaced = f"{OWNER_NIP[:8]} {OWNER_NIP[8:14]} {OWNER_NIP[14]} {OWNER_NIP[15:]}"
    for who in ("anonymous", "colleague", "stranger", "head", "far head"):
        for path, text in pages(world, who):
            assert OWNER_NIP not in text, (who, path)
            assert spaced not in text, (who, path)
