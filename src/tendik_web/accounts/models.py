"""A person who signs in, and the invitation that made them one."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from tendik_web.access.ids import new_id

ID_LENGTH = 26
NAME_LENGTH = 200


class User(AbstractBaseUser):
    """A person, known to the rest of the platform by identifier only.

    Roles are memberships, held elsewhere; a person without one may only read.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = BaseUserManager["User"]()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email=models.functions.Lower("email")), name="accounts_user_email_lower"
            ),
        )

    def __str__(self) -> str:
        return self.actor_id

    @property
    def actor_id(self) -> str:
        """How the history names this person."""
        return f"user:{self.id}"


class Invitation(models.Model):
    """A link by which one person may make an account, once and until it expires.

    ``token`` is the digest of the secret in the link; the link itself is nowhere kept.
    ``grants`` are the memberships that acceptance brings, each with ``role``, ``country``,
    ``body``, ``from`` and ``to`` (all but the role may be missing).
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    email = models.EmailField(db_index=True)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    grants = models.JSONField(default=list)
    token = models.CharField(max_length=64, unique=True)
    by = models.CharField(max_length=40)
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)
    accepted = models.DateTimeField(null=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="invitation"
    )

    def __str__(self) -> str:
        return f"invitation:{self.id}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted is None and self.withdrawn is None and self.expires > timezone.now()
