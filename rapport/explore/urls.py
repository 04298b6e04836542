"""The addresses of this room. ``addresses.py`` makes the most frequent ones; a test holds the two together."""

from django.urls import path, re_path

from rapport.explore import record_views, subject_views, views

app_name = "explore"
_ID = r"(?P<public_id>[A-Za-z0-9._~-]{1,80})"

urlpatterns = [
    path("partnerships/", views.search, name="search"),
    re_path(r"^partnerships\.(?P<kind>csv|json|xlsx)$", views.download, name="download"),
    path("partnerships/catalogue/", views.catalogue, name="catalogue"),
    re_path(rf"^partnerships/{_ID}\.(?P<kind>csv|json)$", record_views.record_file, name="record_file"),
    re_path(rf"^partnerships/{_ID}/badge\.svg$", record_views.badge, name="badge"),
    re_path(rf"^partnerships/{_ID}/card\.png$", record_views.social_card, name="social_card"),
    re_path(rf"^partnerships/{_ID}/$", record_views.record, name="record_by_id"),
    re_path(rf"^partnerships/{_ID}/(?P<slug>[^/]+)/$", record_views.record, name="record"),
    re_path(rf"^partnerships/{_ID}/(?P<slug>[^/]+)/history/$", record_views.history, name="history"),
    path("organizations/", subject_views.organizations, name="organizations"),
    re_path(rf"^organizations/{_ID}/$", subject_views.organization, name="organization_by_id"),
    re_path(rf"^organizations/{_ID}/(?P<slug>[^/]+)/$", subject_views.organization, name="organization"),
    path("themes/", subject_views.themes, name="themes"),
    path("themes/<str:code>/", subject_views.theme, name="theme"),
    path("countries/", subject_views.countries, name="countries"),
    path("countries/<str:code>/", subject_views.country, name="country"),
    path("map/", views.world_map, name="map"),
]
