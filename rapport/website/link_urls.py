"""Addresses of links beside those of their shelf."""

from django.urls import path

from rapport.website import link_views

app_name = "links"

urlpatterns = [
    path("links/suggest/", link_views.suggest, name="suggest"),
    path("desk/links/", link_views.show_findings, name="findings"),
    path("desk/links/<int:number>/take-over/", link_views.take_over_address, name="take_over"),
]
