"""Stand-ins on loopback: the agency's e-sign service as its public clients know it, and a timestamp authority."""

from __future__ import annotations

import base64
import io
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from tests.certificates.signing.people import Official, official

NIK, MAIL, PASSPHRASE = "3573011208700001", "hendro@tirtanegara.example", "Rahasia!Sangat#Panjang-7f3a"
CLIENT = "estafet:klien-uji"


def sign_elsewhere(pdf: bytes, who: Official, *, field: str = "Signature1", **meta: Any) -> bytes:
    """An ordinary approval signature, as another program makes it."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    facts = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, **meta
    )
    return bytes(
        signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), facts, signer=who.simple()).getvalue()
    )


class Bsre:
    """What the service knows and did; `moods` are answered before anything else, one per signing request."""

    def __init__(self) -> None:
        self.who = official()
        self.passphrases = {NIK: PASSPHRASE, MAIL: PASSPHRASE}
        self.status = "ISSUE"
        self.moods: list[Any] = []
        self.tries: list[str] = []
        self.wrong = 0
        self.signed = 0
        self.watch: Callable[[], None] = lambda: None

    def sign(self, identity: str, passphrase: str, pdf: bytes, meta: dict[str, Any]) -> tuple[int, Any]:
        self.tries.append(identity)
        self.watch()
        if self.moods:
            return self._in_a_mood(self.moods.pop(0), pdf)
        if identity not in self.passphrases:
            return 400, {"error": "User tidak terdaftar", "status_code": 2011}
        if self.status == "REVOKE":
            return 400, {"error": "Sertifikat dicabut", "status_code": 2014}
        if self.passphrases[identity] != passphrase:
            self.wrong += 1
            return 400, {"error": f"Passphrase anda salah {passphrase}", "status_code": 2031}
        self.signed += 1
        return 200, sign_elsewhere(pdf, self.who, **meta)

    def _in_a_mood(self, mood: Any, pdf: bytes) -> tuple[int, Any]:
        if mood == "timeout":
            time.sleep(1.2)
            return 504, {}
        if mood == "other file":
            return 200, sign_elsewhere(pdf.replace(b"MediaBox", b"MediaBux"), self.who)
        return int(mood), {"error": "gangguan"}


class _Handler(BaseHTTPRequestHandler):
    service: ClassVar[Bsre]

    def log_message(self, *_args: Any) -> None:
        pass

    def _reply(self, status: int, body: Any, kind: str = "application/json", **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(BrokenPipeError):
            self.wfile.write(data)

    def _admitted(self) -> bool:
        wanted = "Basic " + base64.b64encode(CLIENT.encode()).decode()
        if self.headers.get("Authorization") == wanted:
            return True
        self._reply(401, {"error": "Unauthorized"})
        return False

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def do_GET(self) -> None:
        found = re.fullmatch(r"/api/user/status/(\d+)", self.path)
        if not self._admitted():
            return
        if found and found[1] in self.service.passphrases:
            self._reply(200, {"status_code": 1111, "status": self.service.status, "message": "ok"})
        else:
            self._reply(404, {"status_code": 2011, "error": "User tidak terdaftar"})

    def do_POST(self) -> None:
        body = self._body()
        if not self._admitted():
            return
        {
            "/api/v2/user/check/status": self._status,
            "/api/v2/sign/pdf": self._sign_2,
            "/api/sign/pdf": self._sign_1,
        }[self.path](body)

    def _status(self, body: bytes) -> None:
        who = json.loads(body)
        if (who.get("nik") or who.get("email")) in self.service.passphrases:
            self._reply(200, {"status_code": 1111, "status": self.service.status, "message": "ok"})
        else:
            self._reply(400, {"status_code": 2011, "error": "User tidak terdaftar"})

    def _sign_2(self, body: bytes) -> None:
        asked = json.loads(body)
        look = asked["signatureProperties"][0]
        assert look["tampilan"] == "INVISIBLE"
        meta = {"reason": look["reason"], "contact_info": look["contactInfo"]}
        status, found = self.service.sign(
            asked.get("nik") or asked.get("email"),
            asked["passphrase"],
            base64.b64decode(asked["file"][0]),
            meta,
        )
        if status == 200:
            found = {"time": 1, "file": [base64.b64encode(found).decode()]}
        self._reply(status, found)

    def _sign_1(self, body: bytes) -> None:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = {
            str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True)
            for part in BytesParser().parsebytes(head + body).get_payload()
        }
        assert parts["tampilan"] == b"invisible"
        status, found = self.service.sign(
            parts["nik"].decode(),
            parts["passphrase"].decode(),
            parts["file"],
            {"reason": parts["reason"].decode()},
        )
        if status == 200:
            self._reply(200, found, "application/pdf", id_dokumen="a1b2c3")
        else:
            self._reply(status, found)


@contextmanager
def bsre() -> Iterator[tuple[Bsre, dict[str, str]]]:
    """The service, and the environment that leads there."""
    service = Bsre()
    handler = type("Handler", (_Handler,), {"service": service})
    with running(handler) as address:
        user, _, password = CLIENT.partition(":")
        yield (
            service,
            {
                "LMS_SIGNING_BSRE_URL": address,
                "LMS_SIGNING_BSRE_USER": user,
                "LMS_SIGNING_BSRE_PASSWORD": password,
                "LMS_SIGNING_BSRE_TIMEOUT": "30",
            },
        )


@contextmanager
def authority(at: datetime = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)) -> Iterator[tuple[Official, str]]:
    """A timestamp authority, and its address."""
    from asn1crypto import keys, tsp, x509
    from pyhanko.sign.timestamps import DummyTimeStamper

    who = official("Penanda Waktu Uji", "CA Penanda Waktu Uji", stamps=True)
    from cryptography.hazmat.primitives.serialization import Encoding

    stamper = DummyTimeStamper(
        tsa_cert=x509.Certificate.load(who.certificate.public_bytes(Encoding.DER)),
        tsa_key=keys.PrivateKeyInfo.load(who.key_der()),
        fixed_dt=at,
    )

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: Any) -> None:
            pass

        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            data = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with running(Handler) as address:
        yield who, address


@contextmanager
def running(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
