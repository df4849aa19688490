"""Signing with a PKCS#11 token or HSM: the private key never leaves it; the PIN opens one session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lms.certificates.signing.faults import BatchStoppedError, SecretWrongError
from lms.certificates.signing.quick import quick
from lms.certificates.signing.secret import Secret
from lms.certificates.signing.signer import KeySigner, of_certificate
from lms.certificates.signing.timestamps import timestamper

MODULE, TOKEN, KEY = "LMS_SIGNING_PKCS11_MODULE", "LMS_SIGNING_PKCS11_TOKEN", "LMS_SIGNING_PKCS11_KEY"


def open_token(environment: Mapping[str, str | None], pin: Secret) -> KeySigner:
    """A signer over an open session of the configured token. Raises BatchStoppedError; a wrong PIN is tried once."""
    from pkcs11.exceptions import PinIncorrect, PinLenRange, PinLocked, PKCS11Error
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    label = environment.get(TOKEN)
    try:
        session = open_pkcs11_session(
            str(environment.get(MODULE)),
            token_criteria=TokenCriteria(label=label) if label else None,
            user_pin=pin.reveal(),
        )
        try:
            simple = quick(PKCS11Signer)(
                session, cert_label=environment.get(KEY) or None, other_certs_to_pull=None
            )
            return _signer(simple, environment)
        except BaseException:
            session.close()
            raise
    except (PinIncorrect, PinLenRange):
        raise SecretWrongError("PIN") from None
    except PinLocked:
        raise BatchStoppedError(
            "token.locked", "PIN token terkunci. Buka kuncinya dengan perangkat dari penerbit token."
        ) from None
    except (PKCS11Error, OSError) as error:
        raise BatchStoppedError(
            "token.unusable",
            f"Token tidak dapat dipakai ({type(error).__name__}). "
            f"Periksa apakah token terpasang dan {MODULE}, {TOKEN}, {KEY} benar.",
        ) from None


def _signer(simple: Any, environment: Mapping[str, str | None]) -> KeySigner:
    from cryptography import x509

    leaf = simple.signing_cert
    # tokens often know only the bare ECDSA mechanism; the digest is then made here
    simple.use_raw_mechanism = leaf.public_key.algorithm == "ec"
    others = [one for one in simple.cert_registry if one.sha256 != leaf.sha256]
    chain = [x509.load_der_x509_certificate(one.dump()) for one in (leaf, *others)]
    return KeySigner(
        development=False,
        simple=simple,
        method="pkcs11",
        timestamper=timestamper(environment),
        **of_certificate(chain[0], chain[1:]),
    )


def release(signer: KeySigner) -> None:
    """Log out of the token: a login counts for the whole process, and the next batch must show its PIN again."""
    if signer.method == "pkcs11":
        signer.simple.pkcs11_session.close()
