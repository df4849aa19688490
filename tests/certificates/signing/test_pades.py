"""What a signature adds to a certificate: itself and nothing else, in PDF 1.7, at our time, and quickly."""

from __future__ import annotations

import cProfile
import io
import pstats
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from lms.certificates.models import Certificate
from lms.certificates.signing.inspect import inspect
from lms.certificates.signing.quick import der, set_of
from lms.certificates.signing.signer import KeySigner, Pin, load
from tests.certificates.conftest import Town
from tests.certificates.signing.people import Official, official, paper, rsa_official

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CONTACT = "https://x.example/verifikasi/0123456789ABCDEFGHJKMNPQ"


def by(who: Official, folder: Path) -> KeySigner:
    path = folder / "kunci.p12"
    path.write_bytes(who.p12(None))
    return load(folder / "rumah", {"LMS_SIGNING_P12": str(path)})


def sign(signer: KeySigner, number: int = 1) -> bytes:
    return signer.sign(paper(), at=AT, reason=f"Sertifikat {number}", contact=CONTACT, place="T")


def test_the_signed_file_keeps_its_version_its_times_and_all_that_pdf_a_asks_for(
    issued: Certificate, town: Town, tmp_path: Path
) -> None:
    pdf = town.pdf(issued)
    (tmp_path / "c.pdf").write_bytes(pdf)
    said = subprocess.run(
        ["pdfinfo", "-isodates", tmp_path / "c.pdf"], capture_output=True, check=True, text=True
    ).stdout
    facts = {line.partition(":")[0]: line.partition(":")[2].strip() for line in said.splitlines()}
    assert facts["PDF version"] == "1.7"
    assert facts["ModDate"] == facts["CreationDate"] == town.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    with pikepdf.open(io.BytesIO(pdf)) as file:
        root = file.Root
        with file.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "U")
            assert meta["xmp:ModifyDate"] == meta["xmp:CreateDate"]
            assert meta["pdf:Producer"] == str(file.docinfo["/Producer"])
        assert (list(root.Extensions.keys()), "/Version" in root) == (["/ESIC"], False)
        assert list(root.Perms.keys()) == ["/DocMDP"]
        field = root.AcroForm.Fields[0]
        assert (list(field.Rect), int(field.F) & 0b11_1111) == (
            [0, 0, 0, 0],
            4,
        )  # nothing to see, and printed
        reference = field.V.Reference[0]
        assert [key for key in reference if key.startswith("/Digest")] == []
        assert "/NeedAppearances" not in root.AcroForm


def test_the_signature_is_an_update_behind_the_printed_bytes(issued: Certificate, town: Town) -> None:
    pdf = town.pdf(issued)
    with (
        pikepdf.open(io.BytesIO(pdf[: pdf.index(b"%%EOF") + 6])) as printed,
        pikepdf.open(io.BytesIO(pdf)) as signed,
    ):
        assert len(printed.pages) == len(signed.pages) == 2
        for before, after in zip(printed.pages, signed.pages, strict=True):
            assert before.Contents.read_raw_bytes() == after.Contents.read_raw_bytes()
        assert set(signed.Root.keys()) - set(printed.Root.keys()) == {"/AcroForm", "/Extensions", "/Perms"}
        assert dict(printed.docinfo) == dict(signed.docinfo)


@pytest.mark.parametrize("who", [official(), rsa_official()])
def test_keys_of_both_kinds_sign_what_others_call_whole(who: Official, tmp_path: Path) -> None:
    signer = by(who, tmp_path)
    signed = sign(signer)
    assert inspect(signed, [Pin(signer.fingerprint, signer.label, False, signer.pem)]).proof == "whole"
    (tmp_path / "c.pdf").write_bytes(signed)
    said = subprocess.run(["pdfsig", tmp_path / "c.pdf"], capture_output=True, check=False, text=True).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    """With RSA; an ECDSA signature holds a random number by its nature."""
    signer = by(rsa_official(), tmp_path)
    assert sign(signer) == sign(signer)


def test_the_container_is_that_of_the_library_byte_for_byte(tmp_path: Path) -> None:
    signer = by(rsa_official(), tmp_path)
    plain = replace(signer, simple=rsa_official().simple())  # pyHanko's own signer
    assert sign(signer) == sign(plain)


def work(signer: KeySigner, numbers: range) -> int:
    """How many calls the signatures of `numbers` take."""
    profile = cProfile.Profile()
    profile.enable()
    for number in numbers:
        sign(signer, number)
    profile.disable()
    return sum(calls[1] for calls in pstats.Stats(profile).stats.values())  # type: ignore[attr-defined]


def test_a_signature_costs_the_same_at_the_end_of_a_batch_as_at_its_beginning(tmp_path: Path) -> None:
    signer = by(official(), tmp_path)
    sign(signer)
    first = work(signer, range(10, 20))
    for number in range(20, 120):
        sign(signer, number)
    last = work(signer, range(120, 130))
    assert abs(last - first) < first / 20
    plain = replace(signer, simple=official().simple())
    sign(plain)
    assert last * 4 < work(plain, range(10, 20))


def test_der_lengths_of_all_three_forms() -> None:
    assert [der(0x04, bytes(n))[:4].hex() for n in (2, 127, 128, 255, 256, 640)] == [
        "04020000", "047f0000", "04818000", "0481ff00", "04820100", "04820280",
    ]  # fmt: skip
    assert set_of(b"\x02\x01\x05", b"\x02\x01\x04") == bytes.fromhex("3106020104020105")
