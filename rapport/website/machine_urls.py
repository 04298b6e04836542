"""Addresses for machines, in no language."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from rapport.website import machine_views

urlpatterns = [
    path("accent.css", machine_views.accent),
    path("mark.svg", machine_views.mark),
    path("robots.txt", machine_views.robots),
    path("favicon.ico", RedirectView.as_view(url="/static/look/mark.svg", permanent=True)),
    path("sitemap.xml", machine_views.sitemap_index),
    re_path(r"^sitemap-(?P<name>[a-z]+(?:-\d+)?)\.xml$", machine_views.sitemap_part),
]
