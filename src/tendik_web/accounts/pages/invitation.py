"""The page behind the link of an invitation: name and password, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tendik.errors import BadInput
from tendik_web.accounts import invitations
from tendik_web.accounts.actions.accept_invitation import accept_invitation
from tendik_web.accounts.forms import AcceptInvitation

if TYPE_CHECKING:
    from tendik_web.accounts.models import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for name and password; make the account and sign in."""
    invitation = invitations.open_by(secret)
    if invitation is None:
        return render(request, "accounts/invitation_closed.html", status=410)
    if request.user.is_authenticated:
        return render(request, "accounts/invitation_of_another.html", {"email": invitation.email})
    form = _form(request, invitation)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(
                invitation, name=form.cleaned_data["name"], password=form.cleaned_data["password1"]
            )
        except BadInput:  # another tab was faster
            return render(request, "accounts/invitation_closed.html", status=410)
        return perform_login(request, user)
    return render(request, "accounts/invitation.html", {"form": form, "invitation": invitation})


def _form(request: HttpRequest, invitation: Invitation) -> AcceptInvitation:
    person = invitations.person(invitation)
    return AcceptInvitation(request.POST or None, user=person, initial={"name": invitation.name})
