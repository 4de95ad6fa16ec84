"""Addresses of the labs, below a country."""

from django.urls import path

from tendik_web.labs import downloads, lists, quota, reform, texts

urlpatterns = [
    path("", quota.page, name="country"),
    path("result.<str:form>", downloads.result, name="quota-download"),
    path("lists/", lists.page, name="lists"),
    path("lists/example.<str:form>", lists.example, name="lists-example"),
    path("reform/", reform.page, name="reform"),
    path("reform/result.<str:form>", reform.download, name="reform-download"),
    path("laws/", texts.catalogue, name="laws"),
    path("laws/<slug:law>/", texts.law, name="law"),
]
