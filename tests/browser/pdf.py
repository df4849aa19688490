"""Reading a certificate with tools that know nothing of the platform."""

from __future__ import annotations

import subprocess
from pathlib import Path

import zxingcpp
from PIL import Image


def run(*command: str) -> str:
    """Standard output of a tool that ended well."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def text_of(path: Path) -> str:
    """The words of the file, runs of spaces and line ends made one space."""
    return " ".join(run("pdftotext", "-layout", str(path), "-").split())


def signature_of(path: Path) -> str:
    """What poppler says about the signature; the chain of the development key is nobody's business."""
    return run("pdfsig", "-nocert", str(path))


def sound(path: Path) -> str:
    """What qpdf says about the structure."""
    return run("qpdf", "--check", str(path))


def code_of(path: Path, folder: Path) -> list[str]:
    """The texts of the QR codes on the first page, as a phone reads them from paper."""
    run("pdftoppm", "-r", "150", "-png", "-f", "1", "-l", "1", str(path), str(folder / "halaman"))
    (picture,) = folder.glob("halaman*.png")
    with Image.open(picture) as image:
        return [code.text for code in zxingcpp.read_barcodes(image)]
