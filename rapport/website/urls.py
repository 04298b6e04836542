"""The addresses of this room that are no shelf's own."""

from django.urls import path, re_path

from rapport.website import desk_views, inquiry_views, views

app_name = "website"

_SHELVES = {"publication": "publications", "lesson": "lessons"}

urlpatterns = [
    path("card.png", views.home_card, name="home_card"),
    path("contact/", inquiry_views.contact, name="contact"),
    path("desk/messages/", inquiry_views.list_inquiries, name="inquiries"),
    path("desk/messages/<int:number>/", inquiry_views.show_inquiry, name="inquiry"),
    path("search/", views.search, name="search"),
    path("desk/translations/", desk_views.translations, name="translations"),
    path("publications/<str:slug>/files/<int:number>/<str:name>", views.publication_file, name="publication_file"),
    *(
        re_path(rf"^{folder}/(?P<slug>[^/]+)/cite\.(?P<form>bib|ris)$", views.cite, {"kind": kind}, name=f"cite_{kind}")
        for kind, folder in _SHELVES.items()
    ),
]
