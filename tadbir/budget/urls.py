"""Addresses of the budget."""

from django.urls import path

from tadbir.budget import views

app_name = "budget"
urlpatterns = [
    path("", views.holders, name="holders"),
    path("calendrier/", views.calendar, name="calendar"),
    path("calendrier/date/", views.set_date, name="set_date"),
    path("calendrier/date/<int:number>/retrait/", views.remove_date, name="remove_date"),
    path("calendrier/regles/", views.rules, name="rules"),
    path("calendrier/regles/valeurs/<str:code>/", views.set_norm, name="set_norm"),
    path("calendrier/regles/passation/<str:route>/", views.set_route, name="set_route"),
    path("calendrier/regles/controle/<str:code>/", views.set_control, name="set_control"),
    path("calendrier/exemptions/", views.exemptions, name="exemptions"),
    path(
        "calendrier/exemptions/ligne/<int:number>/", views.set_line_exempt, name="set_line_exempt"
    ),
    path(
        "calendrier/exemptions/operation/<int:number>/",
        views.set_operation_exempt,
        name="set_operation_exempt",
    ),
    path("changements/", views.changes, name="changes"),
    path("sources/", views.sources, name="sources"),
    path("et-si/", views.what_if, name="what_if"),
    path("leviers/", views.levers, name="levers"),
    path("objectifs/", views.targets, name="targets"),
    path("objectifs/<str:code>/", views.set_target, name="set_target"),
    path("montants/<str:amount>/", views.total, name="total"),
    path("taux/<str:rate>/", views.rate, name="rate"),
    path("transferts/", views.transfers, name="transfers"),
    path("lignes/<int:number>/", views.line, name="line"),
    path("<str:code>/et-si/", views.what_if, name="holder_what_if"),
    path("<str:code>/montants/<str:amount>/", views.amount, name="amount"),
    path("<str:code>/", views.holder, name="holder"),
]
