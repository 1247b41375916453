"""Addresses of intake, under /fichiers/."""

from django.urls import path

from tadbir.intake import door_views, return_views, views

app_name = "intake"
urlpatterns = [
    path("", views.batches, name="batches"),
    path("envoi/", door_views.send, name="send"),
    path("modele/", return_views.template, name="template"),
    path("calendrier/", return_views.calendar, name="calendar"),
    path("attente/", door_views.together, name="waiting"),
    path("attente/<int:number>/", door_views.show, name="preview"),
    path("attente/<int:number>/decision/", door_views.decide, name="decide"),
    path("attente/<int:number>/colonnes/", door_views.columns, name="columns"),
    path("attente/<int:number>/abandon/", door_views.drop, name="drop"),
    path("attente/<int:number>/annote/", door_views.annotated, name="preview_annotated"),
    path("<int:number>/", views.batch, name="batch"),
    path("<int:number>/retrait/", views.withdraw, name="withdraw"),
    path("<int:number>/original/", views.original, name="original"),
    path("<int:number>/annote/", views.annotated, name="annotated"),
    path("<int:number>/cellule/<path:sheet>/<int:row>/", views.cell, name="cell"),
]
