"""What the environment says about this installation; read once, checked, and passed on as a value."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

SAMPLE_SECRETS = frozenset({"", "dev", "secret", "changeme", "change-me", "rahasia", "estafet"})
SECRET_MINIMUM = 32


class ConfigurationError(Exception):
    """The environment asks for something that must not run; the message says what to change."""


@dataclass(frozen=True)
class Config:
    """One installation. `public_url` has no trailing slash."""

    home: Path
    port: int
    host: str
    database_url: str
    secret_key: str
    public_url: str
    smtp_url: str | None
    signing: Mapping[str, str] = field(repr=False)
    demo_password: str | None
    proxies: int
    workers: int

    @property
    def is_https(self) -> bool:
        """Whether readers come over https, and cookies must be Secure."""
        return self.public_url.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """Host names that a request may carry; any other is refused with 400."""
        name = urlsplit(self.public_url).hostname or "localhost"
        return sorted({name, "localhost", "127.0.0.1", "[::1]"})


def read(environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration of this process; creates the instance folder and its secret on first use."""
    home = Path(environment.get("LMS_HOME") or "instance").resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    port = _port(environment.get("PORT", "8000"))
    public_url = (environment.get("LMS_PUBLIC_URL") or f"http://127.0.0.1:{port}").rstrip("/")
    given = environment.get("SECRET_KEY")
    secret = given if given is not None else _stored_secret(home)
    if public_url.startswith("https://") and (secret in SAMPLE_SECRETS or len(secret) < SECRET_MINIMUM):
        raise ConfigurationError(
            "SECRET_KEY must be a random text of at least 32 characters before Estafet serves https."
        )
    return Config(
        home=home,
        port=port,
        host=environment.get("LMS_HOST", "127.0.0.1"),
        database_url=environment.get("DATABASE_URL") or f"sqlite:///{home / 'estafet.sqlite3'}",
        secret_key=secret,
        public_url=public_url,
        smtp_url=environment.get("SMTP_URL") or None,
        signing={
            name: text for name, text in environment.items() if name.startswith("LMS_SIGNING_") and text
        },
        demo_password=environment.get("LMS_DEMO_PASSWORD") or None,
        proxies=_proxies(environment.get("LMS_PROXIES", "0")),
        workers=_workers(environment.get("LMS_WORKERS") or str(min(2, os.cpu_count() or 1))),
    )


def _proxies(text: str) -> int:
    if not text.isdigit() or int(text) > 3:  # noqa: PLR2004 - more than three in a row is a typing error
        raise ConfigurationError(
            f"LMS_PROXIES must be the number of reverse proxies in front, 0 to 3, not {text!r}."
        )
    return int(text)


def _workers(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 8:  # noqa: PLR2004 - one per core is enough for any city
        raise ConfigurationError(
            f"LMS_WORKERS must be the number of background processes, 1 to 8, not {text!r}."
        )
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:  # noqa: PLR2004 - the range of TCP ports
        raise ConfigurationError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _stored_secret(home: Path) -> str:
    path = home / "secret.key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
