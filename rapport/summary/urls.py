"""The report and its editions."""

from django.urls import path

from rapport.summary import views

app_name = "summary"

urlpatterns = [
    path("", views.report, name="report"),
]
