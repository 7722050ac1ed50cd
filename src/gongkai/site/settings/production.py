"""Real service: everything that protects people must be set; nothing is made up."""

from gongkai.site.environment import SettingError
from gongkai.site.settings.base import *  # noqa: F403
from gongkai.site.settings.base import ENVIRONMENT, SILENCED_SYSTEM_CHECKS

if len(ENVIRONMENT.secret_key) < 50:
    raise SettingError("正式运行须给出 GONGKAI_SECRET_KEY，至少 50 个随机字符；请写进 manage.py 旁的 .env")
if not ENVIRONMENT.allowed_hosts:
    raise SettingError("正式运行须给出 GONGKAI_ALLOWED_HOSTS，例如 GONGKAI_ALLOWED_HOSTS=xxgk.example.gov.cn")

PROFILE = "production"
SECRET_KEY = ENVIRONMENT.secret_key
SECOND_FACTOR_REQUIRED = ENVIRONMENT.second_factor is not False
PASSWORD_DAYS = 90 if ENVIRONMENT.password_days is None else ENVIRONMENT.password_days

if ENVIRONMENT.https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by the supervisor on this machine
    SECURE_HSTS_SECONDS = 31_536_000
    # Whether the domain's other hosts speak HTTPS is not this site's to promise.
    SILENCED_SYSTEM_CHECKS += ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
else:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
