"""The four ways to sign, and the two without a key here: what is configured, what needs a secret, and the signer itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from lms.certificates.domain.facts import SignatureWords
from lms.certificates.signing import hsm, keys
from lms.certificates.signing import signer as files
from lms.certificates.signing.bsre.signer import BsreSigner
from lms.certificates.signing.bsre.wire import Service
from lms.certificates.signing.faults import BatchStoppedError, SecretNeededError, SecretWrongError
from lms.certificates.signing.handover import Loan
from lms.certificates.signing.secret import Secret
from lms.certificates.signing.signer import KeySigner, Pin, Signer

Method = Literal["file", "pkcs11", "bsre", "wet", "outside"]
METHODS: tuple[Method, ...] = ("file", "pkcs11", "bsre", "wet", "outside")
ASKED = {"file": "Sandi berkas kunci", "pkcs11": "PIN", "bsre": "Passphrase"}
Environment = Mapping[str, str | None]


@dataclass(frozen=True)
class Blank:
    """No signature by this machine: `wet` leaves room for a pen, `outside` for a signature that is made elsewhere."""

    method: str
    fingerprint: str = ""
    label: str = ""
    development: bool = False
    pem: str = ""

    def words(self, bsre_sentence: str) -> SignatureWords:
        """Room for a pen, or a line that promises no more than is known; never the BSrE sentence."""
        del bsre_sentence
        if self.method == "wet":
            return SignatureWords(
                label=" ", note="Ditandatangani basah. Pencatatannya diperiksa di alamat ini."
            )
        return SignatureWords(
            label="Ditandatangani secara elektronik",
            note="Tanda tangan elektroniknya diperiksa di alamat ini.",
        )

    def sign(self, pdf: bytes, *, at: datetime, reason: str, contact: str, place: str) -> bytes:
        """The file as it is."""
        del at, reason, contact, place
        return pdf


def available(environment: Environment) -> tuple[Method, ...]:
    """The ways that this installation's environment allows."""
    allowed: dict[Method, bool] = {
        "file": True,
        "pkcs11": bool(environment.get(hsm.MODULE)),
        "bsre": Service.configured(environment) is not None,
        "wet": True,
        "outside": True,
    }
    return tuple(method for method in METHODS if allowed[method])


def asks(method: str, environment: Environment, home: Path) -> bool:
    """Whether a person must enter a secret for each batch."""
    if method == "bsre":
        return True
    if method == "pkcs11":
        return not environment.get("LMS_SIGNING_PIN")
    if (
        method == "file"
        and environment.get("LMS_SIGNING_P12")
        and not environment.get("LMS_SIGNING_PASSWORD")
    ):
        return keys.is_locked(keys.configured(home, environment).path)
    return False


def signer_for(
    method: str, identity: str, environment: Environment, home: Path, loan: Loan | None = None
) -> Signer:
    """The signer of a method; raises SecretNeededError when it asks for a secret and there is no loan."""
    if method in {"wet", "outside"}:
        return Blank(method)
    if asks(method, environment, home) and loan is None:
        raise SecretNeededError
    if method == "bsre":
        return _bsre(identity, environment, loan)
    if method == "pkcs11":
        pin = loan.secret if loan else Secret(environment.get("LMS_SIGNING_PIN") or "")
        return _kept(loan.batch if loan else "", lambda: hsm.open_token(environment, pin))
    if loan is None:
        return files.load(home, environment)
    password = loan.secret.reveal().encode()
    return _kept(loan.batch, lambda: _file(home, environment, password))


def _bsre(identity: str, environment: Environment, loan: Loan | None) -> BsreSigner:
    service = Service.configured(environment)
    if service is None or not identity:
        raise BatchStoppedError(
            "bsre.settings",
            "Alamat layanan e-sign atau NIK/surel penanda tangan belum diatur (Pengaturan penandatanganan).",
        )
    if loan is None:
        raise SecretNeededError
    made = BsreSigner(service, identity, loan.secret)
    if loan.trial:
        made.check_status()
    return made


def _file(home: Path, environment: Environment, password: bytes) -> KeySigner:
    try:
        return files.load(home, environment, password)
    except keys.KeyUnusableError:
        raise SecretWrongError(ASKED["file"]) from None


@dataclass
class _Kept:
    batch: str
    signer: KeySigner
    until: float


KEEP_SECONDS = 30 * 60
_lock = threading.Lock()
_kept_one: list[_Kept] = []
_refused: list[BatchStoppedError] = []


def _kept(batch: str, make: Callable[[], KeySigner]) -> KeySigner:
    """An opened key, kept for its batch: unlocking a token or a file again for every certificate takes too long.

    A PIN of the environment (no batch) that was refused once is not tried again by this process: three tries lock a token.
    """
    with _lock:
        if _refused and not batch:
            raise _refused[0]
        for one in _kept_one:
            if one.batch == batch and time.monotonic() < one.until:
                return one.signer
        _let_go(_kept_one[:])
        try:
            signer = make()
        except BatchStoppedError as error:
            if not batch:
                _refused.append(error)
            raise
        _kept_one.append(_Kept(batch, signer, time.monotonic() + KEEP_SECONDS))
        return signer


def close(batch: str | None = None) -> None:
    """Let go of an opened key: of one batch that has ended, or of any."""
    with _lock:
        if batch is None:
            _refused.clear()
        _let_go([one for one in _kept_one if batch in {None, one.batch}])


def _let_go(ended: list[_Kept]) -> None:
    for one in ended:
        _kept_one.remove(one)
        hsm.release(one.signer)


def authorities_of(signer: Signer) -> list[Pin]:
    """The timestamp authorities whose certificates came with this process's signatures."""
    seen = getattr(getattr(signer, "timestamper", None), "seen", {})
    return [Pin(fingerprint, label, False, text, "waktu") for fingerprint, (label, text) in seen.items()]
