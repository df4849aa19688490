"""create_app: the only place that knows the web side of every feature."""

from __future__ import annotations

import os
import re
import signal
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, request
from flask_compress import Compress
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import text
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from lms import wiring
from lms.core import config as configuration
from lms.core import logs
from lms.core.clock import Clock, SystemClock
from lms.core.config import Config
from lms.core.process import die_with_parent
from lms.db.session import db, prepare_engine
from lms.institution.current import settings
from lms.people import guard
from lms.people.domain import nip
from lms.quizzes.views.intake import Intake
from lms.web import assets, errors, headers, i18n, incoming, shell
from lms.web.shell import Shell, Viewer

MEGABYTE = 1024 * 1024

# Rooms with pages; each offers `register() -> Blueprint` in its views, and `menu_items()` if it has a menu entry.
ROOMS = (
    "audit",
    "institution",
    "people",
    "quizzes",
    "courses",
    "competency",
    "bimtek",
    "rotation",
    "certificates",
    "studio",
    "reports",
    "home",
)


def create_app(config: Config | None = None, *, clock: Clock | None = None) -> Flask:
    """The application for one installation; `clock` is replaced in tests only."""
    config = config or configuration.read()
    logs.configure()
    wiring.import_models()
    wiring.subscribe()
    app = Flask("lms", static_folder=None, template_folder="web/templates")
    _configure(app, config)
    app.extensions["estafet.clock"] = clock or SystemClock()
    app.extensions["estafet.config"] = config
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    app.wsgi_app = Intake(app, app.wsgi_app)  # type: ignore[method-assign]
    version = assets.build(config.home / "static")
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(config.home / "static"),
        prefix="static/",
        allow_all_origins=False,
        add_headers_function=headers.of_file,
        immutable_file_test=lambda _path, url: re.match(r"^/static/[0-9a-f]{12}/", url) is not None,
    )
    if (
        config.proxies
    ):  # their X-Forwarded-* headers are believed, nobody else's: rate limits need the reader's address
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies)  # type: ignore[method-assign]
    app.before_request(_refuse_large_form)  # before CSRFProtect, which reads the form
    CSRFProtect(app)
    Compress(app)
    headers.init(app)
    errors.init(app)
    guard.init(app)
    i18n.init(app, config.home, choose=_language, timezone=lambda: settings().timezone)
    app.config["ZONE_LABEL"] = lambda: settings().zone_label
    app.jinja_env.filters.update(nip=nip.show, nip_mask=nip.mask)
    app.jinja_env.globals.update(allowed=guard.allowed)
    frame = Shell(viewer=_viewer, owner=_owner, is_sample=lambda: settings().sample_city)
    shell.init(app, frame, version)
    _register_rooms(app, frame)
    _register_probes(app)
    return app


def create_served_app() -> Flask:
    """The application inside a process of `lms serve`, which it must not outlive: it would keep the port."""
    die_with_parent(os.getppid(), signal.SIGKILL)
    return create_app()


def _configure(app: Flask, config: Config) -> None:
    secure = config.is_https
    app.config.update(
        SECRET_KEY=config.secret_key,
        LMS_HOME=str(config.home),
        LMS_PUBLIC_URL=config.public_url,
        SMTP_URL=config.smtp_url,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True, "pool_size": 20},  # logs hold no personal values
        SESSION_COOKIE_NAME="__Host-sesi" if secure else "sesi",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session, which has its own limits
        WTF_CSRF_SSL_STRICT=False,  # same-site cookies and the token decide; some proxies drop the Referer
        TRUSTED_HOSTS=config.hosts,
        MAX_CONTENT_LENGTH=12 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=2 * MEGABYTE,
        MAX_FORM_PARTS=2000,
        COMPRESS_MIMETYPES=["text/html", "application/json", "image/svg+xml", "text/csv"],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
    )
    incoming.init(app)


def _register_rooms(app: Flask, frame: Shell) -> None:
    for room in ROOMS:
        views = import_module(f"lms.{room}.views")
        app.register_blueprint(views.register())
        if hasattr(views, "menu_items"):
            frame.menus.append(views.menu_items)
        frame.scripts += getattr(views, "SCRIPTS", ())


def _language() -> str | None:
    return current_user.language if current_user.is_authenticated else None


def _viewer() -> Viewer | None:
    return Viewer(current_user.label, "people.account") if current_user.is_authenticated else None


def _owner() -> tuple[str, str, str]:
    found = settings()
    return found.government, found.city, f"{found.office} {found.city}".strip()


def _refuse_large_form() -> None:
    """Werkzeug caps multipart forms only; an urlencoded one of 20 MB would be parsed field by field.

    Browsers always say how long a form is; one sent in chunks does not, and is refused.
    """
    if request.mimetype == "application/x-www-form-urlencoded":
        length = request.content_length
        if length is None or length > 2 * MEGABYTE:
            raise RequestEntityTooLarge


def _register_probes(app: Flask) -> None:
    @app.get("/healthz")
    @guard.public
    def healthz() -> Response:
        """The process answers."""
        return jsonify(status="ok")

    @app.get("/readyz")
    @guard.public
    def readyz() -> Any:
        """Database, queue, and for the sample city: loaded, and its certificates issued."""
        db.session.execute(text("SELECT 1"))
        state = wiring.readiness(db.session(), Path(app.config["LMS_HOME"]))
        return jsonify(state), 200 if state["ready"] else 503
