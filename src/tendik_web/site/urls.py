"""All addresses: ``/{language}/{country}/…``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, register_converter

from tendik_web.accounts.urls import provider_urlpatterns
from tendik_web.api.site import api
from tendik_web.countries.converter import CountryConverter
from tendik_web.records.converter import UlidConverter
from tendik_web.site import components, errors, views

register_converter(CountryConverter, "country")
register_converter(UlidConverter, "ulid")

urlpatterns = [
    path("", views.choose_language),
    path("api/v1/", api.urls),
    # A provider is told one address to come back to, so that it bears no language.
    path("account/", include(provider_urlpatterns)),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("components/", components.page, name="components"),
        path("account/", include("tendik_web.accounts.urls")),
        path("jobs/", include("tendik_web.jobs.urls")),
        path("<country:country>/", include("tendik_web.labs.urls")),
        path("<country:country>/files/", include("tendik_web.files.urls")),
        path("<country:country>/", include("tendik_web.desk.urls")),
        path("<country:country>/", include("tendik_web.history.urls")),
        path("<country:country>/imports/", include("tendik_web.imports.urls")),
        path("<country:country>/ranking/", include("tendik_web.ranking.urls")),
        path("<country:country>/search/", include("tendik_web.search.urls")),
    ),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = errors.too_many_requests
handler500 = errors.server_error
