"""What a password must be, said in our words: Django's counts in plurals and lacks Kazakh."""

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 256
"""Characters; hashing a whole book on request would keep a server busy."""


class LongEnough(password_validation.MinimumLengthValidator):
    """At least ``min_length`` characters."""

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("The password is too short. The least number of characters: %(min_length)d.") % {
            "min_length": self.min_length
        }

    def get_help_text(self) -> str:
        """What is asked for."""
        return _(
            "The least number of characters: %(min_length)d. A few words that do not belong together are best."
        ) % {"min_length": self.min_length}


class NotTooLong:
    """At most ``LONGEST`` characters."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002
        """Refuse what is longer."""
        if len(password) > LONGEST:
            raise ValidationError(
                _("The password is too long. The greatest number of characters: %(limit)d.")
                % {"limit": LONGEST}
            )

    def get_help_text(self) -> str:
        """Nothing: who chooses a password need not know."""
        return ""


class NotCommon(password_validation.CommonPasswordValidator):
    """Not one of the passwords that are tried first."""

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("Many people use this password, so it is tried first. Choose another.")

    def get_help_text(self) -> str:
        """What is asked for."""
        return _("It must not be a password that many people use.")


class NotAboutThePerson(password_validation.UserAttributeSimilarityValidator):
    """Not the name or the address of the person."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("name", "email"))

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse what resembles the name or the address."""
        try:
            super().validate(password[:LONGEST], user)
        except ValidationError:
            raise ValidationError(
                _("The password resembles your name or your e-mail address. Choose another.")
            ) from None

    def get_help_text(self) -> str:
        """What is asked for."""
        return _("It must not resemble your name or your e-mail address.")


def advice() -> list[str]:
    """What a new password must be, one sentence a rule."""
    return [text for text in password_validation.password_validators_help_texts() if text]
