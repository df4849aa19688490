"""Photographs: only their pixels survive, upright, and bytes that are no picture are refused before they are decoded."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from lms.bimtek.render.photos import SIDE, BadPhotoError, redraw

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def camera(width: int = 400, height: int = 300, orientation: int = 1) -> bytes:
    """A JPEG as a phone writes it: maker, orientation and place; the left half is red, the right half blue."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[MAKE] = "Telepon Contoh"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[2] = (6.0, 58.0, 55.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"alamat rumah")
    return out.getvalue()


def test_nothing_of_the_camera_is_kept() -> None:
    before = camera()
    assert b"Telepon Contoh" in before
    assert dict(Image.open(io.BytesIO(before)).getexif().get_ifd(GPS)) != {}
    photo = redraw(before)
    after = Image.open(io.BytesIO(photo.data))
    assert (after.format, dict(after.getexif())) == ("JPEG", {})
    assert b"Exif" not in photo.data
    assert b"Telepon Contoh" not in photo.data
    assert b"alamat rumah" not in photo.data
    assert (photo.width, photo.height) == after.size == (400, 300)


def test_a_picture_that_was_held_sideways_stands_upright() -> None:
    photo = redraw(camera(orientation=6))  # the top of the scene is at the right: turn it a quarter
    assert (photo.width, photo.height) == (300, 400)
    red, _green, blue = Image.open(io.BytesIO(photo.data)).getpixel((150, 20))  # type: ignore[misc]
    assert (red > 200, blue < 50) == (True, True)


def test_large_pictures_shrink_and_small_ones_stay() -> None:
    assert (redraw(camera(3200, 2000)).width, redraw(camera(3200, 2000)).height) == (SIDE, 1000)
    assert redraw(camera(20, 10)).width == 20


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_jpeg(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 40), (10, 20, 30, 0)).save(out, kind)
    assert Image.open(io.BytesIO(redraw(out.getvalue()).data)).format == "JPEG"


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "unreadable"),
        (b"%PDF-1.7 ...", "unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unreadable"),
        (camera()[:200], "unreadable"),
        (bomb(60_000, 60_000), "pixels"),
        (bomb(10_000, 10_000), "pixels"),
        (bomb(7_000, 7_000), "pixels"),
        (b"\xff" * 12_000_001, "size"),
    ],
    ids=[
        "nothing",
        "pdf",
        "svg",
        "cut off",
        "error of Pillow",
        "warning of Pillow",
        "our limit",
        "too many bytes",
    ],
)
def test_what_is_no_photograph_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(BadPhotoError) as fault:
        redraw(data)
    assert str(fault.value) == why
