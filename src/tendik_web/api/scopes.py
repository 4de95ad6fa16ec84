"""What a token allows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a token allows; never more than its person may do."""

    READ = "read", _("Read")
    WRITE = "write", _("Read and write")
