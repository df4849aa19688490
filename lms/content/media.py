"""Images and attachments: which kinds are allowed, how large, and whether they are what they say."""

from __future__ import annotations

import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterator

from PIL import Image

from lms.content.svg import forbidden_in_svg
from lms.content.tree import ContentTree
from lms.core.problem import Problem, problem

MAX_IMAGE_BYTES = 10_000_000
MAX_ATTACHMENT_BYTES = 25_000_000
MAX_PIXELS = 40_000_000
IMAGE_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}
OFFICE_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
SUFFIXES = (*IMAGE_FORMATS, ".svg", *OFFICE_PARTS, ".pdf")
MEGABYTE = MEGAPIXEL = 1_000_000
_PDF_HEAD = 1024

Complaint = tuple[str, dict[str, object]]


def media_files(tree: ContentTree) -> list[str]:
    """Every file in a `media/` folder of courses and quizzes."""
    return [*tree.glob("courses/**/media/**"), *tree.glob("quizzes/**/media/**")]


def is_image(path: str) -> bool:
    """Whether the name is that of an image, and not of an attachment."""
    return _suffix(path) in {*IMAGE_FORMATS, ".svg"}


def check_media(path: str, data: bytes) -> list[Problem]:
    """Every problem of one media file; the place is its first character. Never raises."""
    return [problem(path, 1, 1, code, path=path, **values) for code, values in _complaints(path, data)]


def _complaints(path: str, data: bytes) -> Iterator[Complaint]:
    suffix = _suffix(path)
    if suffix not in SUFFIXES:
        yield "M032", {"choices": ", ".join(name[1:].upper() for name in SUFFIXES)}
        return
    limit = MAX_IMAGE_BYTES if is_image(path) else MAX_ATTACHMENT_BYTES
    if len(data) > limit:
        yield "M033", {"size": f"{len(data) / MEGABYTE:.1f} MB", "limit": f"{limit // MEGABYTE} MB"}
    elif suffix in IMAGE_FORMATS:
        yield from _image(IMAGE_FORMATS[suffix], data)
    elif suffix == ".svg":
        yield from _svg(data)
    elif suffix in OFFICE_PARTS:
        yield from _office(suffix, data)
    elif b"%PDF-" not in data[:_PDF_HEAD] or b"%%EOF" not in data[-_PDF_HEAD:]:
        yield "M034", {"expected": "PDF"}


def _suffix(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _image(expected: str, data: bytes) -> Iterator[Complaint]:
    """The size is read from the head of the file before a single pixel is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=[expected]) as image:
                width, height = image.size
                frames = getattr(image, "n_frames", 1) if expected != "GIF" else 1
                if width * height * frames > MAX_PIXELS:
                    yield "M035", {"size": f"{width} × {height}", "limit": MAX_PIXELS // MEGAPIXEL}
                    return
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        yield (
            "M035",
            {"size": f"> {(Image.MAX_IMAGE_PIXELS or 0) // MEGAPIXEL} M", "limit": MAX_PIXELS // MEGAPIXEL},
        )
    except Exception:  # noqa: BLE001 - decoders raise whatever they like on broken files
        yield "M034", {"expected": expected}


def _svg(data: bytes) -> Iterator[Complaint]:
    what = forbidden_in_svg(data)
    if what is None:
        return
    yield ("M036", {"what": what}) if what else ("M034", {"expected": "SVG"})


def _office(suffix: str, data: bytes) -> Iterator[Complaint]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        names = set()
    if not {"[Content_Types].xml", OFFICE_PARTS[suffix]} <= names:
        yield "M034", {"expected": suffix[1:].upper()}
    elif any(re.search(r"vbaProject|/activeX/|/embeddings/.*\.bin", name, re.IGNORECASE) for name in names):
        yield "M037", {}
