"""HTTP to the agency's e-sign service: one request, no redirects, no proxy, and errors without anything secret."""

from __future__ import annotations

import base64
import json
import re
import secrets
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lms.certificates.signing.faults import BatchStoppedError, ServiceBusyError
from lms.certificates.signing.outgoing import opener

MAX_BYTES = 20 * 1024 * 1024
TIMEOUT_SECONDS = 60.0
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
UNAUTHORIZED = 401


@dataclass(frozen=True)
class Answer:
    """What the service said: status, the document's id where it gives one, and the body."""

    status: int
    document_id: str
    body: bytes

    def data(self) -> dict[str, Any]:
        """The body as an object; empty when it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def code(self) -> int:
        """The service's own number of an error (2031, 2011 …), wherever a version puts it; 0 when there is none."""
        data = self.data()
        for name in ("status_code", "code"):
            if str(data.get(name, "")).isdigit() and int(data[name]) > 999:  # noqa: PLR2004 - below it is HTTP's
                return int(data[name])
        found = re.search(r"\b(20\d\d)\b", f"{data.get('error', '')} {data.get('message', '')}")
        return int(found[1]) if found else 0


@dataclass(frozen=True)
class Service:
    """Where the service is, and as which client Estafet speaks to it."""

    address: str
    user: str
    password: str = field(repr=False)
    version: int = 2
    authority: str = ""
    timeout: float = TIMEOUT_SECONDS

    @classmethod
    def configured(cls, environment: Mapping[str, str | None]) -> Service | None:
        """The service in LMS_SIGNING_BSRE_*; None when there is none."""
        address = (environment.get("LMS_SIGNING_BSRE_URL") or "").rstrip("/")
        if urlsplit(address).scheme not in {"http", "https"}:
            return None
        return cls(
            address,
            environment.get("LMS_SIGNING_BSRE_USER") or "",
            environment.get("LMS_SIGNING_BSRE_PASSWORD") or "",
            1 if environment.get("LMS_SIGNING_BSRE_VERSION") == "1" else 2,
            environment.get("LMS_SIGNING_BSRE_CA") or "",
            float(environment.get("LMS_SIGNING_BSRE_TIMEOUT") or TIMEOUT_SECONDS),
        )

    def get(self, path: str) -> Answer:
        """GET one path."""
        return self._send(path, None, "")

    def post_json(self, path: str, body: Mapping[str, Any]) -> Answer:
        """POST an object."""
        return self._send(path, json.dumps(body).encode(), "application/json")

    def post_form(self, path: str, fields: Mapping[str, str], file: bytes) -> Answer:
        """POST a multipart form whose `file` is a PDF."""
        boundary = secrets.token_hex(16)
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="sertifikat.pdf"\r\n'
        parts += [
            head.encode(),
            b"Content-Type: application/pdf\r\n\r\n",
            file,
            f"\r\n--{boundary}--\r\n".encode(),
        ]
        return self._send(path, b"".join(parts), f"multipart/form-data; boundary={boundary}")

    def _send(self, path: str, body: bytes | None, kind: str) -> Answer:
        token = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", **({"Content-Type": kind} if kind else {})}
        request = urllib.request.Request(self.address + path, data=body, headers=headers)  # noqa: S310
        try:
            with opener(self.authority).open(request, timeout=self.timeout) as answer:
                found = Answer(answer.status, answer.headers.get("id_dokumen", ""), answer.read(MAX_BYTES))
        except urllib.error.HTTPError as error:
            with error:
                found = Answer(error.code, "", error.read(MAX_BYTES))
        except (OSError, ValueError) as error:
            # `from None`: the original holds the request, and the request holds the passphrase
            raise ServiceBusyError(f"Layanan e-sign tidak menjawab ({type(error).__name__}).") from None
        if found.status == UNAUTHORIZED and not found.code():
            raise BatchStoppedError(
                "bsre.client",
                "Layanan e-sign menolak nama dan sandi klien Estafet. "
                "Periksa LMS_SIGNING_BSRE_USER dan LMS_SIGNING_BSRE_PASSWORD.",
            )
        if found.status in BUSY and not found.code():
            raise ServiceBusyError(f"Layanan e-sign sedang tidak dapat melayani (HTTP {found.status}).")
        return found
