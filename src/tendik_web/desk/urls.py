"""Addresses of the desk, under ``/{language}/{country}/``."""

from django.urls import path

from tendik_web.desk.pages import act, confirming, draft, edit, index, listing, options, record, work
from tendik_web.desk.steps import STEPS

urlpatterns = [
    path("records/", index.page, name="kinds"),
    path("records/<str:kind>/", listing.page, name="records"),
    path("records/<str:kind>/new/", edit.new, name="record-new"),
    path("records/<str:kind>/new/draft/", draft.page, name="record-new-draft"),
    path("records/<str:kind>/options/<str:field>/", options.page, name="record-options"),
    path("records/<str:kind>/<ulid:id>/", record.page, name="record"),
    path("records/<str:kind>/<ulid:id>/edit/", edit.edit, name="record-edit"),
    path("records/<str:kind>/<ulid:id>/draft/", draft.page, name="record-draft"),
    *(
        path(f"records/<str:kind>/<ulid:id>/{verb}/", act.page, {"verb": verb}, name=f"record-{verb}")
        for verb in STEPS
    ),
    path("work/", work.page, name="work"),
    path("work/confirm/", confirming.first, name="work-confirm"),
    path("work/confirm/<str:kind>/<ulid:id>/", confirming.page, name="work-confirm-one"),
]
