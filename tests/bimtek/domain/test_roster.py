"""Pasted lists, as they come from letters and spreadsheets."""

from __future__ import annotations

import pytest

from lms.bimtek.domain.roster import read

NIP = "199104172015032004"


@pytest.mark.parametrize(
    ("typed", "kind", "key"),
    [
        (NIP, "nip", NIP),
        ("19910417 201503 2 004", "nip", NIP),
        (f"'{NIP}", "nip", NIP),
        (f"1. {NIP}", "nip", NIP),
        ("Rini Contoh, S.Kom.\t19910417 201503 2 004\tDiskominfo", "nip", NIP),
        (f"Rini Contoh;{NIP};Diskominfo", "nip", NIP),
        (f"{NIP},rini@contoh.example", "nip", NIP),
        ("Rini@Contoh.example", "email", "rini@contoh.example"),
        ("Rini Contoh <rini@contoh.example>", "email", "rini@contoh.example"),
        ("3) rini@contoh.example;Diskominfo", "email", "rini@contoh.example"),
        ("1,99104E+17", "mangled", ""),
        ("Rini Contoh\t1.99104E+17", "mangled", ""),
        ("Rini Contoh", "unreadable", ""),
        ("19910417201503200", "unreadable", ""),
    ],
)
def test_one_line(typed, kind, key):
    (line,) = read(typed)
    assert (line.line, line.kind, line.key) == (1, kind, key)


def test_empty_lines_are_passed_over_and_numbers_kept():
    lines = read(f"\r\n{NIP}\r\n\r\n  \r\nrini@contoh.example")
    assert [(one.line, one.kind) for one in lines] == [(2, "nip"), (5, "email")]


def test_a_list_has_an_end():
    assert len(read("x\n" * 5000)) == 1000
