"""A fresh token for a form that was open before its author signed in again."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def page(request: HttpRequest) -> JsonResponse:
    """``token`` for who has signed in, nothing for others. No other site can read the answer."""
    return JsonResponse({"token": get_token(request) if request.user.is_authenticated else None})
