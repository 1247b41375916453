"""Addresses of exchange."""

from django.urls import path

from tadbir.exchange import views

app_name = "exchange"
urlpatterns = [
    path("oc4ids/", views.project_list, name="projects"),
    path("oc4ids/projets.json", views.every_project, name="package"),
    path("oc4ids/<slug:code>.json", views.one_project, name="project"),
]
