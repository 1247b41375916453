"""Addresses of works."""

from django.urls import path

from tadbir.works.views import documents, place, requirements

app_name = "works"
urls_place = [
    path("qualite/", place.region, name="gaps"),
    path("exigences/", requirements.requirements, name="requirements"),
    path("exigences/charger/", requirements.load_requirements, name="load_requirements"),
    path("exigences/ajouter/", requirements.ask, name="ask"),
    path("exigences/<str:code>/", requirements.requirement, name="requirement"),
    path("exigences/<str:code>/fin/", requirements.end_requirement, name="end_requirement"),
    path("<str:code>/qualite/", place.quality, name="quality"),
    path("<str:code>/qualite/<str:place>/", place.assess, name="assess"),
    path("<str:code>/documents/", documents.documents, name="documents"),
    path("<str:code>/documents/<int:number>/", documents.document, name="document"),
    path(
        "<str:code>/documents/<int:number>/retirer/",
        documents.withdraw_document,
        name="withdraw_document",
    ),
]
urlpatterns = [*urls_place]
