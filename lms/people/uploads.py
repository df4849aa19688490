"""Lists that were uploaded for a preview and wait for their confirmation, in the instance folder."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

KEEP_SECONDS = 24 * 3600
LIMIT = 5 * 1024 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")


def _folder(home: Path) -> Path:
    folder = home / "imports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def keep(home: Path, sha256: str, data: bytes) -> None:
    """Keep a file for its preview; what nobody confirmed within a day is thrown away."""
    folder = _folder(home)
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > KEEP_SECONDS:
            old.unlink(missing_ok=True)
    draft = folder / f"{sha256}.draft"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(data)
    draft.replace(folder / sha256)


def kept(home: Path, sha256: str) -> bytes | None:
    """The kept file of that hash; None when it is gone or the name is no hash."""
    path = _folder(home) / sha256
    return path.read_bytes() if _NAME.fullmatch(sha256) and path.is_file() else None


def forget(home: Path, sha256: str) -> None:
    """Throw a kept file away."""
    if _NAME.fullmatch(sha256):
        (_folder(home) / sha256).unlink(missing_ok=True)
