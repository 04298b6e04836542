"""The paths of the site: each room brings its own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("rapport.mail.urls")),  # in no language: machines call it
    *i18n_patterns(
        path("", include("rapport.explore.urls")),
        path("", include("rapport.upkeep.urls")),
        path("guidelines/", include("rapport.criteria.urls")),
        path("desk/criteria/", include("rapport.criteria.desk_urls")),
        path("statistics/", include("rapport.statistics.urls")),
        path("reports/", include("rapport.summary.urls")),
        path("desk/reports/", include("rapport.summary.desk_urls")),
        path("", include("rapport.registration.urls")),
        path("desk/", include("rapport.screening.urls")),
        path("", include("rapport.accounts.urls")),
    ),
]

handler400 = "rapport.look.refusing.bad_request"
handler403 = "rapport.look.keeping.permission_denied"
handler404 = "rapport.explore.missing.page_not_found"
