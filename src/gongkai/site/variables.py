"""Every setting an operator may give, declared once; the reference page is written from the same declaration."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

_CHECKOUT = Path(__file__).resolve().parents[3]
# The folder of manage.py; where the package is installed elsewhere, the folder the command is started in.
HOME = _CHECKOUT if (_CHECKOUT / "manage.py").is_file() else Path.cwd()

PROFILES = ("dev", "test", "production")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


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
    read_seconds: Annotated[
        int, About("GONGKAI_READ_SECONDS", "读一个年报文件最多用多少秒，超过就停下这一个。", "300")
    ] = 120
    read_memory_mb: Annotated[
        int, About("GONGKAI_READ_MEMORY", "读一个年报文件最多用多少 MB 内存。", "4096")
    ] = 2048
    read_pages: Annotated[int, About("GONGKAI_READ_PAGES", "读的 PDF 最多多少页。", "500")] = 300
    fonts: Annotated[
        str,
        About(
            "GONGKAI_FONTS",
            "放着本单位字体（仿宋_GB2312、方正小标宋等）的文件夹，写 PDF 时先用；不写就用系统的和 make fonts 取来的。",
            "/usr/local/share/fonts/office",
        ),
    ] = ""
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
