"""Optional RFC 3161 timestamps: an independent authority says when the signature existed."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from lms.certificates.signing.faults import BatchStoppedError, ServiceBusyError
from lms.certificates.signing.outgoing import opener

TIMEOUT_SECONDS = 20
MAX_BYTES = 64 * 1024


def timestamper(environment: Mapping[str, str | None]) -> Any:
    """The client of the authority in LMS_SIGNING_TSA; None when there is none."""
    address = environment.get("LMS_SIGNING_TSA")
    return _client(address) if address else None


@lru_cache(maxsize=2)
def _client(address: str) -> Any:
    from asn1crypto import pem, tsp
    from pyhanko.sign.timestamps import TimeStamper

    if urlsplit(address).scheme not in {"http", "https"}:
        raise BatchStoppedError("tsa.address", "LMS_SIGNING_TSA harus berupa alamat http atau https.")

    class Client(TimeStamper):
        """pyHanko's own client needs another HTTP library; one request does not. `seen` holds who stamped: name and PEM."""

        def __init__(self) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.seen: dict[str, tuple[str, str]] = {}

        async def async_request_tsa_response(self, req: Any) -> Any:
            found = tsp.TimeStampResp.load(_ask(address, req.dump()))
            for one in found["time_stamp_token"]["content"]["certificates"]:
                certificate = one.chosen
                text = pem.armor("CERTIFICATE", certificate.dump()).decode()
                name = certificate.subject.native.get("common_name", "penanda waktu")
                self.seen.setdefault(certificate.sha256.hex(), (str(name), text))
            return found

    return Client()


def _ask(address: str, body: bytes) -> bytes:
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked
        address, data=body, headers={"Content-Type": "application/timestamp-query"}
    )
    try:
        with opener().open(request, timeout=TIMEOUT_SECONDS) as answer:
            return bytes(answer.read(MAX_BYTES))
    except OSError as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise ServiceBusyError(f"Layanan penanda waktu tidak menjawab ({type(error).__name__}).") from None


def token_certificates(signer_info: Any) -> list[Any]:
    """The certificates inside the timestamp token of a signature; empty when it has none."""
    found: list[Any] = []
    for attribute in signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            for token in attribute["values"]:
                found.extend(one.chosen for one in token["content"]["certificates"])
    return found
