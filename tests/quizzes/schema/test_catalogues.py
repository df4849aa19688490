"""The CSV catalogues: rows, and every fault in its cell."""

from __future__ import annotations

from datetime import date

import pytest

from lms.content.tree import ContentTree
from lms.quizzes.schema import read_catalogues
from lms.quizzes.schema.csvtext import read_rows

AFFAIRS = "code,name,group,scope,everyday_words,edition\n"
AGENCIES = "name,short,codes,kind,valid_from,valid_to,note\n"
BODIES = "code,name,level,topics,everyday_words,related_affair,tempting\n"
BASE = (
    AFFAIRS
    + '1.05,Trantib,wajib,"Perda, linmas",PKL|banjir,P90\n1.05/bencana,Bencana,wajib,,,P90\n2.10,Pertanahan,,,,\n'
)


def problems(affairs: str = BASE, agencies: str | None = None, bodies: str | None = None) -> list[str]:
    files = {"quizzes/affairs.csv": affairs.encode()}
    if agencies is not None:
        files["quizzes/agencies.csv"] = (AGENCIES + agencies).encode()
    if bodies is not None:
        files["quizzes/external_bodies.csv"] = (BODIES + bodies).encode()
    return [
        f"{p.path.split('/')[1]}:{p.line}:{p.column} {p.code}"
        for p in read_catalogues(ContentTree(files)).problems
    ]


def test_rows_keep_their_lists_and_quoted_commas():
    rows = read_catalogues(ContentTree({"quizzes/affairs.csv": BASE.encode()})).affairs
    assert (rows[0].scope, rows[0].everyday_words, rows[0].line) == ("Perda, linmas", ("PKL", "banjir"), 2)


@pytest.mark.parametrize(
    ("affairs", "expected"),
    [
        (BASE + "2.1,Tanah,,,,\n", ["affairs.csv:5:1 A004"]),
        (BASE + "2.1/garapan,Tanah,,,,\n", ["affairs.csv:5:1 A004"]),
        (BASE + "tanah,Tanah,,,,\n", ["affairs.csv:5:1 A003"]),
        (BASE + "1.05,Lagi,,,,\n", ["affairs.csv:5:1 A005"]),
        (BASE + "1.06/sosial,Sosial,,,,\n", ["affairs.csv:5:1 A006"]),
        (BASE + "1.06,,,,,\n", ["affairs.csv:5:6 A012"]),
        (BASE + "1.06,Sosial\n", ["affairs.csv:5:1 A011"]),
        (BASE + '1.06,"Sosial,,,,\n', ["affairs.csv:5:6 A013"]),
        ("code,nama,group,scope,everyday_words,edition\n", ["affairs.csv:1:6 A002", "affairs.csv:1:1 A001"]),
        ("", ["affairs.csv:1:1 A017"]),
        (BASE.replace(",", ";").replace("Perda; linmas", "Perda, linmas"), []),
    ],
)
def test_affairs(affairs, expected):
    assert problems(affairs) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("BPBD,BPBD,1.05/bencana,badan,2021-01-01,,\n", []),
        ("BPBD,BPBD,1.05/bencana|2.1,badan,2021-01-01,,\n", ["agencies.csv:2:24 A004"]),
        ("BPBD,BPBD,1.05/bencan,badan,2021-01-01,,\n", ["agencies.csv:2:11 A007"]),
        ("BPBD,BPBD,1.05/bencana,badan,1/1/2021,,\n", ["agencies.csv:2:30 A008"]),
        ("BPBD,BPBD,1.05/bencana,badan,2021-01-01,2020-01-01,\n", ["agencies.csv:2:41 A009"]),
        ("A,A,1.05,badan,2021-01-01,,\nA,A,1.05,badan,2022-01-01,,\n", ["agencies.csv:3:1 A010"]),
        ("A,A,1.05,badan,2021-01-01,2021-12-31,\nA,A,1.05,badan,2022-01-01,,\n", []),
        ("A,A,,badan,2021-01-01,,\n", ["agencies.csv:2:5 A016"]),
        ("A,A,,bumd,2021-01-01,,\n", []),
    ],
)
def test_agencies(row, expected):
    assert problems(agencies=row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("EXT.PROV.DIK,Dinas,provinsi,SMA,SMA|SMK,1.05,1.05|2.10\n", []),
        ("PROV.DIK,Dinas,provinsi,,,,\n", ["external_bodies.csv:2:1 A003"]),
        ("EXT.A,Dinas,propinsi,,,,\n", ["external_bodies.csv:2:13 A014"]),
        ("EXT.A,Dinas,provinsi,,,1.99,\n", ["external_bodies.csv:2:24 A015"]),
        ("EXT.A,D,bumd,,,,2.10|EXT.B\n", ["external_bodies.csv:2:22 A015"]),
        ("EXT.A,D,bumd,,,,\nEXT.A,E,bumd,,,,\n", ["external_bodies.csv:3:1 A005"]),
    ],
)
def test_bodies(row, expected):
    assert problems(bodies=row) == expected


def test_the_catalogue_of_a_day():
    tree = ContentTree(
        {
            "quizzes/affairs.csv": BASE.encode(),
            "quizzes/agencies.csv": (
                AGENCIES
                + "Lama,Lama,2.10,dinas,2020-01-01,2025-12-31,\nBaru,Baru,2.10,dinas,2026-01-01,,\nPDAM,PDAM,,bumd,2020-01-01,,\n"
            ).encode(),
            "quizzes/external_bodies.csv": (BODIES + "EXT.A,Badan,bumd,air,ledeng,,\n").encode(),
        }
    )
    found = read_catalogues(tree)
    assert found.complete
    assert found.on(date(2025, 12, 31)).resolve("2.10") == ("Lama",)
    assert found.on(date(2026, 1, 1)).resolve("2.10") == ("Baru",)
    assert [d.ref for d in found.on(date(2026, 1, 1)).destinations] == ["Baru", "EXT.A"]


def test_cells_over_several_lines_know_their_place():
    rows = read_rows('a,"x\ny ""z""",c\r\n1,2,3')
    assert [(c.text, c.line, c.column) for c in rows[0].cells] == [
        ("a", 1, 1),
        ('x\ny "z"', 1, 3),
        ("c", 2, 10),
    ]
    assert rows[1].line == 3
