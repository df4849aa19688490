"""The QR code of a certificate: the verify address and nothing else."""

from __future__ import annotations

import segno


def data_uri(address: str) -> str:
    """An SVG as a `data:` address, level M, with the quiet zone that scanners need."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_data_uri(border=2, dark="#151a2e", light="#ffffff", xmldecl=False, svgns=True))
