"""Requests that this server makes: to the addresses in its environment and nowhere else."""

from __future__ import annotations

import ssl
import urllib.request
from typing import Any


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any) -> None:
        """A passphrase is not carried on to another address, and nobody leads this server elsewhere."""


def opener(authority: str = "") -> urllib.request.OpenerDirector:
    """Speaks to exactly the address that the environment names: it follows no redirect and asks no proxy.

    `authority` is a PEM file of the certificate authority to trust, where it is not one of the usual.
    """
    context = ssl.create_default_context(cafile=authority or None)
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context), _NoRedirects()
    )
