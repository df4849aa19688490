"""Error pages in plain language: what happened, what was kept, what to do; never a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from lms.core.errors import Forbidden, NotFound, Refused
from lms.db.session import db
from lms.web.i18n import _

log = structlog.get_logger("estafet.web")

# what SQLite says when a write must wait or cannot be stored now; nothing was saved, and trying again is right
BUSY = ("database is locked", "database is busy", "disk I/O error", "database or disk is full")


def _words(status: int) -> tuple[str, str]:
    """Title and advice for a status."""
    known = {
        400: (
            _("Permintaan tidak dapat dibaca"),
            _("Tidak ada yang berubah. Kembali ke halaman sebelumnya, lalu coba lagi."),
        ),
        403: (
            _("Halaman ini bukan untuk peran Anda"),
            _("Tidak ada yang berubah. Bila Anda memerlukannya, hubungi admin Estafet di kota Anda."),
        ),
        404: (
            _("Halaman tidak ditemukan"),
            _("Alamatnya mungkin keliru atau sudah ditarik. Mulai lagi dari beranda."),
        ),
        405: (_("Cara membuka halaman ini keliru"), _("Tidak ada yang berubah. Mulai lagi dari beranda.")),
        413: (
            _("Berkas atau isian terlalu besar"),
            _("Tidak ada yang disimpan. Perkecil berkasnya, lalu unggah kembali."),
        ),
        429: (_("Terlalu banyak percobaan"), _("Tunggu beberapa menit, lalu coba lagi.")),
        503: (
            _("Sistem sedang sibuk"),
            _("Perubahan terakhir belum disimpan. Tunggu sebentar, lalu kirim kembali."),
        ),
    }
    default = (
        _("Halaman ini tidak dapat dimuat"),
        _(
            "Kesalahan sudah dicatat. Yang sudah tersimpan tetap aman. Muat ulang, atau mulai lagi dari beranda."
        ),
    )
    return known.get(status, default)


def respond(status: int, title: str, text: str, *, code: str = "") -> Response:
    """An error as a page, or as JSON for a script."""
    if _wants_json():
        response = jsonify(error=code or str(status), title=title, message=text)
    else:
        response = make_response(_page(title, text))
    response.status_code = status
    return response


def _page(title: str, text: str) -> str:
    """The error inside the layout; bare when the layout itself cannot be made, as with a broken database."""
    try:
        return render_template("web/error.html", title=title, text=text)
    except SecurityError:  # a foreign Host: no address can be made for it, and a log full of it helps nobody
        return _bare(title, text)
    except Exception:
        log.exception("cannot render the error page", route=_route())
        return _bare(title, text)


def _bare(title: str, text: str) -> str:
    return f"<!doctype html><html lang=id><title>{escape(title)}</title><h1>{escape(title)}</h1><p>{escape(text)}"


def _route() -> str:
    """The address without what was put into it: activation links and codes do not belong into logs."""
    return request.url_rule.rule if request.url_rule else "?"


def _wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" or request.is_json


def init(app: Flask) -> None:
    """Register the handlers."""

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Any:
        if error.response is not None or (error.code or 500) < HTTPStatus.BAD_REQUEST:
            return error
        return respond(error.code or 500, *_words(error.code or 500))

    @app.errorhandler(CSRFError)
    def _csrf(_error: CSRFError) -> Response:
        return respond(
            400,
            _("Formulir ini sudah kedaluwarsa"),
            _("Tidak ada yang berubah. Kembali, muat ulang halamannya, lalu kirim sekali lagi."),
            code="csrf",
        )

    @app.errorhandler(Refused)
    def _refused(error: Refused) -> Response:
        db.session.rollback()
        status = 404 if isinstance(error, NotFound) else 403 if isinstance(error, Forbidden) else 409
        return respond(
            status,
            _("Tidak dapat dilakukan") if status == HTTPStatus.CONFLICT else _words(status)[0],
            str(error.message),
            code=error.code,
        )

    @app.errorhandler(OperationalError)
    def _busy(error: OperationalError) -> Response:
        db.session.rollback()
        if not any(word in str(error.orig) for word in BUSY):
            log.error("database error", route=_route(), exc_info=error)
            return respond(500, *_words(500))
        log.warning("database busy", route=_route(), error=str(error.orig))
        response = respond(503, *_words(503), code="busy")
        response.headers["Retry-After"] = "5"
        return response

    @app.errorhandler(Exception)
    def _unexpected(error: Exception) -> Response:
        db.session.rollback()
        log.error("unexpected error", route=_route(), exc_info=error)
        return respond(500, *_words(500))
