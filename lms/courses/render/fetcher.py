"""The only addresses a document may load while it is rendered: data and our own assets."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "aset"
STATIC = Path(__file__).resolve().parents[2] / "web" / "static"


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves `data:` and `aset:PATH`, where PATH is a file below the static folder; refuses the rest."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The asset or the data behind `url`; ValueError for any other address."""
        if not url.startswith(f"{SCHEME}:"):
            return super().fetch(url, headers)
        path = (STATIC / url.removeprefix(f"{SCHEME}:")).resolve()
        if not path.is_relative_to(STATIC) or not path.is_file():
            raise ValueError(f"no such asset: {url}")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
