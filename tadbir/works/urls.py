"""Addresses of works."""

from django.urls import path

from tadbir.works import views
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
urlpatterns = [
    *urls_place,
    path("", views.portfolio, name="portfolio"),
    path("semaines/", views.weeks, name="weeks"),
    path("calendrier/", views.calendar, name="calendar"),
    path("ouvertures/", views.openings, name="openings"),
    path("provinces/", views.provinces, name="provinces"),
    path("titulaires/", views.contractors, name="contractors"),
    path("titulaires/<str:name>/", views.contractor, name="contractor"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/nouveau/", views.open_programme, name="open_programme"),
    path("programmes/<str:code>/", views.programme, name="programme"),
    path("programmes/<str:code>/projet/", views.enter_project, name="enter_project"),
    path("<str:code>/", views.project, name="project"),
    path("<str:code>/phase/", views.enter_phase, name="enter_phase"),
    path("<str:code>/ouverture/", views.record_opening, name="record_opening"),
    path("<str:code>/retrait/", views.take_back, name="take_back"),
]
