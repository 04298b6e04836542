"""Files and pictures: in no language, and under the names by which Wagtail asks for them."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.documents.views.serve import authenticate_with_password

from rapport.content import file_views

urlpatterns = [
    path("media/images/<str:name>", file_views.give_picture),
    re_path(r"^documents/(\d+)/(.*)$", file_views.give_file, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    # Wagtail asks for this name even where a setting names our own page.
    path("documents/sign-in/", RedirectView.as_view(pattern_name="account_login"), name="wagtailcore_login"),
]
