"""Serves the administration on a free port, which is printed; the database is `garden.sqlite` in the given folder."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.conf import settings

from tests.corpus.target import PASSWORDS

_DJANGO = ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")
_MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)
_TEMPLATE_CONTEXT = (
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
)


def main(folder: Path) -> None:
    """Make the database and its users, and serve until killed."""
    settings.configure(
        SECRET_KEY=secrets.token_hex(),
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="tests.corpus.garden.urls",
        INSTALLED_APPS=[*(f"django.contrib.{name}" for name in _DJANGO), "tests.corpus.garden"],
        MIDDLEWARE=list(_MIDDLEWARE),
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": list(_TEMPLATE_CONTEXT)},
            }
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "garden.sqlite",
                "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
            }
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        STATIC_URL="static/",
        USE_TZ=True,
    )
    django.setup()
    from django.contrib.auth.models import User  # noqa: PLC0415 - models exist once Django is set up
    from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    call_command("migrate", verbosity=0, run_syncdb=True)
    for name, password in PASSWORDS.items():
        User.objects.create_superuser(name, password=password)
    with _Server(("127.0.0.1", 0), _Quiet) as server:
        server.set_app(StaticFilesHandler(get_wsgi_application()))
        print(server.server_port, flush=True)
        server.serve_forever()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    def log_message(self, *values: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
