"""The client of the agency's e-sign service, against a stand-in that answers as the documented one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lms.certificates.signing import means
from lms.certificates.signing.bsre.signer import BsreSigner
from lms.certificates.signing.faults import (
    BatchStoppedError,
    SecretNeededError,
    SecretWrongError,
    ServiceBusyError,
)
from lms.certificates.signing.handover import Loan
from lms.certificates.signing.secret import Secret
from tests.certificates.signing.people import official, paper
from tests.certificates.signing.standin import MAIL, NIK, PASSPHRASE, Bsre, bsre

FACTS = {
    "at": datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
    "reason": "Sertifikat 1",
    "contact": "https://x.example/verifikasi/1",
    "place": "Tirtanegara",
}


@pytest.fixture
def service() -> Iterator[tuple[Bsre, dict[str, str]]]:
    with bsre() as found:
        yield found


def signer(
    environment: dict[str, str], identity: str = NIK, passphrase: str = PASSPHRASE, tmp: object = None
) -> BsreSigner:
    loan = Loan("bimtek:1", Secret(passphrase), trial=True)
    found = means.signer_for("bsre", identity, environment, tmp, loan)  # type: ignore[arg-type]
    assert isinstance(found, BsreSigner)
    return found


@pytest.mark.parametrize(("version", "identity"), [("1", NIK), ("2", NIK), ("2", MAIL)])
def test_both_versions_sign_and_name_the_official(
    service: tuple[Bsre, dict[str, str]], version: str, identity: str
) -> None:
    state, environment = service
    by = signer({**environment, "LMS_SIGNING_BSRE_VERSION": version}, identity)
    signed = by.sign(paper(), **FACTS)
    assert signed.startswith(paper())
    assert (by.label, by.fingerprint) == ("Drs. Hendro Pamungkas, M.Si.", official().fingerprint)
    assert (state.signed, state.wrong) == (1, 0)
    assert by.words("Kalimat BSrE.").note == "Kalimat BSrE."


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_wrong_passphrase_is_sent_once_and_never_repeated_in_words(
    service: tuple[Bsre, dict[str, str]], version: str
) -> None:
    state, environment = service
    by = signer({**environment, "LMS_SIGNING_BSRE_VERSION": version}, passphrase="keliru-sekali")
    with pytest.raises(SecretWrongError) as refused:
        by.sign(paper(), **FACTS)
    assert (state.wrong, refused.value.code) == (1, "secret.wrong")
    assert "keliru-sekali" not in str(refused.value)
    assert "Passphrase ditolak" in str(refused.value)


@pytest.mark.parametrize("version", ["1", "2"])
def test_an_unregistered_or_revoked_official_is_refused_before_the_passphrase_is_sent(
    service: tuple[Bsre, dict[str, str]], version: str
) -> None:
    state, environment = service
    environment["LMS_SIGNING_BSRE_VERSION"] = version
    with pytest.raises(BatchStoppedError) as unknown:
        signer(environment, "3573019999999999")
    state.status = "REVOKE"
    with pytest.raises(BatchStoppedError) as revoked:
        signer(environment)
    assert (unknown.value.code, revoked.value.code, state.tries) == ("bsre.unregistered", "bsre.status", [])
    assert "2011" in str(unknown.value)
    assert "REVOKE" in str(revoked.value)


@pytest.mark.parametrize("mood", ["timeout", 429, 500, 503, 504])
def test_trouble_of_the_service_is_for_later(service: tuple[Bsre, dict[str, str]], mood: object) -> None:
    state, environment = service
    by = signer(environment)
    if mood == "timeout":
        by.service = replace(by.service, timeout=0.3)
    state.moods = [mood]
    with pytest.raises(ServiceBusyError) as busy:
        by.sign(paper(), **FACTS)
    assert busy.value.__cause__ is None
    assert PASSPHRASE not in str(busy.value)
    assert signer(environment).sign(paper(), **FACTS).startswith(paper())


def test_a_refused_connection_is_for_later_and_a_refused_client_is_not(
    service: tuple[Bsre, dict[str, str]],
) -> None:
    _state, environment = service
    with pytest.raises(ServiceBusyError):
        signer({**environment, "LMS_SIGNING_BSRE_URL": "http://127.0.0.1:9"})
    with pytest.raises(BatchStoppedError) as refused:
        signer({**environment, "LMS_SIGNING_BSRE_PASSWORD": "salah"})
    assert refused.value.code == "bsre.client"


def test_an_answer_that_is_not_our_file_is_not_taken(service: tuple[Bsre, dict[str, str]]) -> None:
    state, environment = service
    by = signer(environment)
    state.moods = ["other file", 400]
    codes = []
    for _ in range(2):
        with pytest.raises(BatchStoppedError) as refused:
            by.sign(paper(), **FACTS)
        codes.append(refused.value.code)
    assert codes == ["bsre.answer", "bsre.refused"]


def test_a_signature_that_is_not_of_bsre_is_not_taken(service: tuple[Bsre, dict[str, str]]) -> None:
    state, environment = service
    state.who = official("Orang Lain", "CA Lain")
    with pytest.raises(BatchStoppedError) as refused:
        signer(environment).sign(paper(), **FACTS)
    assert refused.value.code == "bsre.issuer"


def test_nothing_is_sent_without_a_passphrase_or_an_identity(service: tuple[Bsre, dict[str, str]]) -> None:
    _state, environment = service
    with pytest.raises(SecretNeededError):
        means.signer_for("bsre", NIK, environment, None)  # type: ignore[arg-type]
    with pytest.raises(BatchStoppedError):
        signer(environment, "")
    with pytest.raises(BatchStoppedError):
        signer({**environment, "LMS_SIGNING_BSRE_VERSION": "1"}, MAIL)
