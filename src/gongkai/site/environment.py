"""Every setting an operator may give, declared once.

Values come from the environment and from the `.env` beside manage.py; the environment wins. The reference
page is written from the same declaration.
"""

import io
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

import environ  # type: ignore[import-untyped]

_CHECKOUT = Path(__file__).resolve().parents[3]
# The folder of manage.py; where the package is installed elsewhere, the folder the command is started in.
HOME = _CHECKOUT if (_CHECKOUT / "manage.py").is_file() else Path.cwd()

PROFILES = ("dev", "test", "production")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
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


class About(NamedTuple):
    """What the reference page says of a setting; `default` where the default is worked out."""

    name: str
    help: str
    example: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings with their types and defaults. Empty text: not given."""

    profile: Annotated[
        str, About("GONGKAI_SETTINGS", "用哪一套设置：dev、test 或 production。", "production")
    ] = "dev"
    port: Annotated[int, About("PORT", "网站监听的端口。", "8080")] = 8000
    host: Annotated[
        str, About("HOST", "网站监听的地址；127.0.0.1 只有本机能访问，0.0.0.0 别的机器也能。", "0.0.0.0")  # noqa: S104
    ] = "127.0.0.1"
    data: Annotated[
        Path,
        About(
            "GONGKAI_DATA",
            "存放数据库、文件和密钥的文件夹。",
            "/srv/gongkai",
            "manage.py 旁的 `var/`；装在别处时为当前文件夹的 `var/`",
        ),
    ] = HOME / "var"
    database_url: Annotated[
        str,
        About(
            "DATABASE_URL",
            "数据库地址；不写就用 GONGKAI_DATA 里的 SQLite。用 PostgreSQL（15 以上）时写它的地址。",
            "postgres://gongkai:密码@127.0.0.1/gongkai",
        ),
    ] = ""
    demo: Annotated[
        bool | None,
        About(
            "GONGKAI_DEMO",
            "1：装入演示数据；0：不装。不写时，只在 dev 设置下、自建的空 SQLite 里装入。",
            "0",
            "不写",
        ),
    ] = None
    secret_key: Annotated[
        str,
        About(
            "GONGKAI_SECRET_KEY",
            "签名会话和表单的密钥，至少 50 个字符。production 必须给出；dev 自动生成在 GONGKAI_DATA/keys。",
            "一长串随机字符",
        ),
    ] = ""
    allowed_hosts: Annotated[
        tuple[str, ...],
        About(
            "GONGKAI_ALLOWED_HOSTS",
            "访问网站时用的域名或地址，用逗号分开。production 必须给出；dev 总是允许本机。",
            "xxgk.example.gov.cn",
        ),
    ] = ()
    https: Annotated[
        bool,
        About(
            "GONGKAI_HTTPS",
            "production 下网站经 HTTPS 访问（前面的代理须传 X-Forwarded-Proto）；写 0 表示内网里只用 HTTP。",
            "0",
        ),
    ] = True
    debug: Annotated[bool, About("GONGKAI_DEBUG", "dev 下显示 Django 的调试页；正式运行不理会它。", "1")] = (
        False
    )
    workers: Annotated[int, About("WEB_WORKERS", "网站的进程数。", "4")] = 2
    threads: Annotated[int, About("WEB_THREADS", "每个网站进程的线程数。", "8")] = 4
    log_level: Annotated[
        str,
        About(
            "GONGKAI_LOG_LEVEL",
            "日志写到多细：DEBUG、INFO、WARNING 或 ERROR；日志写到标准错误。",
            "WARNING",
        ),
    ] = "INFO"
    site_name: Annotated[
        str, About("GONGKAI_SITE_NAME", "网站名称，印在每一页上。", "××市政府信息公开平台")
    ] = "政府信息公开平台"
    site_domain: Annotated[
        str, About("GONGKAI_SITE_DOMAIN", "网站的域名，写进网页标签 SiteDomain。", "xxgk.example.gov.cn")
    ] = ""
    site_id_code: Annotated[
        str,
        About("GONGKAI_SITE_ID_CODE", "政府网站标识码（10 位），由主管部门编发；没有就不写。", "1304000009"),
    ] = ""
    upload_mb: Annotated[int, About("GONGKAI_UPLOAD_MB", "上传的文件最大多少 MB。", "100")] = 50
    clamd: Annotated[
        str,
        About(
            "GONGKAI_CLAMD",
            "查毒程序 clamd 的地址：unix:/套接字文件，或 主机:端口。不写就不查毒，页面会注明“未查毒”。",
            "unix:/run/clamav/clamd.ctl",
        ),
    ] = ""
    second_factor: Annotated[
        bool | None,
        About(
            "GONGKAI_SECOND_FACTOR",
            "1：工作人员登录须有第二重验证（手机验证器），没有的先启用；0：自愿启用。",
            "1",
            "production 为 1，dev 为 0",
        ),
    ] = None
    lockout_attempts: Annotated[
        int, About("GONGKAI_LOCKOUT_ATTEMPTS", "同一用户名连续登录失败几次后锁定。", "5")
    ] = 5
    lockout_minutes: Annotated[
        int, About("GONGKAI_LOCKOUT_MINUTES", "锁定多少分钟；过后自行解除。", "30")
    ] = 30
    idle_minutes: Annotated[
        int, About("GONGKAI_IDLE_MINUTES", "工作台多少分钟没有操作就退出登录。", "15")
    ] = 30
    password_length: Annotated[
        int, About("GONGKAI_PASSWORD_LENGTH", "密码至少多少个字符，不少于 8。", "12")
    ] = 10
    password_classes: Annotated[
        int,
        About("GONGKAI_PASSWORD_CLASSES", "密码至少含大写字母、小写字母、数字、其他字符中的几类。", "4"),
    ] = 3
    password_days: Annotated[
        int | None,
        About(
            "GONGKAI_PASSWORD_DAYS",
            "密码用满多少天须更换；0 表示不限。",
            "180",
            "production 为 90，dev 为 0",
        ),
    ] = None
    oidc_issuer: Annotated[
        str,
        About(
            "GONGKAI_OIDC_ISSUER",
            "统一身份认证平台（OpenID Connect）的签发者地址；下面两项也写上，登录页就有它的入口。",
            "https://sso.example.gov.cn/realms/gov",
        ),
    ] = ""
    oidc_client_id: Annotated[
        str, About("GONGKAI_OIDC_CLIENT_ID", "本站在统一身份认证平台登记的客户端编号。", "gongkai")
    ] = ""
    oidc_secret: Annotated[
        str, About("GONGKAI_OIDC_SECRET", "本站在统一身份认证平台的客户端密钥。", "一长串随机字符")
    ] = ""
    oidc_name: Annotated[
        str, About("GONGKAI_OIDC_NAME", "登录页上统一身份认证平台的名称。", "××市统一身份认证")
    ] = "统一身份认证"
    oidc_claim: Annotated[
        str,
        About(
            "GONGKAI_OIDC_CLAIM", "身份令牌中哪一项是本站的用户名；只有已开账号的人能进来。", "employee_no"
        ),
    ] = "preferred_username"

    @property
    def loopback(self) -> bool:
        """Whether the site can be reached from this machine only."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")

    @property
    def settings_module(self) -> str:
        return f"gongkai.site.settings.{self.profile}"


