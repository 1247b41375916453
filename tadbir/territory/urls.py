"""Addresses of the territory."""

from django.urls import path

from tadbir.territory import views

app_name = "territory"
urlpatterns = [
    path("", views.index, name="index"),
    path("entites/nouvelle/", views.enter, name="enter"),
    path("entites/<str:code>/<str:what>/", views.change, name="change"),
    path("<str:code>/", views.area, name="area"),
]
