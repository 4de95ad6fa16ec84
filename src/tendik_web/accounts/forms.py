"""The forms of sign-in: allauth's rules under our labels, in our words."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tendik_web.accounts import letters
from tendik_web.accounts.models import NAME_LENGTH
from tendik_web.accounts.passwords import LONGEST, advice

EMAIL_LENGTH = 254
CODE_LENGTH = 20

WORDS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password again"),
    "code": _("Code"),
    "name": _("Your name"),
}
REQUIRED = {
    "login": _("Type your e-mail address."),
    "email": _("Type your e-mail address."),
    "password": _("Type your password."),
    "oldpassword": _("Type your present password."),
    "password1": _("Choose a new password."),
    "password2": _("Type the new password again."),
    "code": _("Type the code."),
    "name": _("Type your name."),
}
LIMITS = {
    "login": EMAIL_LENGTH,
    "email": EMAIL_LENGTH,
    "password": LONGEST,
    "oldpassword": LONGEST,
    "password1": LONGEST,
    "password2": LONGEST,
    "code": CODE_LENGTH,
    "name": NAME_LENGTH,
}


def at_most(limit: int) -> Any:
    """Refuse a longer text. The browser is not told: it would cut silently what is pasted."""

    def check(value: str) -> None:
        if len(value) > limit:
            raise ValidationError(
                _("This is too long. The greatest number of characters: %(limit)d.") % {"limit": limit}
            )

    return check


def printable(value: str) -> None:
    """Refuse line breaks and what does not print: the value stands in the middle of other lines."""
    if any(unicodedata.category(character)[0] == "C" for character in value):
        raise ValidationError(_("Use letters, spaces and signs on one line."))


class InOurWords:
    """Gives the fields of a form our labels, our errors and their greatest length."""

    labels: ClassVar[dict[str, Any]] = {}
    hints: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, WORDS[name])
            field.help_text = self.hints.get(name, "")
            field.error_messages["required"] = REQUIRED[name]
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                wrong = _("Type an e-mail address, such as name@example.org.")
                field.validators = [*field.default_validators]
                field.error_messages["invalid"] = wrong
                field.max_length = None
                field.widget.attrs.pop("maxlength", None)
            field.validators.append(at_most(LIMITS[name]))
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "size": 12}
            else:
                field.widget.attrs["size"] = 32

    @property
    def problems(self) -> list[dict[str, str]]:
        """Everything wrong, for the summary above the form, each leading to its field."""
        found = [{"text": text, "url": ""} for text in self.non_field_errors()]
        for field in self:
            found += [{"text": text, "url": f"#{field.auto_id}"} for text in field.errors]
        return found


class TwiceTheSame:
    """A new password typed twice."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Say in our words that the two differ."""
        if field == "password2" and not isinstance(error, ValidationError):
            error = _("The two passwords differ. Type the same one in both fields.")
        super().add_error(field, error)

    @property
    def advice(self) -> list[str]:
        """What the new password must be."""
        return advice()


class SignIn(InOurWords, account.LoginForm):
    """E-mail address and password."""


class Reauthenticate(InOurWords, account.ReauthenticateForm):
    """The password once more, before something that matters."""


class ChangePassword(TwiceTheSame, InOurWords, account.ChangePasswordForm):
    """The present password and a new one."""


class SetPassword(TwiceTheSame, InOurWords, account.SetPasswordForm):
    """A first password, for who signed in through a provider."""


class ResetPassword(InOurWords, account.ResetPasswordForm):
    """The address to which the letter goes; whether anybody has it is asked by the worker alone."""

    def clean_email(self) -> str:
        """The address, as accounts have it."""
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **_about: Any) -> str:
        """Do the same for every address, so that neither answer nor time tells who has an account."""
        email: str = self.cleaned_data["email"]
        letters.hand_over(
            "accounts.reset_password",
            {
                "email": email,
                "language": get_language() or settings.LANGUAGE_CODE,
                "site": request.build_absolute_uri("/").removesuffix("/"),
            },
        )
        return email


class ResetPasswordKey(TwiceTheSame, InOurWords, account.ResetPasswordKeyForm):
    """A new password, by the link of a letter."""


class ChangeEmail(InOurWords, account.AddEmailForm):
    """Another address to sign in with."""

    labels: ClassVar = {"email": _("New e-mail address")}


class SecondFactor(InOurWords, factor.AuthenticateForm):
    """A code of the telephone, or a recovery code."""

    hints: ClassVar = {"code": _("Six digits from the app on your telephone, or one of your recovery codes.")}


class SecondFactorAgain(InOurWords, factor.ReauthenticateForm):
    """A code once more, before something that matters."""

    hints = SecondFactor.hints


class AddApp(InOurWords, totp.ActivateTOTPForm):
    """The first code of an app."""

    hints: ClassVar = {"code": _("Six digits that the app now shows.")}


class AcceptInvitation(TwiceTheSame, InOurWords, forms.Form):
    """Name and password of who was invited."""

    name = forms.CharField(validators=[printable])
    password1 = account.SetPasswordField()
    password2 = account.PasswordField(autocomplete="new-password")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["password1"].user = user

    def clean_name(self) -> str:
        """The password is compared with the name as it is typed."""
        self.fields["password1"].user.name = self.cleaned_data["name"]
        return self.cleaned_data["name"]

    def clean(self) -> dict[str, Any]:
        """The two passwords are the same."""
        cleaned = super().clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "")
        return cleaned
