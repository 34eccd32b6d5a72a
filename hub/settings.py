"""One settings file. Everything that differs between installations comes from the environment.

Required: DJANGO_SECRET_KEY, HUB_MATCH_KEY, HUB_SEAL_KEYS, DATABASE_URL, REDIS_URL.
Optional: HUB_ALLOWED_HOSTS, HUB_HTTPS (1 behind TLS), HUB_DEBUG (1 on a developer's machine only),
HUB_STALLED_AFTER, HUB_LOG_LEVEL.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from hub.rest.openapi import SPECTACULAR

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
HUB_MATCH_KEY = os.environ["HUB_MATCH_KEY"]
HUB_SEAL_KEYS = os.environ["HUB_SEAL_KEYS"].split(",")
DEBUG = os.environ.get("HUB_DEBUG") == "1"
HTTPS = os.environ.get("HUB_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("HUB_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "hub.messages",
    "hub.rules",
    "hub.rest",
    "hub.jobs",
    "hub.access",
    "hub.events",
    "accounts",
    "hub.duties",
    "hub.approvals",
    "coordination",
    "clues",
    "hub.demo",
    "hub.serving",
    "hub.diagrams",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "guardian",
    "viewflow.workflow",  # the engine alone: "viewflow" would append middlewares and static files
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "oauth2_provider",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "heroicons",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "hub.rest.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "hub.serving.files.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "hub.rest.readable.ReadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hub.kernel.acting.LookingMiddleware",
    "accounts.entrance.StandingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "hub.kernel.pages.HubErrorMiddleware",
]

ROOT_URLCONF = "hub.urls"
ASGI_APPLICATION = "hub.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.navigation.navigation",
            ],
        },
    },
]

DATABASES = {
    "default": {
        **dj_database_url.parse(os.environ["DATABASE_URL"]),
        "ENGINE": "django.db.backends.postgresql",
        # A pool, not CONN_MAX_AGE: under ASGI persistent connections exhaust the server.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 20}},
    }
}
REDIS_URL = os.environ["REDIS_URL"]

# Seconds without a sign of life after which a worker counts as dead and its jobs are taken up by others.
HUB_STALLED_AFTER = int(os.environ.get("HUB_STALLED_AFTER", "20"))
PROCRASTINATE_ON_APP_READY = "hub.jobs.running.prepare"

# Nothing of a matter may be cached; the cache only counts failed sign-ins and throttles.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.entrance.Entrance"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Four Supervisions Hub"
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001"
]  # guardian's own lookups are not used: hub.access asks the one question
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "429.html"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- words ------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "hub" / "assets" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# What is sent touches no disk before it is sealed: the limit of a whole request is one of memory.
FILE_UPLOAD_HANDLERS = ["hub.kernel.bodies.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024  # files of 60 MB in one form, and what is around them
DATA_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024  # what the interface reads: a file of 20 MB
FILE_UPLOAD_PERMISSIONS = 0o600

# --- interfaces -------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.PersonAuthentication",
        "accounts.api.authentication.SystemAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["hub.rest.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["hub.rest.parsers.LimitedJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "hub.rest.problems.exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = SPECTACULAR
OAUTH2_PROVIDER = {
    "SCOPES": {"read": "Read", "write": "Write"},
    "ACCESS_TOKEN_EXPIRE_SECONDS": 1800,
    "OAUTH2_VALIDATOR_CLASS": "accounts.api.authentication.ClientValidator",
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # only checksums of tokens are kept
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,  # no tokens in addresses, hence in logs
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "hub.rest.request_id.RequestIdFilter"},
        "without_query": {"()": "hub.serving.logs.WithoutQuery"},
        "in_one_line": {"()": "hub.serving.logs.InOneLine"},
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id", "without_query", "in_one_line"],
        }
    },
    "loggers": {name: {"level": "WARNING"} for name in ("axes", "procrastinate")},
    "root": {"handlers": ["console"], "level": os.environ.get("HUB_LOG_LEVEL", "INFO")},
}
