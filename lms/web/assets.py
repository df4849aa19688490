"""Static files under a versioned address: CSS joined into one file, everything compressed once, cached for ever."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
COMPRESSED = {".css", ".js", ".svg", ".txt", ".json", ".webmanifest"}
BUNDLE = "estafet.css"


def _sources() -> dict[str, bytes]:
    """Every static file by its address below the version: the shell's own at the top, a feature's below its name."""
    found: dict[str, bytes] = {}
    css: list[bytes] = []
    for folder in sorted(PACKAGE.glob("*/static")):
        prefix = "" if folder.parent.name == "web" else f"{folder.parent.name}/"
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            relative = path.relative_to(folder).as_posix()
            if relative.startswith("css/") and path.suffix == ".css":
                css.append(path.name.encode() + b"\0" + path.read_bytes())
            else:
                found[prefix + relative] = path.read_bytes()
    found[BUNDLE] = b"\n".join(part.split(b"\0", 1)[1] for part in sorted(css))
    return found


def _version(sources: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(sources):
        digest.update(name.encode() + b"\0" + sources[name] + b"\0")
    return digest.hexdigest()[:12]


def build(target: Path) -> str:
    """Write the static files below `target/<version>` if they are not there yet; returns the version."""
    sources = _sources()
    version = _version(sources)
    final = target / version
    if final.is_dir():
        return version
    draft = target / f".{version}.draft"
    shutil.rmtree(draft, ignore_errors=True)
    for name, data in sources.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if path.suffix in COMPRESSED:
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, 9, mtime=0))
    for old in target.glob("[0-9a-f]*"):
        shutil.rmtree(old, ignore_errors=True)
    if not final.is_dir():
        draft.rename(final)
    return version
