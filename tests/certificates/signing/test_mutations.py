"""Changed, extended, re-signed, wrapped and stripped certificates: not one of them is called valid."""

from __future__ import annotations

import hashlib
import io
import os
import random
import re
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from lms.certificates.models import Certificate
from lms.certificates.queries.files import verify_alone, verify_file
from lms.certificates.signing.signer import known_pins, load
from tests.certificates.conftest import Town
from tests.certificates.signing.people import official
from tests.certificates.signing.standin import sign_elsewhere

COUNT = 200 if "LMS_TORTURE" in os.environ else 40


def flipped(pdf: bytes, dice: random.Random) -> bytes:
    changed = bytearray(pdf)
    changed[dice.randrange(len(pdf))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def flipped_in_the_signature(pdf: bytes, dice: random.Random) -> bytes:
    gap = re.search(rb"/ByteRange\s*\[\s*0 (\d+) (\d+) ", pdf)
    changed = bytearray(pdf)
    changed[dice.randrange(int(gap[1]), int(gap[2]))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def updated(pdf: bytes, dice: random.Random) -> bytes:
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90 * dice.randrange(1, 4))
    writer.update_container(page)
    writer.write(out)
    return out.getvalue()


def swapped_signer(pdf: bytes, dice: random.Random, folder: Path) -> bytes:
    forger = load(folder / f"palsu{dice.random()}", {})
    return (
        sign_elsewhere(unsigned(pdf), official())
        if dice.random() < 0.5
        else sign_elsewhere(
            unsigned(pdf), type("F", (), {"simple": lambda _self: forger.simple})(), field="Estafet"
        )
    )


def unsigned(pdf: bytes) -> bytes:
    return pdf[: pdf.index(b"%%EOF") + 6]


def wrapped(pdf: bytes, dice: random.Random) -> bytes:
    junk = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 40)))
    return dice.choice((junk + pdf, pdf + junk, pdf + pdf, b"%PDF-1.7\n" + pdf, pdf[:-1], pdf + b"\n"))


def removed(pdf: bytes, dice: random.Random) -> bytes:
    return dice.choice(
        (
            unsigned(pdf),
            pdf.replace(b"/Sig", b"/Xig"),
            pdf.replace(b"/ByteRange", b"/ByteRangf"),
            pdf[: dice.randrange(len(unsigned(pdf)), len(pdf))],
            re.sub(rb"/Contents\s*<[0-9A-F]+>", lambda m: m[0].replace(m[0][-40:-1], b"0" * 39), pdf),
        )
    )


def test_none_of_them_is_valid(issued: Certificate, town: Town, tmp_path: Path) -> None:
    pdf, pins, dice = town.pdf(issued), known_pins(town.home), random.Random(4711)
    today = town.clock.now().date()
    kinds = [
        flipped, flipped_in_the_signature, updated, wrapped, removed,
        lambda data, with_dice: swapped_signer(data, with_dice, tmp_path),
    ]  # fmt: skip
    assert verify_alone(pdf, pins).state == verify_file(town.session, pdf, today).state == "valid"
    tried, called_valid = set(), []
    while len(tried) < COUNT:
        number = len(tried)
        changed = kinds[number % len(kinds)](pdf, dice)
        digest = hashlib.sha256(changed).hexdigest()
        if changed == pdf or digest in tried:
            continue
        tried.add(digest)
        states = (verify_alone(changed, pins).state, verify_file(town.session, changed, today).state)
        if "valid" in states:
            called_valid.append((number, states))
    assert (len(tried), called_valid) == (COUNT, [])