_HINTS = {name: get_args(hint) for name, hint in get_type_hints(Environment, include_extras=True).items()}
TABLE: tuple[tuple[str, Any, About, Any], ...] = tuple(
    (each.name, *_HINTS[each.name], each.default) for each in fields(Environment)
)  # attribute, type, what is said of it, default


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
        raise SettingError(f"{path} 读不了（{problem.strerror}）；请检查它的权限，或把它移走") from problem
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


def reference() -> str:
    """The reference page of all settings, in Markdown."""
    lines = [
        "# 设置",
        "",
        "设置来自环境变量，或 manage.py 旁的 `.env` 文件（一行一个 `名字=值`）；两处都有时，以环境变量为准。",
        "",
        "| 名字 | 类型 | 默认值 | 说明 | 例 |",
        "| --- | --- | --- | --- | --- |",
    ]
    words: dict[Any, str] = {
        int: "整数",
        int | None: "整数",
        bool: "1 或 0",
        bool | None: "1 或 0",
        Path: "文件夹",
        str: "文字",
    }
    for _, kind, about, default in TABLE:
        shown = f"`{int(default) if kind is bool else default}`" if default not in ("", (), None) else "无"
        cells = (
            f"`{about.name}`",
            words.get(kind, "用逗号分开的文字"),
            about.default or shown,
            about.help,
            f"`{about.name}={about.example}`",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])
