"""Keys, signatures, and what other people's tools say about our PDFs."""

from __future__ import annotations

import io
import random
import re
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from lms.certificates.models import Certificate
from lms.certificates.signing import keys
from lms.certificates.signing.guarded import inspect_guarded
from lms.certificates.signing.inspect import claimed_code, inspect
from lms.certificates.signing.signer import known_pins, load
from tests.certificates.conftest import Town

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def pdf(issued: Certificate, town: Town) -> bytes:
    return town.pdf(issued)


def test_pdfsig_calls_the_whole_document_signed_and_valid(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(pdf)
    said = subprocess.run(["pdfsig", tmp_path / "c.pdf"], capture_output=True, check=False, text=True).stdout
    assert said.count("Signature #") == 1
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "CN=Kunci Pengembangan Estafet" in said


def test_pdfsig_trusts_it_once_the_development_authority_is_known(
    pdf: bytes, town: Town, tmp_path: Path
) -> None:
    (tmp_path / "c.pdf").write_bytes(pdf)
    pem = known_pins(town.home)[0].pem
    authority = pem[pem.index("-----BEGIN", 10) :]
    (tmp_path / "ca.pem").write_text(authority)
    database = f"sql:{tmp_path / 'nss'}"
    (tmp_path / "nss").mkdir()
    subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
    subprocess.run(
        ["certutil", "-A", "-d", database, "-n", "ca", "-t", "CT,CT,CT", "-i", tmp_path / "ca.pem"],
        check=True,
    )
    said = subprocess.run(
        ["pdfsig", "-nssdir", database, tmp_path / "c.pdf"], capture_output=True, check=False, text=True
    ).stdout
    assert "Certificate is Trusted." in said


def test_qpdf_finds_no_fault(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["qpdf", "--check", tmp_path / "c.pdf"], capture_output=True, check=False, text=True
    )
    assert (done.returncode, "No syntax or stream encoding errors found" in done.stdout) == (0, True)


def test_our_own_inspection(pdf: bytes, issued: Certificate, town: Town) -> None:
    found = inspect(pdf, known_pins(town.home))
    assert (found.proof, found.code, found.development) == ("whole", issued.code, True)
    assert found.signed_at == town.clock.now()
    assert inspect_guarded(pdf, known_pins(town.home)) == found


def test_every_changed_byte_is_noticed(pdf: bytes, town: Town) -> None:
    """A hundred random bits anywhere, and every sixty-first byte of the signature itself, which covers all but itself."""
    pins, dice = known_pins(town.home), random.Random(20261123)
    gap = re.search(rb"/ByteRange\s*\[\s*0 (\d+) (\d+) ", pdf)
    places = [dice.randrange(len(pdf)) for _ in range(100)] + list(
        range(int(gap[1]) - 2, int(gap[2]) + 2, 61)
    )
    for place in places:
        changed = bytearray(pdf)
        changed[place] ^= 1 << dice.randrange(8)
        assert inspect(bytes(changed), pins).proof in {"changed", "none", "foreign"}, place


def test_additions_are_noticed(pdf: bytes, town: Town, issued: Certificate) -> None:
    pins = known_pins(town.home)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Tambahan"] = generic.NumberObject(1)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    for changed in (out.getvalue(), pdf + b"\n%%EOF\n", pdf + b" "):
        assert (inspect(changed, pins).proof, claimed_code(changed)) == ("changed", issued.code)


def test_a_second_signature_is_a_change(pdf: bytes, town: Town, tmp_path: Path) -> None:
    from pyhanko.sign import signers

    other = load(tmp_path / "lain", {})
    meta = signers.PdfSignatureMetadata(field_name="Lain")
    try:
        twice = signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer=other.simple
        ).getvalue()
    except signers.pdf_signer.SigningError:
        return  # the certifying signature forbids it already
    assert inspect(twice, known_pins(town.home)).proof == "changed"


def test_the_same_content_signed_by_somebody_else_is_foreign(pdf: bytes, town: Town, tmp_path: Path) -> None:
    start = pdf.index(b"%%EOF") + 6  # the unsigned revision
    forger = load(tmp_path / "palsu", {})
    forged = forger.sign(pdf[:start], at=AT, reason="x", contact="https://x/verifikasi/y", place="")
    assert inspect(forged, known_pins(town.home)).proof == "foreign"


@pytest.mark.parametrize(
    "junk", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"[" * 200_000, b"PK\x03\x04", b"%PDF-" + bytes(50_000)]
)
def test_junk_is_nothing(junk: bytes) -> None:
    assert inspect(junk, []).proof == "none"


def test_a_file_that_unpacks_to_gigabytes_does_not_reach_this_process() -> None:
    import zlib

    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1500)) + packer.flush()
    head = f"%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 3 /W [1 2 1] /Root 2 0 R /Filter /FlateDecode /Length {len(stream)} >>\nstream\n"
    bomb = head.encode() + stream + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    assert inspect_guarded(bomb, []).proof == "none"


def test_the_development_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: made.append(keys.development_key(tmp_path).read_bytes()))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    path = tmp_path / "signing" / "development.p12"
    assert path.stat().st_mode & 0o077 == 0
    assert [p.name for p in path.parent.iterdir()] == ["development.p12"]


def test_a_configured_key_is_used_and_is_not_called_a_test_key(tmp_path: Path) -> None:
    given = tmp_path / "instansi.p12"
    given.write_bytes(keys.development_key(tmp_path).read_bytes())
    signer = load(tmp_path / "rumah", {"LMS_SIGNING_P12": str(given)})
    assert (signer.development, signer.words("BSrE").label) == (False, "Ditandatangani secara elektronik")
    assert "BSrE" not in signer.words("BSrE").note


def test_a_key_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(keys.KeyUnusableError):
        load(tmp_path, {"LMS_SIGNING_P12": str(tmp_path / "tidak-ada.p12")})
    (tmp_path / "rusak.p12").write_bytes(b"bukan PKCS#12")
    with pytest.raises(keys.KeyUnusableError):
        load(tmp_path, {"LMS_SIGNING_P12": str(tmp_path / "rusak.p12")})
