"""What a rendering may read: the template's own files and the house's fonts, held in memory; nothing else exists."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from functools import cache

from weasyprint.urls import URLFetcher, URLFetcherResponse

from lms.certificates.schema.fonts import house_files

BASE = "https://templat.invalid/"


@cache
def _house() -> dict[str, bytes]:
    return house_files()


class Assets(URLFetcher):  # type: ignore[misc]
    """A fetcher over a dictionary and `data:` addresses; every other address is refused, and refusal ends the rendering."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
        self._files = {**files, **_house()}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The file at an address below BASE, or the bytes of a `data:` address."""
        name = url.removeprefix(BASE) if url.startswith(BASE) else None
        if name is None:
            return super().fetch(url, headers)
        if name not in self._files:
            raise ValueError(f"{name} is not part of this template")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._files[name], {"Content-Type": kind})
