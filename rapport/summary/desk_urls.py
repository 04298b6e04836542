"""Editions of the report in the back office."""

from django.urls import path, re_path

from rapport.summary import desk_views, passage_views, translation_views

app_name = "summary-desk"
_SLUG = r"(?P<slug>[a-z0-9-]{1,80})"
_LANGUAGE = r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*"

urlpatterns = [
    path("", desk_views.list_editions, name="editions"),
    re_path(rf"^{_SLUG}/$", desk_views.show_edition, name="edition"),
    re_path(rf"^{_SLUG}/set-up/$", desk_views.set_up_edition, name="set_up"),
    re_path(rf"^{_SLUG}/preview/$", desk_views.preview, name="preview"),
    re_path(
        rf"^{_SLUG}/texts/(?P<code>[A-Za-z0-9._~:-]{{1,200}})/(?P<language>{_LANGUAGE})/$",
        passage_views.show_passage, name="passage",
    ),
    re_path(rf"^{_SLUG}/translations/(?P<target>{_LANGUAGE})/$", translation_views.translate, name="translate"),
    re_path(
        rf"^{_SLUG}/translations/(?P<source>{_LANGUAGE})/(?P<target>{_LANGUAGE})\.xlf$",
        translation_views.xliff_file, name="xliff",
    ),
]  # fmt: skip
