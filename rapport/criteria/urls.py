"""The public addresses of this room."""

from django.urls import path

from rapport.criteria import views

app_name = "criteria"

urlpatterns = [
    path("", views.guidelines, name="guidelines"),
    path("self-check/", views.self_check, name="self_check"),
    path("<slug:code>/", views.rule_set, name="rule_set"),
    path("<slug:code>/<int:version>/", views.rule_set, name="version"),
]
