"""Signing with a PKCS#11 token, the real interface over SoftHSM."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from lms.certificates.signing import means
from lms.certificates.signing.faults import BatchStoppedError, SecretNeededError, SecretWrongError
from lms.certificates.signing.handover import Loan
from lms.certificates.signing.inspect import inspect
from lms.certificates.signing.secret import Secret
from lms.certificates.signing.signer import Pin
from tests.certificates.signing.people import official, paper

MODULE = next(
    (
        p
        for p in ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
        if Path(p).exists()
    ),
    "softhsm2 is not installed: run scripts/setup.sh dev",
)
PIN = "13579"
CONTACT = "https://x.example/verifikasi/0123456789ABCDEFGHJKMNPQ"


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A token that holds the key and certificate of an official."""
    folder = tmp_path_factory.mktemp("hsm")
    (folder / "tokens").mkdir()
    (folder / "hsm.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "hsm.conf")  # read once, when the module is loaded
    who = official()
    key = folder / "key.pem"
    key.write_bytes(who.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    tool = ["softhsm2-util", "--module", MODULE]
    subprocess.run(
        [*tool, "--init-token", "--free", "--label", "estafet", "--so-pin", "24680", "--pin", PIN],
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [*tool, "--import", str(key), "--token", "estafet", "--label", "kunci", "--id", "01", "--pin", PIN],
        check=True,
        capture_output=True,
    )
    _certificate(who.certificate.public_bytes(Encoding.DER), who.certificate.subject.public_bytes())
    return {
        "LMS_SIGNING_PKCS11_MODULE": MODULE,
        "LMS_SIGNING_PKCS11_TOKEN": "estafet",
        "LMS_SIGNING_PKCS11_KEY": "kunci",
    }


def _certificate(der: bytes, subject: bytes) -> None:
    import pkcs11
    from pkcs11 import Attribute, CertificateType, ObjectClass

    with pkcs11.lib(MODULE).get_token(token_label="estafet").open(user_pin=PIN, rw=True) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True, Attribute.LABEL: "kunci", Attribute.ID: b"\x01",
                Attribute.SUBJECT: subject, Attribute.VALUE: der,
            }
        )  # fmt: skip


def sign(environment: dict[str, str], home: Path, loan: Loan | None = None) -> tuple[str, str]:
    by = means.signer_for("pkcs11", "", environment, home, loan)
    signed = by.sign(
        paper(),
        at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        reason="Sertifikat 1",
        contact=CONTACT,
        place="T",
    )
    pin = Pin(by.fingerprint, by.label, by.development, by.pem)
    return by.label, inspect(signed, [pin]).proof


@pytest.fixture(autouse=True)
def closed() -> object:
    means.close()
    yield
    means.close()


def test_the_token_signs_with_a_pin_of_the_batch_or_of_the_environment(
    token: dict[str, str], tmp_path: Path
) -> None:
    assert means.available(token) == ("file", "pkcs11", "wet", "outside")
    with pytest.raises(SecretNeededError):
        sign(token, tmp_path)
    wanted = ("Drs. Hendro Pamungkas, M.Si.", "whole")
    assert sign(token, tmp_path, Loan("bimtek:1", Secret(PIN), trial=True)) == wanted
    assert sign(token, tmp_path, Loan("bimtek:1", Secret(PIN))) == wanted
    means.close("bimtek:1")
    assert sign({**token, "LMS_SIGNING_PIN": PIN}, tmp_path) == wanted


def test_a_wrong_pin_is_tried_once(token: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(SecretWrongError) as refused:
        sign(token, tmp_path, Loan("bimtek:2", Secret("00000"), trial=True))
    assert "00000" not in str(refused.value)
    wrong = {**token, "LMS_SIGNING_PIN": "99999"}
    for _ in range(5):  # more than any token allows
        with pytest.raises(SecretWrongError):
            sign(wrong, tmp_path)
    means.close()
    assert sign({**token, "LMS_SIGNING_PIN": PIN}, tmp_path)[1] == "whole"


def test_a_token_that_is_not_there_stops_the_batch(token: dict[str, str], tmp_path: Path) -> None:
    for wrong in ({"LMS_SIGNING_PKCS11_TOKEN": "lain"}, {"LMS_SIGNING_PKCS11_KEY": "lain"}):
        with pytest.raises(BatchStoppedError) as refused:
            sign({**token, **wrong}, tmp_path, Loan("bimtek:3", Secret(PIN)))
        assert refused.value.code == "token.unusable"
        means.close()
