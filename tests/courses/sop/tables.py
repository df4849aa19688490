"""Procedure tables for tests: a sound one, and random ones."""

from __future__ import annotations

from hypothesis import strategies as st

from lms.content.blocks import Table, scan
from lms.core.problem import Problem
from lms.courses.sop.duration import parse_duration
from lms.courses.sop.parse import Rules, parse_procedure
from lms.courses.sop.procedure import Branch, Procedure, Step

HEAD = """| No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Output | Lanjut | Keterangan |
|---:|---|---|---|---|---|---|---|
"""

SOUND = (
    HEAD
    + """| 1 | Mengajukan permohonan | Pemohon | Formulir | 5 menit | Formulir terisi | 2 | |
| 2 | Memeriksa kelengkapan | Petugas PIP | | 15 menit | Status | lengkap: 3; tidak: 1 | |
| 3 | Menentukan kewenangan | PPID Utama | | 1 hari | Disposisi | kota: 4; bukan: 6 | |
| 4 | Menyiapkan informasi | PPID Pelaksana | | 4 hari kerja | Bahan | | |
| 5 | Memeriksa bahan | PPID Utama | | 2 jam | Paraf | setuju: 6; ulang: 4 | |
| 6 | Menyampaikan jawaban | Petugas PIP | Tanda terima | 15 menit | Tanda terima | selesai | |
"""
)


def table(text: str, first_line: int = 1) -> Table:
    found = scan(text, first_line)[0]
    assert isinstance(found, Table)
    return found


def parsed(text: str, rules: Rules | None = None) -> tuple[Procedure | None, list[Problem]]:
    return parse_procedure("a.md", table(text), rules)


def sound() -> Procedure:
    procedure, problems = parsed(SOUND)
    assert problems == []
    assert procedure is not None
    return procedure


def found(text: str, rules: Rules | None = None) -> list[tuple[str, int, int]]:
    """Code, line and column of every problem of a table."""
    return [(p.code, p.line, p.column) for p in parsed(text, rules)[1]]


def step(number: int, actor: str, branches: tuple[Branch, ...]) -> Step:
    duration = parse_duration("15 menit")
    assert duration is not None
    return Step(
        number=number, activity=f"Mengerjakan {number}", actor=actor, time="15 menit",
        duration=duration, output="Hasil", branches=branches,
    )  # fmt: skip


@st.composite
def procedures(draw: st.DrawFn, most: int = 12) -> Procedure:
    """A main path down the rows, with decisions that skip ahead or lead back."""
    count = draw(st.integers(3, most))
    actors = [f"Jabatan {n}" for n in range(draw(st.integers(1, 6)))]
    steps = []
    for number in range(1, count + 1):
        branches: tuple[Branch, ...] = () if number == count else (Branch(to=number + 1),)
        if 1 < number < count and draw(st.booleans()):
            other = draw(st.integers(1, count).filter(lambda n, here=number: n not in {here, here + 1}))
            branches = (Branch(label="ya", to=number + 1), Branch(label="tidak", to=other))
        steps.append(step(number, draw(st.sampled_from(actors)), branches))
    return Procedure(steps=tuple(steps))
