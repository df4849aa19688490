"""Which files trainers may write, and to which document a file belongs."""

from __future__ import annotations

import posixpath
import re
from typing import Literal

from lms.content.media import SUFFIXES as MEDIA
from lms.core.codes import slugify

Kind = Literal[
    "course",
    "lesson",
    "quiz",
    "affairs",
    "agencies",
    "external_bodies",
    "framework",
    "posts",
    "certificate",
    "media",
]

MAX_PATH = 200
CATALOGUES: dict[str, Kind] = {
    "quizzes/affairs.csv": "affairs",
    "quizzes/agencies.csv": "agencies",
    "quizzes/external_bodies.csv": "external_bodies",
    "courses/competencies.md": "framework",
    "courses/posts.md": "posts",
}
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_FILE = r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*"
_SHAPES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(rf"courses/{_SLUG}/course\.md"), "course"),
    (re.compile(rf"courses/{_SLUG}/\d\d-{_SLUG}\.md"), "lesson"),
    (re.compile(rf"courses/{_SLUG}/media/{_FILE}"), "media"),
    (re.compile(rf"quizzes/{_SLUG}\.md"), "quiz"),
    (re.compile(rf"quizzes/media/{_FILE}"), "media"),
    (re.compile(rf"certificates/{_SLUG}/(?:{_FILE}/)?{_FILE}"), "certificate"),
)
_CERTIFICATE_FILES = (
    ".yaml",
    ".html",
    ".css",
    ".woff2",
    ".ttf",
    ".otf",
    ".png",
    ".jpg",
    ".jpeg",
    ".svg",
    ".txt",
)
TEXTS = (".md", ".csv", ".yaml", ".html", ".css", ".txt")


def kind_of(path: str) -> Kind | None:
    """What a file is by its place and name; None when nothing may be written there."""
    if len(path) > MAX_PATH:
        return None
    if path in CATALOGUES:
        return CATALOGUES[path]
    kind = next((kind for shape, kind in _SHAPES if shape.fullmatch(path)), None)
    suffix = posixpath.splitext(path)[1].lower()
    if (kind == "media" and suffix not in MEDIA) or (
        kind == "certificate" and suffix not in _CERTIFICATE_FILES
    ):
        return None
    return kind


def is_text(path: str) -> bool:
    """Whether the file is written in the editor, and not only uploaded."""
    return path.endswith(TEXTS)


def head_of(path: str) -> str:
    """The file that stands for the document `path` belongs to; a medium of quizzes stands for itself."""
    parts = path.split("/")
    if parts[0] == "courses" and len(parts) > 2:  # noqa: PLR2004 - courses/<slug>/…
        return f"courses/{parts[1]}/course.md"
    if parts[0] == "certificates" and len(parts) > 2:  # noqa: PLR2004 - certificates/<slug>/…
        return f"certificates/{parts[1]}/certificate.yaml"
    return path


def folder_of(path: str) -> str:
    """The folder whose files all belong to the same document, with a final slash; empty for a document of one file."""
    head = head_of(path)
    return posixpath.dirname(head) + "/" if head.count("/") > 1 else ""


def belongs(path: str, head: str) -> bool:
    """Whether a file is part of the document that `head` stands for."""
    return path == head or head_of(path) == head


def clean_name(name: str) -> str:
    """An uploaded file's name as one that links can hold: `Denah Kantor (1).PNG` becomes `denah-kantor-1.png`."""
    base = posixpath.basename(name.replace("\\", "/"))
    stem, suffix = posixpath.splitext(base)
    return f"{slugify(stem, 'berkas')}{suffix.lower()}"


def placed(name: str, folder: str) -> str | None:
    """Where an uploaded file goes that was dropped on `folder` (`courses/x`, `quizzes`); None when nowhere."""
    base = posixpath.basename(name.replace("\\", "/"))
    known = next((p for p in CATALOGUES if posixpath.basename(p) == base), None)
    if known:
        return known
    cleaned = clean_name(name)
    beside = is_text(cleaned) or folder.startswith("certificates/")
    path = f"{folder}/{cleaned}" if beside else f"{folder}/media/{cleaned}"
    return path if kind_of(path) else None
