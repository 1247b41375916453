"""The product's addresses, and those of the pages it is compared with."""

from django.urls import include, path

from bench.sides import pages
from tadbir.config import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    path("bench/hello/", pages.hello),
    path("bench/facts/", pages.facts),
    path("bench/works/", pages.works),
    path("", include("tadbir.config.urls")),
]
