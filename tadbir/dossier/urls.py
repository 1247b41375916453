"""Addresses of packs."""

from django.urls import path

from tadbir.dossier import views

app_name = "dossier"
urlpatterns = [
    path("", views.pack_list, name="list"),
    path("<slug:code>/", views.pack, name="pack"),
    path("<slug:code>/figer/", views.freeze, name="freeze"),
    path("<slug:code>/verifier/", views.verify, name="verify"),
    path("<slug:code>/<slug:lang>.<slug:form>", views.file, name="file"),
]
