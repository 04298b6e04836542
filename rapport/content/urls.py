"""The addresses of every shelf that a room has put up: its list, its feed, and each entry."""

from django.urls import path

from rapport.content import views
from rapport.content.shelves import all_shelves

app_name = "content"

urlpatterns = [
    pattern
    for shelf in all_shelves()
    for pattern in (
        path(shelf.path.lstrip("/"), views.shelf_view(shelf), name=shelf.kind),
        path(f"{shelf.path.lstrip('/')}feed.atom", views.feed_view(shelf), name=f"{shelf.kind}_feed"),
        path(f"{shelf.path.lstrip('/')}<str:slug>/card.png", views.social_view(shelf), name=f"{shelf.kind}_card"),
        path(f"{shelf.path.lstrip('/')}<str:slug>/", views.entry_view(shelf), name=f"{shelf.kind}_entry"),
    )
]
