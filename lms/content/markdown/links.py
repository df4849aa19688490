"""What a link may lead to, and who says where a relative one leads."""

from __future__ import annotations

import re
from html import unescape
from typing import Literal, Protocol

LinkKind = Literal["web", "mail", "fragment", "relative", "forbidden"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_AMPERSAND = "\x02amp\x03"  # how Python-Markdown writes the `&` of a masked e-mail address


class LinkResolver(Protocol):
    """Turns the relative target of a link or an image into the address that readers get."""

    def __call__(self, target: str, *, image: bool) -> str | None:
        """The address, or None when there is nothing at `target`: the link is then plain text."""
        ...


def clean_target(target: str) -> str:
    """The target as a browser reads it: entities decoded, invisible characters and outer spaces left out."""
    return _INVISIBLE.sub("", unescape(target.replace(_AMPERSAND, "&"))).strip()


def link_kind(target: str) -> LinkKind:
    """What a clean target leads to.

    Addresses that begin with a slash are forbidden, too: where a page stands on the server is
    not known to authors, and `//` leads to another server.
    """
    scheme = _SCHEME.match(target)
    if scheme is not None:
        kinds: dict[str, LinkKind] = {"http": "web", "https": "web", "mailto": "mail"}
        kind = kinds.get(scheme[1].lower(), "forbidden")
        return kind if len(target) > scheme.end() else "forbidden"
    if target.startswith("#"):
        return "fragment"
    return "forbidden" if not target or target[0] in "/\\?" or "\\" in target else "relative"
