"""Addresses of promises, below ``/{language}/{country}/promises/``."""

from django.urls import path

from tendik_web.commitments.pages import calendar, home, laws, listing, matrix, promise, summary

urlpatterns = [
    path("", home.page, name="promises"),
    path("card.png", home.picture, name="promises-card"),
    path("list/", listing.page, name="promises-list"),
    path("list/table.<str:form>", listing.table, name="promises-list-file"),
    path("matrix/", matrix.page, name="promises-matrix"),
    path("matrix/table.<str:form>", matrix.table, name="promises-matrix-file"),
    path("summary/", summary.page, name="promises-summary"),
    path("summary/table.<str:form>", summary.table, name="promises-summary-file"),
    path("laws/", laws.page, name="promises-laws"),
    path("laws/table.<str:form>", laws.table, name="promises-laws-file"),
    path("laws/<ulid:id>/", laws.law, name="promises-law"),
    path("laws/<ulid:id>/articles.<str:form>", laws.law_table, name="promises-law-file"),
    path("deadlines.ics", calendar.page, name="promises-deadlines"),
    path("<ulid:id>/", promise.page, name="promise"),
    path("<ulid:id>/card.png", promise.picture, name="promise-card"),
    path("<ulid:id>/cite.<str:form>", promise.cite, name="promise-cite"),
]
