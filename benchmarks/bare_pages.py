"""The site with one page more: twenty rows and nothing else, the least that Django can serve with our middleware."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from rapport.registry.models import Partnership
from rapport.urls import urlpatterns as of_the_site

_PAGE = """<!doctype html><title>Twenty rows</title><ul>
{% for number, name in rows %}<li><a href="/{{ number }}">{{ name }}</a></li>
{% endfor %}</ul>"""


@cache
def _template() -> Any:
    return engines["jinja2"].from_string(_PAGE)


def bare(request: HttpRequest, start: int) -> HttpResponse:
    rows = Partnership.objects.filter(pk__gt=start).order_by("pk").values_list("pk", "public_id")[:20]
    return HttpResponse(_template().render({"rows": rows}))


urlpatterns = [path("bare/<int:start>/", bare), *of_the_site]
