"""Files that somebody else signed: accepted only when they are ours plus one good signature, and nothing else."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from lms.certificates.signing import additions
from lms.certificates.signing.inspect import MAX_BYTES, proof_of
from lms.certificates.signing.signer import Pin, of_certificate


class NotOursError(ValueError):
    """Why a file is not accepted, in plain Indonesian."""


@dataclass(frozen=True)
class Accepted:
    """Who signed it."""

    pin: Pin
    issuer: str


def accept(rendered: bytes, signed: bytes) -> Accepted:
    """Who signed `signed`, which must begin with every byte of `rendered` and add one valid signature over all of it.

    Raises NotOursError. Whether that signer may sign for the city is for the caller to decide.
    """
    if b"%PDF-" not in signed[:1024] or len(signed) > MAX_BYTES:
        raise NotOursError("berkas itu bukan PDF, atau lebih besar dari 5 MB.")
    if signed == rendered:
        raise NotOursError("berkas itu belum ditandatangani.")
    if not signed.startswith(rendered):
        raise NotOursError(
            "isinya bukan berkas yang diunduh dari sini. "
            "Tanda tangani berkas itu apa adanya, tanpa mencetak, memindai, atau menyimpannya ulang."
        )
    try:
        pin, issuer = _signer(rendered, signed)
    except NotOursError:
        raise
    except Exception:  # noqa: BLE001 - parsers raise whatever they like on hostile files
        raise NotOursError("tanda tangannya tidak dapat dibaca.") from None
    return Accepted(pin, issuer)


def _signer(rendered: bytes, signed: bytes) -> tuple[Pin, str]:
    from cryptography import x509
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(signed), strict=True)
    signatures: list[Any] = reader.embedded_regular_signatures
    if len(signatures) != 1:
        raise NotOursError("harus ada tepat satu tanda tangan.")
    first = signatures[0]
    others = [one for one in first.other_embedded_certs if one.sha256 != first.signer_cert.sha256]
    chain = [x509.load_der_x509_certificate(one.dump()) for one in (first.signer_cert, *others)]
    facts = of_certificate(chain[0], chain[1:])
    pin = Pin(facts["fingerprint"], facts["label"], development=False, pem=facts["pem"], kind="luar")
    if proof_of(signatures, pin) not in {"whole", "signed"}:
        raise NotOursError("tanda tangannya tidak sah, atau ada yang berubah sesudah ditandatangani.")
    if not additions.only_signature(
        reader, PdfFileReader(io.BytesIO(rendered), strict=True).xrefs.total_revisions
    ):
        raise NotOursError("selain tanda tangan, isi dokumennya ikut diubah.")
    return pin, facts["issuer"]


def pin_of(data: bytes) -> Pin:
    """The signer in a certificate file (PEM or DER), or in a PDF that they signed. Raises NotOursError."""
    from cryptography import x509
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        if b"%PDF-" in data[:1024]:
            first = PdfFileReader(io.BytesIO(data), strict=False).embedded_regular_signatures[0]
            certificate = x509.load_der_x509_certificate(first.signer_cert.dump())
        elif b"-----BEGIN" in data:
            certificate = x509.load_pem_x509_certificates(data)[0]
        else:
            certificate = x509.load_der_x509_certificate(data)
        facts = of_certificate(certificate)
    except Exception:  # noqa: BLE001 - parsers raise whatever they like on hostile files
        raise NotOursError("berkas itu tidak memuat sertifikat elektronik.") from None
    return Pin(facts["fingerprint"], facts["label"], development=False, pem=facts["pem"], kind="luar")
