"""All addresses: ``/{language}/{country}/…``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, register_converter

from tendik_web.accounts.urls import provider_urlpatterns
from tendik_web.api.site import api
from tendik_web.commitments.pages import permanent
from tendik_web.countries.converter import CountryConverter
from tendik_web.records.converter import UlidConverter
from tendik_web.site import components, errors, views

register_converter(CountryConverter, "country")
register_converter(UlidConverter, "ulid")

# Below one prefix, for each prefix that is tried looks the country up.
of_a_country = [
    path("", include("tendik_web.labs.urls")),
    path("promises/", include("tendik_web.commitments.urls")),
    path("figures/", include("tendik_web.observatory.urls")),
    path("files/", include("tendik_web.files.urls")),
    path("", include("tendik_web.desk.urls")),
    path("", include("tendik_web.history.urls")),
    path("", include("tendik_web.people.urls")),
    path("imports/", include("tendik_web.imports.urls")),
    path("ranking/", include("tendik_web.ranking.urls")),
    path("search/", include("tendik_web.search.urls")),
]

urlpatterns = [
    path("", views.choose_language),
    path("api/v1/", api.urls),
    # A provider is told one address to come back to, so that it bears no language.
    path("account/", include(provider_urlpatterns)),
    path("id/<ulid:id>", permanent.page, name="permanent"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("components/", components.page, name="components"),
        path("account/tokens/", include("tendik_web.api.urls")),
        path("account/", include("tendik_web.accounts.urls")),
        path("jobs/", include("tendik_web.jobs.urls")),
        path("<country:country>/", include(of_a_country)),
    ),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = errors.too_many_requests
handler500 = errors.server_error
