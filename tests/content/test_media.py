import io
import struct
import zipfile
import zlib

import pytest

from lms.content.media import MAX_IMAGE_BYTES, check_media, is_image, media_files
from lms.content.tree import ContentTree
from tests.content.pictures import picture


def codes(path, data):
    return [p.code for p in check_media(path, data)]


def office(*names):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def huge_png(width, height):
    """A PNG that claims to be enormous; almost no pixel of it exists."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


DOCX = office("[Content_Types].xml", "word/document.xml")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("m/a.png", picture("PNG")),
        ("m/a.JPG", picture("JPEG")),
        ("m/a.jpeg", picture("JPEG")),
        ("m/a.webp", picture("WEBP")),
        ("m/a.gif", picture("GIF")),
        ("m/a.svg", SVG),
        ("m/a.docx", DOCX),
        ("m/a.xlsx", office("[Content_Types].xml", "xl/workbook.xml")),
        ("m/a.pdf", b"%PDF-1.7\n...\n%%EOF\n"),
    ],
)
def test_what_is_allowed(path, data):
    assert codes(path, data) == []


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("m/a.exe", b"MZ", "M032"),
        ("m/a", b"", "M032"),
        ("m/a.html", b"<p>", "M032"),
        ("m/a.docm", DOCX, "M032"),
        ("m/a.png", b"", "M034"),
        ("m/a.png", picture("JPEG"), "M034"),
        ("m/a.png", picture("PNG")[:40], "M034"),
        ("m/a.png", SVG, "M034"),
        ("m/a.docx", b"PK", "M034"),
        ("m/a.docx", office("a.txt"), "M034"),
        ("m/a.xlsx", DOCX, "M034"),
        ("m/a.docx", office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "M037"),
        ("m/a.pdf", b"<html>", "M034"),
        ("m/a.pdf", b"%PDF-1.7 cut", "M034"),
        ("m/a.svg", b"<svg", "M034"),
        ("m/a.svg", b"<p/>", "M034"),
        ("m/a.png", b"x" * (MAX_IMAGE_BYTES + 1), "M033"),
        ("m/a.png", huge_png(50_000, 50_000), "M035"),
        ("m/a.png", huge_png(12_000, 10_000), "M035"),
        ("m/a.png", huge_png(7_000, 7_000), "M035"),
    ],
)
def test_what_is_refused(path, data, code):
    assert codes(path, data) == [code]


def test_a_decoder_is_not_chosen_by_the_content():
    assert codes("m/a.png", b"GIF89a" + b"\x00" * 20) == ["M034"]


def test_media_folders():
    files = ["courses/a/media/x.png", "courses/a/media/sub/y.pdf", "quizzes/media/z.png", "courses/a/x.png",
             "certificates/c/media/w.png"]  # fmt: skip
    assert media_files(ContentTree(dict.fromkeys(files, b""))) == [
        "courses/a/media/sub/y.pdf", "courses/a/media/x.png", "quizzes/media/z.png",
    ]  # fmt: skip
    assert [is_image(f) for f in ("a.PNG", "a.svg", "a.pdf")] == [True, True, False]
