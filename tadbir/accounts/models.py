"""People and the posts they hold."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tadbir.accounts.terms import ADMINISTRATOR, LANGUAGES, ROLES
from tadbir.territory.models import Entity
from tadbir.territory.querysets import valid_on

SIGN_IN = RegexValidator(
    r"\A[a-z0-9]+([._-][a-z0-9]+)*\Z",
    _("A sign-in is small Latin letters and digits, joined by dots or hyphens."),
)


class User(AbstractBaseUser):
    """Someone who signs in: a sign-in, a name to show (in Arabic too, where
    somebody gave it), a language. No address, no group, no flag."""

    username = models.CharField(max_length=60, unique=True, validators=[SIGN_IN])
    name = models.CharField(max_length=120)
    name_ar = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, default="ar")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="accounts_known_language"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="accounts_name_is_given"),
        )

    def __str__(self) -> str:
        return self.name_in(get_language() or "")

    def name_in(self, lang: str) -> str:
        """The name in a language; as it was first typed where Arabic is missing."""
        return (self.name_ar if lang == "ar" else "") or self.name


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, asked for in words."""

    def held_on(self, day: date) -> Self:
        """Posts that someone holds on a day."""
        return self.filter(valid_on(day))


class Post(models.Model):
    """A role on a part of the territory, from a day until before another; no last day: until further notice."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=30)
    entity = models.ForeignKey(
        Entity, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("user", "valid_from", "id")
        constraints = (
            models.CheckConstraint(condition=Q(role__in=tuple(ROLES)), name="accounts_known_role"),
            models.CheckConstraint(
                condition=Q(role=ADMINISTRATOR, entity=None)
                | (~Q(role=ADMINISTRATOR) & Q(entity__isnull=False)),
                name="accounts_only_the_administrator_has_no_territory",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="accounts_post_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
