"""Addresses of the register."""

from django.urls import path

from tadbir.facilities import views

app_name = "facilities"
urlpatterns = [
    path("", views.site_list, name="list"),
    path("offre/", views.supply, name="supply"),
    path("changements/", views.changes, name="changes"),
    path("<str:code>/", views.site, name="site"),
]
