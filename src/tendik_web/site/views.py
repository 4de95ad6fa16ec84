"""The pages of the shell: the way to a language, the way to a country."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from tendik_web.countries import registry


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead from the bare address to the language remembered or asked for, else to Kazakh."""
    response = redirect(f"/{request.LANGUAGE_CODE}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the countries; lead on where there is only one."""
    countries = registry.countries()
    if len(countries) == 1:
        return redirect("country", countries[0])
    return render(request, "countries/list.html", {"countries": countries})
