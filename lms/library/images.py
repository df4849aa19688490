"""Images as they are published: turned upright, not larger than a page needs, and without hidden data.

Photographs carry the place and time they were taken, and files can hide other files behind their end. Cleaning a
clean image gives the same bytes, so that publishing what was exported publishes nothing new.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zlib
from collections.abc import Iterator

from PIL import Image, ImageOps

MAX_SIDE = 2000
_QUALITY = 85
_ORIENTATION = 0x0112
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"IDAT", b"IEND"}
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_JPEG_SCAN, _JPEG_END, _JPEG_COMMENT = 0xDA, 0xD9, 0xFE
_JPEG_KEPT_APPS = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


def clean(path: str, data: bytes) -> bytes:
    """The image as it is stored; anything that is no sound photograph or drawing is given back as it came."""
    kind = _FORMATS.get(posixpath.splitext(path)[1].lower())
    if kind is None:
        return data
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as image:
            drawn = _redrawn(image, kind)
        data = data if drawn is None else drawn
        strip = {"PNG": _png, "JPEG": _jpeg, "WEBP": _webp}[kind]
        return b"".join(strip(data))
    except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError):
        return data


def _redrawn(image: Image.Image, kind: str) -> bytes | None:
    """The picture drawn anew when it lies on its side or is too large; None when it can stay."""
    turned = image.getexif().get(_ORIENTATION, 1) != 1
    if getattr(image, "is_animated", False) or not (turned or max(image.size) > MAX_SIDE):
        return None
    profile = image.info.get("icc_profile")
    drawn = ImageOps.exif_transpose(image)
    if max(drawn.size) > MAX_SIDE:
        drawn = drawn.convert("RGBA") if drawn.mode == "P" else drawn
        drawn.thumbnail((MAX_SIDE, MAX_SIDE))
    out = io.BytesIO()
    options: dict[str, object] = {} if kind == "PNG" else {"quality": _QUALITY}
    drawn.info = {}
    drawn.save(out, kind, icc_profile=profile, **options)
    return out.getvalue()


def _png(data: bytes) -> Iterator[bytes]:
    """The chunks that make the picture, up to its end."""
    if not data.startswith(_PNG_HEAD):
        raise ValueError("not a PNG")
    yield _PNG_HEAD
    place = len(_PNG_HEAD)
    name = b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", data, place)
        name, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if name in _PNG_KEPT:
            yield struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        place += 12 + length


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments that make the picture, up to its end."""
    yield data[:2]
    place = 2
    while True:
        found = _JPEG_MARKER.match(data, place)
        if found is None:
            raise ValueError("no marker where one must be")
        marker = data[place + 1]
        if marker == _JPEG_END:
            yield data[place : place + 2]
            return
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if marker == _JPEG_SCAN:
            following = _JPEG_MARKER.search(data, end)
            if following is None:
                raise ValueError("the picture has no end")
            end = following.start()
        if not _hidden(marker, data[place + 4 : end]):
            yield data[place:end]
        place = end


def _hidden(marker: int, body: bytes) -> bool:
    """Whether a segment holds something else than the picture: comments, places, programs' own notes."""
    application = 0xE0 <= marker <= 0xEF  # noqa: PLR2004 - APP0 to APP15
    return marker == _JPEG_COMMENT or (application and not body.startswith(_JPEG_KEPT_APPS))


def _webp(data: bytes) -> Iterator[bytes]:
    """The chunks that make the picture, with a head that says so."""
    kept = []
    place, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while place + 8 <= end:
        name, (length,) = data[place : place + 4], struct.unpack_from("<I", data, place + 4)
        whole = data[place : place + 8 + length + length % 2]
        if name == b"VP8X":  # its flags announce EXIF (8) and XMP (4)
            whole = whole[:8] + bytes([whole[8] & ~0x0C]) + whole[9:]
        if name not in {b"EXIF", b"XMP "}:
            kept.append(whole)
        place += len(whole)
    body = b"".join(kept)
    yield b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body
