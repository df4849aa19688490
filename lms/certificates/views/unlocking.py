"""The vault of this application, and what a batch needs from a person before it can be signed."""

from __future__ import annotations

import atexit
from dataclasses import dataclass

from flask import Flask, current_app

from lms.certificates.queries import signing as queries
from lms.certificates.queries.register import programme_of
from lms.certificates.signing import handover, means
from lms.certificates.signing.vault import Vault
from lms.core.config import Config
from lms.web.context import services

KEY = "estafet.vault"


def init(app: Flask) -> None:
    """Give an application its vault; it opens its socket when the first passphrase comes."""
    made = Vault(configured(app).home)
    app.extensions[KEY] = made
    atexit.register(made.close)


def configured(app: Flask | None = None) -> Config:
    """The configuration of the application, with its signing settings."""
    found: Config = (app or current_app).extensions["estafet.config"]
    return found


def vault() -> Vault:
    """The vault of the running application."""
    found: Vault = current_app.extensions[KEY]
    return found


@dataclass(frozen=True)
class Need:
    """What a session's batch waits for: a passphrase (`asks`, not `unlocked`), or files signed elsewhere."""

    method: str
    asks: bool
    unlocked: bool
    unsigned: int
    drafts: int
    stopped: str

    @property
    def waits(self) -> bool:
        """Whether nothing moves before a person acts."""
        return bool(self.drafts or (self.unsigned and self.asks and not self.unlocked))


def need(session_id: int) -> Need:
    """What the batch of a session waits for now."""
    session, home, programme = services().session, services().home, programme_of(session_id)
    method = queries.choice(session).method
    asks = means.asks(method, configured().signing, home)
    return Need(
        method,
        asks,
        asks and handover.is_unlocked(home, programme),
        queries.unsigned(session, programme),
        len(queries.drafts(session, programme)),
        queries.stopped(session, programme),
    )
