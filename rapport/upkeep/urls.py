"""The addresses of this room. Those under ``u/`` hold a token: no log shows them (``lib.logs``)."""

from django.urls import re_path

from rapport.upkeep import link_views

app_name = "upkeep"
_ID = r"(?P<public_id>[A-Za-z0-9._~-]{1,80})"
_TOKEN = r"(?P<token>[^/]{1,200})"  # noqa: S105 a pattern
_U = rf"^u/{_TOKEN}"

urlpatterns = [
    re_path(rf"{_U}/$", link_views.opened, name="opened"),
    re_path(rf"{_U}/{_ID}/$", link_views.record, name="record"),
    re_path(rf"{_U}/{_ID}/changed/$", link_views.changed, name="changed"),
    re_path(rf"{_U}/{_ID}/ended/$", link_views.ended, name="ended"),
    re_path(rf"{_U}/{_ID}/not-me/$", link_views.not_me, name="not_me"),
    re_path(rf"{_U}/{_ID}/taken-on/$", link_views.taken_on, name="taken_on"),
]
