"""What every profile shares."""

import datetime
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from gongkai.papers.limits import Limits
from gongkai.site import environment

ENVIRONMENT = environment.read()
DATA = ENVIRONMENT.data
KEYS = DATA / "keys"
HOST_IS_LOOPBACK = ENVIRONMENT.loopback
DEMO = ENVIRONMENT.demo
OWN_DATABASE = not ENVIRONMENT.database_url

DEBUG = False
ALLOWED_HOSTS = [*ENVIRONMENT.allowed_hosts]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "gongkai.base",
    "gongkai.accounts",  # before allauth: its pages are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "gongkai.organs",
    "gongkai.records",
    "gongkai.registers",
    "gongkai.cases",
    "gongkai.remedies",
    "gongkai.reports",
    "gongkai.demo",
    "gongkai.portal",
    "gongkai.desk",
]
MIDDLEWARE = [
    "gongkai.base.middleware.no_body_to_head",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongkai.base.middleware.permissions_policy",
    "gongkai.portal.site.indexing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.accounts.middleware.attended",
    "gongkai.accounts.middleware.duties",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai.base.middleware.public_scope",
    "gongkai.base.failures.Failures",
    "axes.middleware.AxesMiddleware",  # innermost: its page is drawn within the scope
]
ROOT_URLCONF = "gongkai.site.urls"
WSGI_APPLICATION = "gongkai.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.portal.site.of_request",
            ],
        },
    }
]

DATABASES = {"default": environment.database(ENVIRONMENT)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; IMMEDIATE makes writers wait instead of failing; FULL: what was
    # acknowledged is on disk. The statements run once a connection, so connections stay open.
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-20000;PRAGMA journal_size_limit=27103364;"
            ),
        },
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "gongkai.accounts.passwords.MinimumLength",
        "OPTIONS": {"min_length": ENVIRONMENT.password_length},
    },
    {
        "NAME": "gongkai.accounts.passwords.CharacterClasses",
        "OPTIONS": {"classes": ENVIRONMENT.password_classes},
    },
    {
        "NAME": "gongkai.accounts.passwords.NotAlike",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "gongkai.accounts.passwords.NotCommon"},
]
# How long a password may be used, and whether everybody signs in with two factors: real service asks for more.
PASSWORD_DAYS = ENVIRONMENT.password_days or 0
SECOND_FACTOR_REQUIRED = bool(ENVIRONMENT.second_factor)

# Where a session is watched: it ends when idle, and no page of the desk opens before one's duties are done.
ACCOUNT_PATHS = "/account/"
DESK_PATHS = "/desk/"
IDLE_MINUTES = ENVIRONMENT.idle_minutes
SESSION_COOKIE_AGE = 12 * 3600  # seconds; what nobody came back to is removed in the night

# Signing in by name. Nobody opens an account by themselves; no mail is sent.
ACCOUNT_ADAPTER = "gongkai.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "gongkai.accounts.forms.SignInForm",
    "change_password": "gongkai.accounts.forms.ChangePasswordForm",
    "reauthenticate": "gongkai.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # the cookie goes with the browser
ACCOUNT_LOGOUT_REDIRECT_URL = "account_signed_out"
ACCOUNT_RATE_LIMITS = False  # they count in a cache of one worker; django-axes counts in the database
MFA_ADAPTER = "gongkai.accounts.second_factor.Adapter"
MFA_FORMS = {
    "authenticate": "gongkai.accounts.forms.SecondFactorForm",
    "reauthenticate": "gongkai.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "gongkai.accounts.forms.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # half minutes a telephone's clock may be wrong

SOCIALACCOUNT_ADAPTER = "gongkai.accounts.adapters.OidcAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
# A link, not a form: the policy on pages lets a form lead nowhere but here.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = environment.oidc(ENVIRONMENT)

AXES_HANDLER = "gongkai.accounts.lockout.Handler"
AXES_FAILURE_LIMIT = ENVIRONMENT.lockout_attempts
AXES_COOLOFF_TIME = datetime.timedelta(minutes=ENVIRONMENT.lockout_minutes)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "gongkai.accounts.lockout.key_of_request"
AXES_CLIENT_IP_CALLABLE = "gongkai.accounts.lockout.nowhere"
AXES_LOCKOUT_CALLABLE = "gongkai.accounts.lockout.refused"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# axes.W006 asks for addresses in the count, lest browsers be changed to get around it; ours counts names alone.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
CSRF_FAILURE_VIEW = "gongkai.portal.views.errors.forged_form"

SITE_NAME = ENVIRONMENT.site_name
SITE_DOMAIN = ENVIRONMENT.site_domain
SITE_ID_CODE = ENVIRONMENT.site_id_code

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "gongkai.records.files.storage.DurableFolder",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_LIMIT = ENVIRONMENT.upload_mb * 2**20
# Reports come in by the hundred (`reports.receiving`); that one form brings more is told by Django itself.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
CLAMD = ENVIRONMENT.clamd
READ_LIMITS = Limits(
    size=UPLOAD_LIMIT,
    seconds=ENVIRONMENT.read_seconds,
    memory=ENVIRONMENT.read_memory_mb * 2**20,
    pages=ENVIRONMENT.read_pages,
)
FONTS = [Path(ENVIRONMENT.fonts)] if ENVIRONMENT.fonts else []
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "gongkai.records.files.receiving.Receiver",
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# To standard error. Requests are not logged: they carry addresses of people.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "errors": {"class": "logging.StreamHandler", "formatter": "line", "level": "ERROR"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "gongkai": {"level": ENVIRONMENT.log_level},
        # The worker sets its own level and tells of every job; what fails is an error.
        "django_tasks": {"handlers": ["errors"], "propagate": False},
        "django_tasks_db": {"handlers": ["errors"], "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A wrong address or a forged form is the visitor's affair; a failing page is ours.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # They tell who signs in from where.
        "axes": {"level": "ERROR"},
        "allauth": {"level": "ERROR"},
    },
}
