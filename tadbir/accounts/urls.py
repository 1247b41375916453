"""Addresses of the administration of accounts, under `/administration/`."""

from django.urls import path

from tadbir.accounts import views

PERSON = "comptes/personne/<str:username>/"

app_name = "accounts"
urlpatterns = [
    path("comptes/", views.people, name="people"),
    path("comptes/nouveau/", views.create, name="create"),
    path(PERSON, views.person, name="person"),
    path(PERSON + "nom/", views.change_name, name="change_name"),
    path(PERSON + "postes/<int:number>/fin/", views.close_post, name="close_post"),
    path(PERSON + "fermer/", views.disable, name="disable"),
    path(PERSON + "mot-de-passe/", views.reset_password, name="reset_password"),
    path(PERSON + "deverrouiller/", views.unlock, name="unlock"),
]
