"""Addresses of the home page and of entities."""

from django.urls import path

from tadbir.cockpit import views

app_name = "cockpit"
urlpatterns = [
    path("", views.home, name="home"),
    path("entites/<slug:code>/", views.entity, name="entity"),
    path("entites/<slug:code>/fiche/", views.entity_identity, name="identity"),
]
