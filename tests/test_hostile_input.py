"""What a hostile or broken client may send to any address: never a 500, never a traceback, nothing half done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from flask import url_for

from tests.test_permissions import TABLE, body, calls
from tests.world import World

VISITORS = ("owner", "admin")  # together they may open everything
HUGE = 10**30
NUMBERS = (0, 2**31, 2**63 - 1, 2**63, HUGE)
TEXTS = (
    "%00",
    "%ff%fe",
    "..%2f..%2fsecret.key",
    "%F0%9F%92%A9",
    "a" * 3000,
    "%27%20OR%201=1--",
    "%C2%B2",
    "{{7*7}}",
)
WORDS = (
    "\x00",
    "²",
    "-1",
    str(HUGE),
    "a" * 100_000,
    "'; DROP TABLE officer; --",
    "<script>",
    "\ud800",
    "1e999",
    "٣",
)
# every name that some view reads from an address
ARGUMENTS = (
    "cari", "opd", "hal", "halaman", "status", "perangkat", "tahun", "sebelum", "awal", "jenis", "id", "next", "habis",
    "kode", "katalog", "revisi", "urutan", "mode", "unit", "dari", "sampai", "format", "siapa",
    "kuis", "cara", "pertama", "lengkap", "benar", "dipilih", "percobaan", "urut", "peserta", "versi",
)  # fmt: skip
JSON = (
    b"", b"null", b"[]", b'"x"', b"{", b"\xff\xfe", b"1e999", b"[" * 5000, b'{"seq": 1e400}',
    b'{"seq": "1", "fields": []}', b'{"seq": -1, "fields": {"jawab": ["x"]}}', b'{"seq": 1, "fields": {"jawab": "x"}}',
    b'{"seq": 99999999999999999999999, "fields": {}}', b'{"seq": 1, "fields": {"teks": ["\\ud800"]}}',
    b'{"seq": 1, "fields": {"\\u0000": ["\\u0000"]}}', b'{"seq": true, "fields": {"urut": [1, null, {}]}}',
    b'{"text": "\\ud800", "base": "", "tab": "", "seq": 1}', b'{"text": "x", "base": 1, "tab": [], "seq": 1}',
)  # fmt: skip
URLENCODED, JSON_TYPE = "application/x-www-form-urlencoded", "application/json"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("hostile"))
    yield world
    world.close()


class Siege:
    """Sends requests and keeps those that were answered with a fault of the server."""

    def __init__(self, world: World, who: str) -> None:
        self.world, self.who, self.sent, self.faults = world, who, 0, list[str]()

    def send(self, method: str, path: str, what: str = "", **options: Any) -> None:
        with self.world.unchanged():
            response = self.world.ask(self.who, method, path, **options)
        self.sent += 1
        if (response.status_code >= 500 and path != "/readyz") or b"Traceback" in response.data:
            self.faults.append(f"{response.status_code} {method} {path[:120]} {what[:80]}")


@pytest.fixture(params=VISITORS)
def siege(request: pytest.FixtureRequest, world: World) -> Siege:
    return Siege(world, request.param)


def test_numbers_and_texts_in_addresses(siege: Siege) -> None:
    for rule in siege.world.app.url_map.iter_rules():
        given = {**siege.world.ids, **TABLE[rule.endpoint][1]}
        values = {n: siege.world.ids.get(v, v) if isinstance(v, str) else v for n, v in given.items()}
        few = set(
            re.findall(r"<any\([^)]*\):(\w+)>", rule.rule)
        )  # the map itself refuses all but a few words
        for name in sorted(rule.arguments - few):
            text = f"<{name}>" in rule.rule or f"<path:{name}>" in rule.rule
            for hostile in TEXTS if text else NUMBERS:
                mark = "MARK" if text else 987654321
                with siege.world.app.test_request_context():
                    known = {n: values.get(n, 1) for n in rule.arguments}
                    path = url_for(rule.endpoint, **{**known, name: mark})
                path = path.replace(str(mark), str(hostile))
                for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                    siege.send(method, path)
    assert siege.faults == []
    assert siege.sent > 500


def test_words_after_the_question_mark(siege: Siege) -> None:
    """All known names at once with each hostile word, one by one twice, and bytes that are no text."""
    pages = [path for _endpoint, method, path in calls(siege.world.app, siege.world.ids) if method == "GET"]
    for path in pages:
        for word in WORDS:
            siege.send(
                "GET", path, word, query_string={name: word.encode("utf-8", "replace") for name in ARGUMENTS}
            )
        siege.send("GET", path, "twice", query_string="&".join(f"{name}=1&{name}=%00" for name in ARGUMENTS))
        siege.send("GET", path, "bytes", query_string="&".join(f"{name}=%ff%fe" for name in ARGUMENTS))
    assert siege.faults == []


def fields(world: World, who: str, path: str) -> set[str]:
    """The names of the fields on the page at an address, so that forms are hit where they listen."""
    import re

    return set(re.findall(r'name="([^"]+)"', world.ask(who, "GET", path).text)) - {"csrf_token"}


GUESSED = {
    "name", "password", "reason", "text", "base", "seq", "tab", "fix", "seen", "note", "version", "pegawai", "semua",
    "target", "amount", "right", "chosen", "mode", "jawab", "teks", "tujuan", "urut", "ke", "tambah", "hapus", "cari",
    "soal-1", "persen", "tempat", "anchor", "key", "language", "next", "file", "sha256", "filename", "survivor", "role",
    "post", "start", "last_day", "kind", "decree", "agency", "affair", "day", "score", "mark", "comment", "points",
    "hadir-1", "menit-1", "tadi-1", "hadir-²", "menit-²", "code", "kode", "title", "capacity", "starts", "ends", "jp",
}  # fmt: skip


def test_fields_of_forms(siege: Siege) -> None:
    world, who = siege.world, siege.who
    for endpoint, method, path in calls(world.app, world.ids):
        if method == "GET":
            continue
        names = sorted(GUESSED | fields(world, who, path))
        for word in WORDS:
            data = {name: word.encode("utf-8", "replace") for name in names}
            siege.send(method, path, f"{endpoint} {word}", data=data)
        siege.send(method, path, "lists", data={name: ["1", "2", "²"] for name in names})
        siege.send(
            method,
            path,
            "files",
            data={name: (BytesIO(b"\x00PK\x03\x04"), "../../x\x00.zip") for name in names},
        )
        siege.send(method, path, "keys", data={f"{name}\x00": "1" for name in names})
    assert siege.faults == []


def test_bodies_that_are_no_forms(siege: Siege) -> None:
    token = siege.world.tokens[siege.who]
    for endpoint, method, path in calls(siege.world.app, siege.world.ids):
        if method == "GET":
            continue
        for sent in JSON:
            siege.send(method, path, f"{endpoint} {sent!r}", data=sent, content_type=JSON_TYPE)
        for kind in ("multipart/form-data; boundary=x", "multipart/form-data", "text/xml", "", "\xff"):
            siege.send(method, path, kind, data=b"--x\r\n\xff\xfe\r\n--x--", content_type=kind)
        siege.send(
            method, path, "bytes", data=b"csrf_token=%ff&name=%ff%fe&\xff\xfe=1", content_type=URLENCODED
        )
    many = f"csrf_token={token}&" + "&".join(f"f{n}=1" for n in range(100_000))
    siege.send("POST", "/bahasa", "100 000 fields", data=many, content_type=URLENCODED)
    assert siege.faults == []


def test_every_body_is_known_to_the_matrix(world: World) -> None:
    """The bodies of scripts that the matrix sends belong to endpoints that exist."""
    assert body("quizzes.autosave") == {"json": {"seq": 1, "fields": {}}}
    assert "quizzes.autosave" in world.app.view_functions
