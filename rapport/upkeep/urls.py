"""The addresses of this room. Those under ``u/`` hold a token: no log shows them (``lib.logs``)."""

from django.urls import path, re_path

from rapport.upkeep import (
    contact_views,
    desk_views,
    link_views,
    list_views,
    mailed_files,
    own_views,
    round_views,
    unsubscribe_views,
)

app_name = "upkeep"
_ID = r"(?P<public_id>[A-Za-z0-9._~-]{1,80})"
_TOKEN = r"(?P<token>[^/]{1,200})"  # noqa: S105 a pattern
_U = rf"^u/{_TOKEN}"

urlpatterns = [
    re_path(rf"{_U}/$", link_views.opened, name="opened"),
    re_path(rf"{_U}/no-more/$", unsubscribe_views.no_more, name="no_more"),
    re_path(rf"{_U}/{_ID}/$", link_views.record, name="record"),
    re_path(rf"{_U}/{_ID}/changed/$", link_views.changed, name="changed"),
    re_path(rf"{_U}/{_ID}/ended/$", link_views.ended, name="ended"),
    re_path(rf"{_U}/{_ID}/not-me/$", link_views.not_me, name="not_me"),
    re_path(rf"{_U}/{_ID}/taken-on/$", link_views.taken_on, name="taken_on"),
    re_path(rf"^contact/{_ID}/$", contact_views.contact, name="contact"),
    re_path(rf"^mine/{_ID}/still-true/$", own_views.still_true, name="still_true"),
    path("desk/upkeep/", desk_views.show_pulse, name="pulse"),
    path("desk/upkeep/silent/", list_views.show_silent, name="silent"),
    path("desk/upkeep/due/", list_views.show_due, name="due"),
    path("desk/upkeep/cases/", list_views.list_cases, name="cases"),
    path("desk/upkeep/cases/<int:number>/", desk_views.show_case, name="case"),
    path("desk/upkeep/cases/<int:number>/files/<int:mail>/<int:place>/", mailed_files.mailed_file, name="mailed_file"),
    re_path(rf"^desk/upkeep/records/{_ID}/$", desk_views.show_record, name="desk_record"),
    path("desk/upkeep/rounds/", round_views.list_rounds, name="rounds"),
    path("desk/upkeep/rounds/<int:number>/", round_views.show_round, name="round"),
]
