"""The settings in force, from the environment and from the `.env` beside manage.py; the environment wins."""

import io
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import environ  # type: ignore[import-untyped]

from gongkai.papers import problems
from gongkai.site.variables import HOME, LOG_LEVELS, PROFILES, TABLE, About, Environment

_FLAGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


class SettingError(ValueError):
    """A value that cannot be used: one Chinese sentence with what to type."""


def read(environment: Mapping[str, str] | None = None, home: Path = HOME) -> Environment:
    """The settings in force. Raises SettingError for a value that cannot be used."""
    given = {**_dotenv(home / ".env"), **(os.environ if environment is None else environment)}
    found = Environment(
        **{
            attribute: _convert(about, kind, text)
            for attribute, kind, about, _ in TABLE
            if (text := given.get(about.name, "").strip())
        }
    )
    if found.profile not in PROFILES:
        raise SettingError(f"GONGKAI_SETTINGS 的值“{found.profile}”不认得；请写 {'、'.join(PROFILES)} 之一")
    if not 1 <= found.port <= 65535:
        raise SettingError(f"PORT 的值 {found.port} 不是端口号；请写 1 到 65535 之间的整数，例如 PORT=8080")
    if min(found.workers, found.threads) < 1:
        raise SettingError("WEB_WORKERS 和 WEB_THREADS 至少是 1")
    if min(found.lockout_attempts, found.lockout_minutes, found.idle_minutes) < 1:
        raise SettingError(
            "GONGKAI_LOCKOUT_ATTEMPTS、GONGKAI_LOCKOUT_MINUTES 和 GONGKAI_IDLE_MINUTES 至少是 1"
        )
    if found.upload_mb < 1:
        raise SettingError("GONGKAI_UPLOAD_MB 至少是 1")
    if min(found.read_seconds, found.read_memory_mb, found.read_pages) < 1:
        raise SettingError("GONGKAI_READ_SECONDS、GONGKAI_READ_MEMORY 和 GONGKAI_READ_PAGES 至少是 1")
    if found.fonts and not Path(found.fonts).is_dir():
        raise SettingError(f"没有字体文件夹 {found.fonts}；请检查 GONGKAI_FONTS")
    if found.clamd and not re.fullmatch(r"unix:/.+|.+:[0-9]{1,5}", found.clamd):
        raise SettingError(
            f"GONGKAI_CLAMD 的值“{found.clamd}”不是地址；请写 unix:/套接字文件 或 主机:端口，例如 127.0.0.1:3310"
        )
    if found.password_length < 8 or not 1 <= found.password_classes <= 4:
        raise SettingError("GONGKAI_PASSWORD_LENGTH 至少是 8，GONGKAI_PASSWORD_CLASSES 是 1 到 4")
    oidc = (found.oidc_issuer, found.oidc_client_id, found.oidc_secret)
    if any(oidc) and not all(oidc):
        raise SettingError(
            "GONGKAI_OIDC_ISSUER、GONGKAI_OIDC_CLIENT_ID、GONGKAI_OIDC_SECRET 三项要一起写；不用就都不写"
        )
    if found.log_level not in LOG_LEVELS:
        raise SettingError(
            f"GONGKAI_LOG_LEVEL 的值“{found.log_level}”不认得；请写 {'、'.join(LOG_LEVELS)} 之一"
        )
    return found


_SETTING_LINE = re.compile(r"\s*(?:#.*|(?:export\s+)?[A-Za-z_]\w*\s*=.*)?")
_NO_DATABASE = "DATABASE_URL 没有写明是哪个数据库；例如 postgres://用户:密码@127.0.0.1/gongkai"


def _dotenv(path: Path) -> dict[str, str]:
    """The pairs of a .env file, none where there is no file; the process's environment stays as it is."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as problem:
        raise SettingError(f"{path} 不是 UTF-8 文本，读不了；请用 UTF-8 另存一次") from problem
    except OSError as problem:
        raise SettingError(
            f"{path} 读不了（{problems.words(problem)}）；请检查它的权限，或把它移走"
        ) from problem
    for number, line in enumerate(text.splitlines(), 1):
        if not _SETTING_LINE.fullmatch(line):
            raise SettingError(f"{path} 第 {number} 行不是“名字=值”；请改正，不用的行以 # 开头")
    reader: Any = type("DotEnv", (environ.Env,), {"ENVIRON": {}})
    reader.read_env(io.StringIO(text))
    return dict(reader.ENVIRON)


def _convert(about: About, kind: Any, text: str) -> Any:
    if kind in (int, int | None):
        if not text.isdecimal():
            raise SettingError(f"{about.name} 的值“{text}”不是整数；例如 {about.name}={about.example}")
        return int(text)
    if kind in (bool, bool | None):
        if text.lower() not in _FLAGS:
            raise SettingError(f"{about.name} 的值“{text}”不认得；请写 1 或 0")
        return _FLAGS[text.lower()]
    if kind is Path:
        return Path(text).expanduser().absolute()
    if kind is str:
        return text
    return tuple(part.strip() for part in text.split(",") if part.strip())


def database(found: Environment) -> dict[str, Any]:
    """Django's description of the database in force. Raises SettingError for an address that is none."""
    if not found.database_url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(found.data / "gongkai.sqlite3")}
    if found.database_url.partition("://")[0] not in ("postgres", "postgresql", "sqlite"):
        raise SettingError("DATABASE_URL 要以 postgres:// 或 sqlite:/// 开头；不写就用自带的 SQLite")
    try:
        described = dict(environ.Env.db_url_config(found.database_url))
    except (ValueError, environ.ImproperlyConfigured) as problem:
        raise SettingError(_NO_DATABASE) from problem
    if described.get("NAME") in ("", ":memory:", None):
        raise SettingError(_NO_DATABASE)
    return described


def oidc(found: Environment) -> dict[str, Any]:
    """allauth's description of the organs' own identity platform; none where none is given."""
    if not found.oidc_issuer:
        return {}
    app = {
        "provider_id": "sso",
        "name": found.oidc_name,
        "client_id": found.oidc_client_id,
        "secret": found.oidc_secret,
        "settings": {
            "server_url": found.oidc_issuer,
            "username_claim": found.oidc_claim,
            "fetch_userinfo": False,  # the signed token says who it is; nothing else is wanted
            "scope": ["openid", "profile"],
            "oauth_pkce_enabled": True,
        },
    }
    return {"openid_connect": {"APPS": [app]}}
