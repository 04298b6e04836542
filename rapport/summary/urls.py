"""The report and its editions."""

from django.urls import path, re_path

from rapport.summary import published_views, views

app_name = "summary"
_SLUG = r"(?P<slug>[a-z0-9-]{1,80})"

urlpatterns = [
    path("", views.index, name="index"),
    re_path(rf"^{_SLUG}/$", views.report, name="report"),
    re_path(rf"^{_SLUG}/published/$", published_views.published, name="published"),
    re_path(rf"^{_SLUG}/report\.(?P<kind>html|docx|pdf)$", views.document, name="document"),
    re_path(rf"^{_SLUG}/figures\.(?P<kind>csv|xlsx)$", views.annex, name="annex"),
]
