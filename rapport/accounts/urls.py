"""Signing in, one's own page, the people of the registry, and the demonstration."""

from django.urls import include, path
from django.views.generic import RedirectView

from rapport.accounts import demonstration_views, offer_views, people_views, views

own = (
    [
        path("accounts/", views.enter, name="enter"),
        path("accounts/second-factor/", views.ask_second_factor, name="second-factor"),
        path("accounts/me/", views.show_me, name="me"),
        path("accounts/me/data/", views.export_me, name="export"),
        path("accounts/me/erase/", views.erase_me, name="erase"),
        path("accounts/me/<int:number>/leave/", views.leave, name="leave"),
        path("accounts/me/<int:number>/successor/", offer_views.name_successor, name="successor"),
        path("accounts/me/<int:number>/deputy/", offer_views.name_deputy, name="deputy"),
        path("accounts/me/offers/<int:number>/withdraw/", offer_views.withdraw_mine, name="withdraw-mine"),
        path("accounts/offer/<str:token>/", offer_views.show_offer, name="offer"),
        path("accounts/demo/", demonstration_views.choose_person, name="demo"),
        path("accounts/demo/day/", demonstration_views.move_day, name="demo-day"),
        path("desk/people/", people_views.list_people, name="people"),
        path("desk/people/invite/", people_views.invite, name="invite"),
        path("desk/people/roles/<int:number>/end/", people_views.end_role, name="end-role"),
        path("desk/people/offers/<int:number>/withdraw/", people_views.withdraw, name="withdraw"),
    ],
    "accounts",
)

urlpatterns = [
    path("", include(own)),
    # Who asks for a code has an account: there is no other way in.
    path("accounts/signup/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("accounts/", include("allauth.urls")),
]
