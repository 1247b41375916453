"""Addresses of indicators."""

from django.urls import path

from tadbir.scorecard import views

app_name = "scorecard"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("<slug:code>/", views.indicator, name="indicator"),
]
