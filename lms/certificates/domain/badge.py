"""Names that the credential of a certificate and its PDF share."""

from __future__ import annotations

CREDENTIAL_FILE = "lencana.json"
