from django.urls import path

from rapport.founding import views

app_name = "founding"

urlpatterns = [
    path("setup/<str:key>/", views.found, name="found"),
    path("desk/settings/", views.change, name="change"),
]
