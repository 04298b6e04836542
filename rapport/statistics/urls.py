"""Addresses of the pages of figures; each takes the query string of the search page."""

from django.urls import path, re_path

from rapport.statistics import views

app_name = "statistics"

urlpatterns = [
    path("", views.index, name="index"),
    path("figures/", views.figures, name="figures"),
    re_path(r"^figures\.(?P<kind>csv|json)$", views.figures_file, name="figures_file"),
    re_path(r"^charts/(?P<number>[IVX]{1,4})\.svg$", views.chart_file, name="chart_file"),
]
