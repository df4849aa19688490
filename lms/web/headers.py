"""Security headers on every response: no inline script or style, nothing from elsewhere, nothing kept by proxies."""

from __future__ import annotations

from wsgiref.headers import Headers

from flask import Flask, Response, request

CSP = "; ".join(  # noqa: FLY002 - one directive a line
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)


FILE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # a drawing opened by itself runs nothing


def of_file(headers: Headers, _path: str, _url: str) -> None:
    """Add the headers of a static file; WhiteNoise answers before Flask does."""
    headers["Content-Security-Policy"] = FILE_CSP
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


STANDARD = (
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), geolocation=(), microphone=()"),
)
HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


def standard(app: Flask) -> list[tuple[str, str]]:
    """The headers of every response of this installation."""
    return [*STANDARD, HTTPS_ONLY] if app.config["SESSION_COOKIE_SECURE"] else [*STANDARD]


def of_data(app: Flask) -> list[tuple[str, str]]:
    """The headers of an answer that is made before Flask is asked: private to one reader, kept by nobody."""
    return [*standard(app), ("Cache-Control", "no-store"), ("Vary", "Cookie")]


def init(app: Flask) -> None:
    """Add the headers after every request."""
    always = standard(app)

    @app.after_request
    def _headers(response: Response) -> Response:
        headers = response.headers
        for name, value in always:
            headers.setdefault(name, value)
        if request.endpoint != "static":
            kept = headers.get("Cache-Control", "")
            if "private" not in kept:  # `no-cache` of send_file lets a proxy keep a certificate
                headers["Cache-Control"] = "no-store"
            response.vary.add("Cookie")
        return response
