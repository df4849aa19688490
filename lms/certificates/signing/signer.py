"""Signs PDFs as PAdES B-B with a certifying signature that permits no later change."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from lms.certificates.domain.facts import SignatureWords
from lms.certificates.signing import keys

FIELD = "Estafet"
BSRE = "balai sertifikasi elektronik", "balai besar sertifikasi elektronik", "bsre"


class Signer(Protocol):
    """Whoever signs; a client of an agency's e-sign service implements the same."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the signer's certificate, hexadecimal."""
        ...

    @property
    def label(self) -> str:
        """The signer's common name."""
        ...

    @property
    def development(self) -> bool:
        """Whether it is a test key."""
        ...

    @property
    def pem(self) -> str:
        """The signer's certificate and its chain."""
        ...

    def words(self, bsre_sentence: str) -> SignatureWords:
        """What the paper says about this signature."""
        ...

    def sign(self, pdf: bytes, *, at: datetime, reason: str, contact: str, place: str) -> bytes:
        """The signed PDF; `contact` is the verify address, by which a changed file can still be named."""
        ...


@dataclass(frozen=True)
class Pkcs12Signer:
    """A key in a PKCS#12 file; the key object is parsed once and kept."""

    fingerprint: str
    label: str
    development: bool
    pem: str
    issuer: str
    simple: Any

    def words(self, bsre_sentence: str) -> SignatureWords:
        """A test key is called so; the BSrE sentence is printed only for a certificate of BSrE."""
        if self.development:
            return SignatureWords(
                label="Tanda tangan elektronik (uji)",
                note="Ditandatangani dengan kunci pengembangan, bukan dokumen resmi.",
                development=True,
            )
        if any(name in self.issuer.lower() for name in BSRE):
            return SignatureWords(label="Ditandatangani secara elektronik", note=bsre_sentence)
        return SignatureWords(
            label="Ditandatangani secara elektronik",
            note=f"Ditandatangani secara elektronik dengan sertifikat {self.label}.",
        )

    def sign(self, pdf: bytes, *, at: datetime, reason: str, contact: str, place: str) -> bytes:
        """One incremental update that holds the signature; nothing visible is added."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import signers
        from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

        class AtThisTime(signers.PdfSigner):
            """pyHanko reads the machine's clock; certificates carry the time of ours."""

            def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
                made = super().init_signing_session(pdf_out, existing_fields_only)
                made.system_time = at
                return made

        meta = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            reason=reason,
            contact_info=contact,
            location=place or None,
            name=self.label,
        )
        out = AtThisTime(meta, signer=self.simple).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
        return bytes(out.getvalue())


def load(home: Path, environment: Mapping[str, str | None] = os.environ) -> Pkcs12Signer:
    """The signer of this instance; its certificate is put beside the keys, as a pin for later checks."""
    file = keys.configured(home, environment)
    signer = _load(file, file.path.stat().st_mtime_ns)
    _pin(home, signer)
    return signer


@lru_cache(maxsize=4)
def _load(file: keys.KeyFile, _changed: int) -> Pkcs12Signer:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID
    from pyhanko.sign import signers

    data = file.path.read_bytes()
    pem = keys.public_pem(data, file.password)
    simple = signers.SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=file.password)
    if simple is None:
        raise keys.KeyUnusableError(f"{file.path} cannot be used for signing")
    certificate = x509.load_pem_x509_certificate(pem.encode())
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    label = str(names[0].value) if names else "penerbit"
    return Pkcs12Signer(
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        label=label,
        development=file.development,
        pem=pem,
        issuer=certificate.issuer.rfc4514_string(),
        simple=simple,
    )


def _pin(home: Path, signer: Pkcs12Signer) -> None:
    folder = home / "signing" / "known"
    path = folder / f"{'uji' if signer.development else 'resmi'}-{signer.fingerprint[:16]}.pem"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}.draft")
        draft.write_text(signer.pem)
        draft.replace(path)


@dataclass(frozen=True)
class Pin:
    """A signer's certificate that verification trusts."""

    fingerprint: str
    label: str
    development: bool
    pem: str


def known_pins(home: Path) -> list[Pin]:
    """The certificates of every key that this instance ever signed with; for checks without a database."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    pins = []
    for path in sorted((home / "signing" / "known").glob("*.pem")):
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        label = str(names[0].value) if names else path.stem
        fingerprint = certificate.fingerprint(hashes.SHA256()).hex()
        pins.append(Pin(fingerprint, label, path.name.startswith("uji-"), path.read_text()))
    return pins
