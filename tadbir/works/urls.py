"""Addresses of works."""

from django.urls import path

from tadbir.works import views

app_name = "works"
urlpatterns = [
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
