"""A signer whose key is kept by BSrE: asks for the status first, then sends the PDF with the passphrase, once."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime

from lms.certificates.domain.facts import SignatureWords
from lms.certificates.signing import outside
from lms.certificates.signing.bsre.wire import Answer, Service
from lms.certificates.signing.faults import BatchStoppedError, SecretWrongError
from lms.certificates.signing.secret import Secret
from lms.certificates.signing.signer import Pin, is_bsre

NOT_REGISTERED, WRONG_PASSPHRASE = 2011, 2031
OK = 200


@dataclass
class BsreSigner:
    """Signs through the service; who it was is known from the signature that comes back."""

    service: Service
    identity: str
    passphrase: Secret = field(repr=False)
    method: str = "bsre"
    development: bool = False
    _pin: Pin | None = None

    @property
    def fingerprint(self) -> str:
        """Of the certificate that BSrE issued to the official; known after `sign`."""
        return self._known().fingerprint

    @property
    def label(self) -> str:
        """The official's name in that certificate."""
        return self._known().label

    @property
    def pem(self) -> str:
        """That certificate, and those that came with it."""
        return self._known().pem

    def _known(self) -> Pin:
        if self._pin is None:
            raise LookupError("the service has not signed anything yet")
        return self._pin

    def words(self, bsre_sentence: str) -> SignatureWords:
        """The sentence that BSrE asks for; a file without its signature is never kept."""
        return SignatureWords(label="Ditandatangani secara elektronik", note=bsre_sentence)

    def check_status(self) -> None:
        """Raise BatchStoppedError unless the official may sign now; costs no try of the passphrase."""
        if self.service.version == 1:
            answer = self.service.get(f"/api/user/status/{self._nik()}")
        else:
            answer = self.service.post_json("/api/v2/user/check/status", self._who())
        _refuse(answer)
        status = str(answer.data().get("status", "")).upper()
        if status != "ISSUE":
            raise BatchStoppedError(
                "bsre.status",
                f"Sertifikat elektronik penanda tangan tidak aktif (status {status[:20] or 'tidak diketahui'}). "
                "Perbarui sertifikatnya lewat verifikator BSrE instansi, lalu ulangi.",
            )

    def sign(self, pdf: bytes, *, at: datetime, reason: str, contact: str, place: str) -> bytes:
        """The signed PDF, after it was checked to be the one that was sent and one good signature of BSrE."""
        del at  # the service's own clock is signed
        answer = (
            self._version_1(pdf, reason)
            if self.service.version == 1
            else self._version_2(pdf, reason, contact, place)
        )
        try:
            found = outside.accept(pdf, answer)
        except outside.NotOursError as error:
            raise BatchStoppedError(
                "bsre.answer", f"Jawaban layanan e-sign tidak dapat diterima: {error}"
            ) from None
        if not is_bsre(found.issuer):
            raise BatchStoppedError(
                "bsre.issuer", "Jawaban layanan e-sign tidak ditandatangani dengan sertifikat BSrE."
            )
        self._pin = found.pin
        return answer

    def _version_1(self, pdf: bytes, reason: str) -> bytes:
        fields = {
            "nik": self._nik(),
            "passphrase": self.passphrase.reveal(),
            "tampilan": "invisible",
            "reason": reason,
        }
        answer = self.service.post_form("/api/sign/pdf", fields, pdf)
        _refuse(answer)
        return answer.body

    def _version_2(self, pdf: bytes, reason: str, contact: str, place: str) -> bytes:
        look = {"tampilan": "INVISIBLE", "reason": reason, "location": place, "contactInfo": contact}
        body = {
            **self._who(),
            "passphrase": self.passphrase.reveal(),
            "signatureProperties": [look],
            "file": [base64.b64encode(pdf).decode()],
        }
        answer = self.service.post_json("/api/v2/sign/pdf", body)
        _refuse(answer)
        files = answer.data().get("file")
        try:
            return base64.b64decode(files[0], validate=True) if isinstance(files, list) and files else b""
        except (binascii.Error, TypeError, ValueError):
            return b""

    def _who(self) -> dict[str, str]:
        return {"email": self.identity} if "@" in self.identity else {"nik": self.identity}

    def _nik(self) -> str:
        if not self.identity.isdigit():
            raise BatchStoppedError(
                "bsre.identity", "Layanan e-sign versi 1 memerlukan NIK penanda tangan, bukan surel."
            )
        return self.identity


def _refuse(answer: Answer) -> None:
    """Raise what an answer that is not a success means; the service's own words are not repeated, they may echo input."""
    code = answer.code()
    if code == WRONG_PASSPHRASE:
        raise SecretWrongError("Passphrase")
    if code == NOT_REGISTERED:
        raise BatchStoppedError(
            "bsre.unregistered",
            "Penanda tangan belum terdaftar pada layanan e-sign (2011). Periksa NIK atau surelnya pada Pengaturan.",
        )
    if answer.status != OK:
        raise BatchStoppedError(
            "bsre.refused",
            f"Layanan e-sign menolak permintaan (HTTP {answer.status}{f', kode {code}' if code else ''}).",
        )
