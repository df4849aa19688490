"""The signing key: an agency's PKCS#12, or a development key made at first use and labelled as such everywhere."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DEVELOPMENT = "Kunci Pengembangan Estafet"
_FROM, _UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)


class KeyUnusableError(ValueError):
    """The configured key cannot be read; the message says which and why."""


@dataclass(frozen=True)
class KeyFile:
    """A PKCS#12 file, its password, and whether Estafet made it itself."""

    path: Path
    password: bytes | None
    development: bool


def configured(home: Path, environment: Mapping[str, str | None]) -> KeyFile:
    """The agency's key when LMS_SIGNING_P12 names one, else the development key of this instance."""
    given = environment.get("LMS_SIGNING_P12")
    if given:
        password = environment.get("LMS_SIGNING_PASSWORD")
        path = Path(given)
        if not path.is_file():
            raise KeyUnusableError(f"LMS_SIGNING_P12: {path} is not a file")
        return KeyFile(path, password.encode() if password else None, development=False)
    return KeyFile(development_key(home), None, development=True)


def development_key(home: Path) -> Path:
    """The development key of an instance; made once, even when several processes ask at the same time."""
    folder = home / "signing"
    path = folder / "development.p12"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, draft = tempfile.mkstemp(dir=folder, prefix=".development-")  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(_make())
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # unlike a rename, it fails when another process was first
    finally:
        Path(draft).unlink()
    return path


def _make() -> bytes:
    """A key and its certificate, signed by a certificate authority whose own key is forgotten at once."""
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _name(f"CA {DEVELOPMENT}")
    root = (
        _builder(authority, authority, authority_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(sign_certificates=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    leaf = (
        _builder(_name(DEVELOPMENT), authority, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(sign_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(DEVELOPMENT.encode(), key, leaf, [root], NoEncryption())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Hanya untuk uji, tanpa kekuatan hukum"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        content_commitment=not sign_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def is_locked(path: Path) -> bool:
    """Whether a PKCS#12 file asks for a password."""
    try:
        pkcs12.load_key_and_certificates(path.read_bytes(), None)
    except ValueError:
        return True
    return False


def public_pem(p12: bytes, password: bytes | None) -> str:
    """The certificates of a PKCS#12 file as PEM, the signer's own first; raises KeyUnusableError."""
    try:
        _key, leaf, others = pkcs12.load_key_and_certificates(p12, password)
    except ValueError as error:
        raise KeyUnusableError(f"the PKCS#12 file cannot be opened: {error}") from error
    if leaf is None:
        raise KeyUnusableError("the PKCS#12 file holds no certificate")
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in (leaf, *others))
