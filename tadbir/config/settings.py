"""Django's settings: one file, for every installation; what differs comes from the environment."""

from datetime import timedelta
from pathlib import Path

from tadbir.config import environment
from tadbir.exchange.terms import UNREGISTERED

PACKAGE = Path(__file__).parent.parent
DATA_FOLDER = Path(environment.text("TADBIR_DATA", str(Path.cwd() / "var")))

SECRET_KEY = environment.secret_key(DATA_FOLDER)
SECRET_KEY_FALLBACKS = environment.former_secrets()
DEBUG = False
ALLOWED_HOSTS = environment.text("TADBIR_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
IS_BEHIND_TLS = environment.is_on("TADBIR_TLS", default=False)

APPS = ["ui", "audit", "territory", "accounts", "intake", "procurement", "facilities",
        "budget", "works", "scorecard", "meetings", "cockpit", "dossier", "exchange"]  # fmt: skip
STANDING_APPS = [app for app in APPS if (PACKAGE / app / "apps.py").exists()]
INSTALLED_APPS = [
    *(f"tadbir.{app}" for app in STANDING_APPS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "tadbir.ui.security.SecurityMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tadbir.accounts.middleware.SeatMiddleware",
]
ROOT_URLCONF = "tadbir.config.urls"
WSGI_APPLICATION = "tadbir.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / app / "templates" for app in STANDING_APPS],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "tadbir.ui.jinja.environment"},
    },
    {  # allauth's own pages only, where ours do not replace them
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- Tables ---
DATABASE_URL = environment.text("DATABASE_URL", "")
DATABASES = {
    "default": environment.postgresql(DATABASE_URL)
    if DATABASE_URL
    else environment.sqlite(DATA_FOLDER / "tadbir.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Files: originals and frozen packs are private, never under a public address ---
MEDIA_ROOT = DATA_FOLDER / "files"
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tadbir.ui.fonts.FontFinder",
]
WHITENOISE_USE_FINDERS = environment.is_on("TADBIR_STATIC_FINDERS", default=True)
STATIC_ROOT = None if WHITENOISE_USE_FINDERS else DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

# --- Languages: Arabic first, French always; formats by Babel in tadbir.ui.formats ---
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("fr", "Français")]
LOCALE_PATHS = [PACKAGE / "core" / "locale", PACKAGE / "cli" / "locale"]
LANGUAGE_COOKIE_NAME = "tadbir_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"

# --- Sign-in ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "tadbir.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
# Passwords are limited by django-axes, whose locks an administrator opens; codes by these.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "10/15m/key", "reauthenticate": "10/m/user"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Tadbir"
MFA_ADAPTER = "tadbir.accounts.adapter.SecondFactorAdapter"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "tadbir.accounts.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "tadbir.accounts.doors.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tadbir.ui.pages.csrf_failure"

# --- Jobs: the same tasks run at once in a one-process start, by a worker when served ---
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if environment.is_on("TADBIR_JOBS_AT_ONCE", default=False)
        else "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}

# --- Where domains join in, in order; loaded once, named by dotted path ---
DATASETS = [
    "tadbir.facilities.intake.FACILITIES",
    "tadbir.budget.intake.BUDGET",
    "tadbir.budget.intake.RECEIPTS",
    "tadbir.budget.intake.CONVENTIONS",
    "tadbir.procurement.intake.OPERATIONS",
    "tadbir.works.intake.programme.PROJECTS",
    "tadbir.works.intake.PROGRESS",
    "tadbir.works.intake.GATES",
]
OCCASION = "tadbir.meetings.queries.last_occasion"  # what changes are counted from
REFRESHERS = [
    "tadbir.facilities.actions.refresh",
    "tadbir.budget.actions.refresh_forecasts",
    "tadbir.works.actions.refresh_projects",
    "tadbir.works.actions.refresh_outlooks",
    "tadbir.scorecard.rollup.refresh",
]
FINDERS = [
    "tadbir.territory.finding.entities",
    "tadbir.budget.presenters.finding.lines",
    "tadbir.procurement.presenters.found",
]
TYPED_FOLLOWERS = [
    "tadbir.works.actions.follow_typed",
    "tadbir.scorecard.rollup.follow_typed",
]
TRAIL_NAMES = {  # who names the codes that histories tell
    "entity": "tadbir.territory.named.entity_names",
    "area": "tadbir.territory.named.area_names",
    "dataset": "tadbir.intake.labels.dataset_names",
    "column": "tadbir.intake.labels.column_names",
    "indicator": "tadbir.budget.presenters.words.target_names",
}
REATTACHMENT_FOLLOWERS = [
    "tadbir.budget.actions.follow_reattachment",
    "tadbir.works.actions.follow_reattachment",
    "tadbir.scorecard.rollup.follow",
]
FORM_FOLLOWERS = [
    "tadbir.budget.actions.follow_form",
    "tadbir.scorecard.rollup.follow_form",
]

# --- What other machines read ---
OC4IDS_PREFIX = environment.text("TADBIR_OC4IDS_PREFIX", UNREGISTERED)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": environment.text("TADBIR_LOG", "WARNING")},
}
