"""The addresses of this room, before those of the shelf (``content.urls``), which has the page of each event."""

from django.urls import path, re_path

from rapport.events import calendar_views, desk_views, proposal_views, sign_up_views, views

app_name = "events"
urlpatterns = [
    path("events/", views.show_list, name="list"),
    path("events/month/", views.lead_to_this_month, name="this_month"),
    path("events/month/<str:month>/", views.show_month, name="month"),
    path("events/calendar.ics", calendar_views.give_calendar, name="calendar"),
    path("events/propose/", proposal_views.propose_event, name="propose"),
    re_path(r"^events/sign-ups/(?P<token>[^/]{1,200})/$", sign_up_views.mine, name="mine"),
    path("events/<str:slug>/event.ics", calendar_views.give_event, name="event_calendar"),
    path("events/<str:slug>/sign-up/", sign_up_views.sign_up, name="sign_up"),
    path("desk/events/", desk_views.show_desk, name="desk"),
    path("desk/events/<int:number>/sign-ups/", desk_views.list_sign_ups, name="sign_ups"),
    path("desk/events/proposals/<int:number>/", desk_views.show_proposal, name="proposal"),
]
