"""Images lose what nobody should read, stay the same picture, and cleaning twice changes nothing."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from lms.library.images import MAX_SIDE, clean

SECRET = b"rahasia-tempat-foto"
PLAIN = {"PNG": "a.png", "JPEG": "a.jpg", "WEBP": "a.webp"}


def picture(
    kind: str, size: tuple[int, int] = (40, 20), orientation: int | None = None, mode: str = "RGB"
) -> bytes:
    image = Image.new(mode, size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    if orientation:
        exif[0x0112] = orientation
    image.save(out, kind, exif=exif)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_hidden_data_goes_and_the_picture_stays(kind: str) -> None:
    raw = picture(kind)
    assert SECRET in raw
    done = clean(PLAIN[kind], raw)
    assert SECRET not in done
    assert opened(done).tobytes() == opened(raw).tobytes()
    assert not opened(done).getexif()


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_what_hides_behind_the_end_goes(kind: str) -> None:
    raw = picture(kind) + b"PK\x03\x04 arsip" + SECRET
    done = clean(PLAIN[kind], raw)
    assert b"arsip" not in done
    assert opened(done).size == (40, 20)


@pytest.mark.parametrize("kind", sorted(PLAIN))
@pytest.mark.parametrize(
    ("size", "orientation"), [((40, 20), None), ((40, 20), 6), ((MAX_SIDE + 500, 30), None)]
)
def test_cleaning_twice_changes_nothing(kind: str, size: tuple[int, int], orientation: int | None) -> None:
    once = clean(PLAIN[kind], picture(kind, size, orientation))
    assert clean(PLAIN[kind], once) == once


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_a_picture_on_its_side_is_turned(kind: str) -> None:
    done = opened(clean(PLAIN[kind], picture(kind, orientation=6)))
    assert done.size == (20, 40)
    assert done.convert("L").getpixel((15, 5)) < 50  # the black corner went to the right


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_a_large_picture_is_made_smaller(kind: str) -> None:
    assert opened(clean(PLAIN[kind], picture(kind, (4000, 1000)))).size == (MAX_SIDE, MAX_SIDE // 4)


def test_a_progressive_photograph_keeps_all_its_scans() -> None:
    out = io.BytesIO()
    Image.effect_noise((200, 100), 60).convert("RGB").save(out, "JPEG", progressive=True, comment=SECRET)
    done = clean("a.jpeg", out.getvalue())
    assert SECRET not in done
    assert opened(done).tobytes() == opened(out.getvalue()).tobytes()


def test_transparency_and_palettes_stay() -> None:
    out = io.BytesIO()
    Image.new("P", (8, 8)).save(out, "PNG", transparency=0)
    assert opened(clean("a.png", out.getvalue())).info["transparency"] == 0


@pytest.mark.parametrize("path", ["a.png", "a.jpg", "a.webp", "a.svg", "a.pdf", "a.gif"])
@pytest.mark.parametrize(
    "data", [b"", b"bukan gambar", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP"]
)
def test_what_is_no_picture_is_left_alone(path: str, data: bytes) -> None:
    assert clean(path, data) == data


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_a_torn_file_does_not_raise(kind: str) -> None:
    raw = picture(kind)
    for cut in range(0, len(raw), 7):
        assert isinstance(clean(PLAIN[kind], raw[:cut]), bytes)
