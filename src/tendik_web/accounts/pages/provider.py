"""The way to a provider, and what is said when it cannot be reached."""

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from requests import RequestException

from tendik_web.accounts.adapters import speak_as_asked


@require_safe
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider, which leads back to the page named by ``next``."""
    try:
        return views.login(request, provider_id)
    except RequestException as reason:
        speak_as_asked(request.GET)
        return render_authentication_error(request, None, exception=reason)
