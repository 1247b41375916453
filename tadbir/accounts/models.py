"""People and the seats they hold."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who signs in; kept as a model of our own from the first migration."""
