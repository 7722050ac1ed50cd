"""Development and trial on one machine: no set-up needed, yet pages are served as in production."""

from gongkai.base import keys
from gongkai.site.settings.base import *  # noqa: F403
from gongkai.site.settings.base import ALLOWED_HOSTS, ENVIRONMENT, KEYS

PROFILE = "dev"
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key or keys.secret_key(KEYS)
ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", ENVIRONMENT.host]
