"""Addresses of the budget."""

from django.urls import path

from tadbir.budget import views

app_name = "budget"
urlpatterns = [
    path("", views.holders, name="holders"),
    path("calendrier/", views.calendar, name="calendar"),
    path("calendrier/date/", views.set_date, name="set_date"),
    path("calendrier/date/<int:number>/retrait/", views.remove_date, name="remove_date"),
    path("changements/", views.changes, name="changes"),
    path("sources/", views.sources, name="sources"),
    path("leviers/", views.levers, name="levers"),
    path("objectifs/", views.targets, name="targets"),
    path("objectifs/<str:code>/", views.set_target, name="set_target"),
    path("lignes/<int:number>/", views.line, name="line"),
    path("<str:code>/", views.holder, name="holder"),
]
