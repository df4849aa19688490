"""The addresses of services come from the environment only, and an answer cannot lead the server anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

import pytest

from lms.certificates.signing.bsre.wire import Service
from lms.certificates.signing.faults import BatchStoppedError, ServiceBusyError
from lms.certificates.signing.signer import load
from tests.certificates.signing.people import paper
from tests.certificates.signing.standin import running

FACTS: dict[str, Any] = {
    "at": datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
    "reason": "x",
    "contact": "",
    "place": "",
}


class Inner(BaseHTTPRequestHandler):
    """A service of the inner network that only this machine can reach."""

    reached: ClassVar[list[str]] = []

    def log_message(self, *_args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.reached.append(self.path)
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()


@pytest.fixture
def leading_astray() -> Iterator[str]:
    """The address of a service that answers everything with a redirect to the inner one."""
    Inner.reached.clear()
    with running(Inner) as inner:

        class Astray(BaseHTTPRequestHandler):
            def log_message(self, *_args: Any) -> None:
                pass

            def do_GET(self) -> None:
                self.send_response(302)
                self.send_header("Location", f"{inner}/rahasia")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.do_GET()

        with running(Astray) as address:
            yield address


def test_redirects_are_not_followed(leading_astray: str, tmp_path: Path) -> None:
    service = Service(leading_astray, "estafet", "klien")
    assert service.get("/api/user/status/1").status == 302
    assert service.post_json("/api/v2/sign/pdf", {"passphrase": "rahasia"}).status == 302
    with pytest.raises(ServiceBusyError):
        load(tmp_path, {"LMS_SIGNING_TSA": leading_astray}).sign(paper(), **FACTS)
    assert Inner.reached == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:25/", "//host", "x"]
)
def test_only_http_is_spoken(address: str, tmp_path: Path) -> None:
    assert Service.configured({"LMS_SIGNING_BSRE_URL": address}) is None
    with pytest.raises(BatchStoppedError):
        load(tmp_path, {"LMS_SIGNING_TSA": address})


def test_a_proxy_of_the_environment_is_not_asked(
    leading_astray: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert Service(leading_astray, "estafet", "klien").get("/").status == 302
