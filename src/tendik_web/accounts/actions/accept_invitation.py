"""Accept an invitation: it becomes a person, once."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.accounts.history import enter
from tendik_web.accounts.models import Invitation, User
from tendik_web.accounts.signals import accepted

VERB = "people.accept_invitation"


def accept_invitation(invitation: Invitation, *, name: str, password: str | None) -> User:
    """Make the person whom ``invitation`` invites; ``invitation.grants`` are then theirs.

    Parameters
    ----------
    invitation : Invitation
        One that is open.
    name : str
        How the person is called.
    password : str or None
        Nothing for who signs in through a provider only.

    Raises
    ------
    tendik.errors.BadInput
        It was accepted, withdrawn or has expired; or the address has an account by now.
    django.core.exceptions.ValidationError
        The password is too weak.
    """
    user = User(email=invitation.email, name=name, language=invitation.language)
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    with transaction.atomic():
        held = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not held.is_open or User.objects.filter(email=held.email).exists():
            raise BadInput(
                [Problem(Message("invitation.closed", N_("This invitation cannot be accepted any more.")))]
            )
        user.save(force_insert=True)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        held.accepted, held.user = timezone.now(), user
        held.save()
        accepted.send(sender=Invitation, invitation=held, user=user)
        enter(VERB, user, invitation=held.id, grants=held.grants)
    return user
