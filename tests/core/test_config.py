"""The configuration: defaults that are safe, an environment that is honoured, and a refusal to run https on a weak secret."""

import stat
from pathlib import Path

import pytest

from lms.core.config import ConfigurationError, read


def test_defaults_stay_on_loopback(tmp_path: Path) -> None:
    config = read({"LMS_HOME": str(tmp_path / "kota")})
    assert (config.host, config.port, config.public_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert config.database_url == f"sqlite:///{tmp_path / 'kota' / 'estafet.sqlite3'}"
    assert config.hosts == ["127.0.0.1", "[::1]", "localhost"]
    assert not config.is_https


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first, second = read({"LMS_HOME": str(tmp_path)}), read({"LMS_HOME": str(tmp_path)})
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 60
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("secret", ["", "secret", "change-me", "k" * 31])
def test_https_refuses_a_weak_secret(tmp_path: Path, secret: str) -> None:
    with pytest.raises(ConfigurationError, match="at least 32 characters"):
        read({"LMS_HOME": str(tmp_path), "LMS_PUBLIC_URL": "https://kota.example", "SECRET_KEY": secret})


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000 "])
def test_a_port_that_cannot_be_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(ConfigurationError, match="PORT"):
        read({"LMS_HOME": str(tmp_path), "PORT": port})


def test_the_environment_is_honoured(tmp_path: Path) -> None:
    config = read({
        "LMS_HOME": str(tmp_path), "PORT": "9000", "LMS_HOST": "::", "LMS_PUBLIC_URL": "https://estafet.kota.example/",
        "SECRET_KEY": "r" * 32, "LMS_DEMO_PASSWORD": "contoh", "SMTP_URL": "smtp://mail.example",
    })  # fmt: skip
    assert (config.port, config.host, config.public_url) == (9000, "::", "https://estafet.kota.example")
    assert (config.demo_password, config.smtp_url, config.is_https) == ("contoh", "smtp://mail.example", True)
    assert "estafet.kota.example" in config.hosts


def test_proxies_are_believed_only_when_they_are_counted(tmp_path: Path) -> None:
    assert read({"LMS_HOME": str(tmp_path)}).proxies == 0
    assert read({"LMS_HOME": str(tmp_path), "LMS_PROXIES": "1"}).proxies == 1
    for wrong in ("-1", "9", "ya"):
        with pytest.raises(ConfigurationError, match="LMS_PROXIES"):
            read({"LMS_HOME": str(tmp_path), "LMS_PROXIES": wrong})


def test_there_are_as_many_workers_as_were_asked_for(tmp_path: Path) -> None:
    assert read({"LMS_HOME": str(tmp_path)}).workers in {1, 2}
    assert read({"LMS_HOME": str(tmp_path), "LMS_WORKERS": "4"}).workers == 4
    for wrong in ("0", "9", "dua"):
        with pytest.raises(ConfigurationError, match="LMS_WORKERS"):
            read({"LMS_HOME": str(tmp_path), "LMS_WORKERS": wrong})
