"""Where a person is signed in, and the buttons that end it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tendik_web.accounts.actions.end_sessions import end_sessions
from tendik_web.accounts.kept import signed_in_only
from tendik_web.accounts.sessions import device, open_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def page(request: HttpRequest) -> HttpResponse:
    """List the sessions of who asks; end one of them, or all but this."""
    user: Any = request.user
    sessions = open_of(user)
    if request.method == "POST":
        others = [one for one in sessions if not one.is_current()]
        end_sessions(user, [one for one in others if request.POST.get("session") in (str(one.pk), "others")])
        return redirect("account-sessions")
    rows = [
        {
            "id": one.pk,
            "device": device(one.user_agent),
            "started": timezone.localtime(one.created_at),
            "seen": timezone.localtime(one.last_seen_at),
            "current": one.is_current(),
        }
        for one in sessions
    ]
    return render(request, "accounts/sessions.html", {"rows": rows})
