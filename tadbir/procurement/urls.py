"""Addresses of operations."""

from django.urls import path

from tadbir.procurement import views

app_name = "procurement"
urlpatterns = [
    path("", views.operation_list, name="list"),
    path("<int:number>/", views.operation, name="operation"),
]
