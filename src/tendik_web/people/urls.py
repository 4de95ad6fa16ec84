"""Addresses of bodies and people, below a country."""

from django.urls import path

from tendik_web.people.pages import bodies, give, hand_over, listing, role

urlpatterns = [
    path("bodies/", bodies.page, name="bodies"),
    path("people/", listing.page, name="people"),
    path("people/new/", give.page, name="people-give"),
    path("people/<ulid:id>/", role.page, name="people-role"),
    path("people/<ulid:id>/hand-over/", hand_over.page, name="people-hand-over"),
    path("people/<ulid:id>/pack.xlsx", hand_over.pack_file, name="people-pack"),
]
