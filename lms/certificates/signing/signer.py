"""Whoever signs, as one interface; here the keys that this machine can use itself, and the pins of all that were used."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from lms.certificates.domain.facts import SignatureWords
from lms.certificates.signing import keys, pades, quick
from lms.certificates.signing.timestamps import timestamper

SPECIMEN = "SPESIMEN – tanda tangan uji"
BSRE = "balai sertifikasi elektronik", "balai besar sertifikasi elektronik", "bsre"
_KINDS = {"waktu": "waktu", "luar": "luar"}


class Signer(Protocol):
    """Whoever signs; a client of an agency's e-sign service implements the same."""

    @property
    def method(self) -> str:
        """How it signs: development keys and files are `pkcs12`, then `pkcs11`, `bsre`, `wet` and `outside`."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the signer's certificate, hexadecimal; a service's is known once it has signed."""
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
class KeySigner:
    """A key that this machine can use, in a PKCS#12 file or on a token; `simple` is pyHanko's signer, loaded once."""

    fingerprint: str
    label: str
    development: bool
    pem: str
    issuer: str
    simple: Any
    method: str = "pkcs12"
    timestamper: Any = None

    def words(self, bsre_sentence: str) -> SignatureWords:
        """A test key is called so; the BSrE sentence is printed only for a certificate of BSrE."""
        if self.development:
            return SignatureWords(
                label=SPECIMEN,
                note="Ditandatangani dengan kunci pengembangan, bukan dokumen resmi.",
                development=True,
            )
        if is_bsre(self.issuer):
            return SignatureWords(label="Ditandatangani secara elektronik", note=bsre_sentence)
        return SignatureWords(
            label="Ditandatangani secara elektronik",
            note=f"Ditandatangani secara elektronik dengan sertifikat {self.label}.",
        )

    def sign(self, pdf: bytes, *, at: datetime, reason: str, contact: str, place: str) -> bytes:
        """One incremental update that holds the signature; nothing visible is added."""
        return pades.seal(
            pdf,
            by=self.simple,
            label=self.label,
            at=at,
            reason=reason,
            contact=contact,
            place=place,
            timestamper=self.timestamper,
        )


def is_bsre(issuer: str) -> bool:
    """Whether the name of a certificate's issuer is that of BSrE."""
    return any(name in issuer.lower() for name in BSRE)


def of_certificate(certificate: Any, others: Sequence[Any] = ()) -> dict[str, str]:
    """Fingerprint, label, issuer and PEM of a signer's certificate (cryptography's) and its chain."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return {
        "fingerprint": certificate.fingerprint(hashes.SHA256()).hex(),
        "label": str(names[0].value) if names else "penerbit",
        "issuer": certificate.issuer.rfc4514_string(),
        "pem": "".join(one.public_bytes(Encoding.PEM).decode() for one in (certificate, *others)),
    }


def load(
    home: Path, environment: Mapping[str, str | None] = os.environ, password: bytes | None = None
) -> KeySigner:
    """The signer of this instance's key file; its certificate is put beside the keys, as a pin for later checks.

    `password` opens the agency's file when its password is entered for each batch; such a key is never kept.
    """
    file = keys.configured(home, environment)
    if password is None or file.development:
        signer = _load(file, file.path.stat().st_mtime_ns)
    else:
        signer = _open(replace(file, password=password))
    remember(home, signer)
    stamper = timestamper(environment)
    return replace(signer, timestamper=stamper) if stamper else signer


@lru_cache(maxsize=4)
def _load(file: keys.KeyFile, _changed: int) -> KeySigner:
    return _open(file)


def _open(file: keys.KeyFile) -> KeySigner:
    from cryptography import x509
    from pyhanko.sign import signers

    data = file.path.read_bytes()
    pem = keys.public_pem(data, file.password)
    simple = signers.SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=file.password)
    if simple is None:
        raise keys.KeyUnusableError(f"{file.path} cannot be used for signing")
    leaf, *others = x509.load_pem_x509_certificates(pem.encode())
    return KeySigner(
        development=file.development, simple=quick.in_memory(simple), **of_certificate(leaf, others)
    )


def remember(home: Path, signer: Signer) -> None:
    """Put a signer's certificate beside the keys, for checks without a database."""
    kind = "uji" if signer.development else "resmi"
    keep_pem(home, f"{kind}-{signer.fingerprint[:16]}.pem", signer.pem)


def keep_pem(home: Path, name: str, pem: str) -> None:
    """Write one known certificate, once and whole."""
    path = home / "signing" / "known" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}.draft")
        draft.write_text(pem)
        draft.replace(path)


@dataclass(frozen=True)
class Pin:
    """A certificate that verification trusts: a signer's, or (`kind` "waktu") that of a timestamp authority."""

    fingerprint: str
    label: str
    development: bool
    pem: str
    kind: str = ""


def known_pins(home: Path) -> list[Pin]:
    """The certificates of every key that this instance ever signed with; for checks without a database."""
    from cryptography import x509

    pins = []
    for path in sorted((home / "signing" / "known").glob("*.pem")):
        kind = path.name.partition("-")[0]
        facts = of_certificate(x509.load_pem_x509_certificate(path.read_bytes()))
        pins.append(
            Pin(facts["fingerprint"], facts["label"], kind == "uji", path.read_text(), _KINDS.get(kind, ""))
        )
    return pins
