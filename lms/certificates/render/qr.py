"""The QR code of a certificate: the verify address and nothing else."""

from __future__ import annotations

import segno

MASK = 3  # trying all eight patterns for the prettiest takes longer than laying out the page, and every reader reads each


def data_uri(address: str) -> str:
    """A PNG as a `data:` address, one pixel per module, level M, with the quiet zone that scanners need."""
    code = segno.make(address, error="m", micro=False, mask=MASK)
    return str(code.png_data_uri(scale=1, border=2, dark="#151a2e", light="#ffffff"))
