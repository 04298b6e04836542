"""The content desk: Wagtail's own addresses, each behind our gate."""

from wagtail.admin import urls as wagtail_urls

from rapport.content.gate import guard

urlpatterns = guard(wagtail_urls.urlpatterns)
