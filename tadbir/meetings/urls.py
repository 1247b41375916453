"""Addresses of meetings."""

from django.urls import path

from tadbir.meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meeting_list, name="list"),
    path("series/nouvelle/<slug:code>/", views.open_series, name="open"),
    path("series/<slug:code>/", views.series, name="series"),
    path("<slug:code>/", views.meeting, name="meeting"),
    path("<slug:code>/tenue/", views.hold, name="hold"),
]
