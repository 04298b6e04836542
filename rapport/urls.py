"""The paths of the site: each room brings its own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from rapport.website.desk_views import show_tree
from rapport.website.page_views import show_home, show_page

urlpatterns = [
    path("", include("rapport.mail.urls")),  # in no language: machines call it
    path("", include("rapport.website.machine_urls")),
    path("", include("rapport.content.file_urls")),  # pages in every language show them
    *i18n_patterns(
        path("", show_home, name="home"),
        path("", include("rapport.founding.urls")),
        path("", include("rapport.look.urls")),
        path("", include("rapport.explore.urls")),
        path("", include("rapport.upkeep.urls")),
        path("guidelines/", include("rapport.criteria.urls")),
        path("desk/criteria/", include("rapport.criteria.desk_urls")),
        path("statistics/", include("rapport.statistics.urls")),
        path("reports/", include("rapport.summary.urls")),
        path("desk/reports/", include("rapport.summary.desk_urls")),
        path("", include("rapport.registration.urls")),
        path("desk/", include("rapport.screening.urls")),
        path("desk/content/", RedirectView.as_view(pattern_name="screening:desk")),  # one first page for all
        path("desk/content/pages/", show_tree, name="page_tree"),
        path("desk/content/", include("rapport.content.desk_urls")),
        path("", include("rapport.website.urls")),
        path("", include("rapport.website.link_urls")),
        path("", include("rapport.events.urls")),  # before the shelves: its list is one of its own
        path("", include("rapport.content.urls")),
        path("", include("rapport.accounts.urls")),
        re_path(r"^((?:[\w\-]+/)*)$", show_page, name="wagtail_serve"),  # last: whatever no room has may be a page
    ),
]

handler400 = "rapport.look.refusing.bad_request"
handler403 = "rapport.look.keeping.permission_denied"
handler404 = "rapport.explore.missing.page_not_found"
