"""What programs ask for: search machines, and browsers for the colour of the host."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rapport import look
from rapport.look.accent import ACCENT, host_accent, style_of
from rapport.look.navigation import site_address
from rapport.website.page_views import kept_until_anything_changes
from rapport.website.sitemaps import write_index, write_part

_MARK = Path(look.__file__).parent / "static" / "look" / "mark.svg"
_XML = "application/xml; charset=utf-8"
# Of no use to anybody who searches, and countless: what is behind a sign-in or a token, and sets of sets.
_ROBOTS = """User-agent: *
Disallow: /*/desk/
Disallow: /*/accounts/
Disallow: /*/u/
Disallow: /*/search/
Disallow: /*?*facet=
Disallow: /*?*&*&

Sitemap: {sitemap}
"""


@require_safe
def accent(request: HttpRequest) -> HttpResponse:
    """The one colour of the host; its address changes with it."""
    answer = HttpResponse(style_of(host_accent()), content_type="text/css")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@require_safe
def mark(request: HttpRequest) -> HttpResponse:
    """The sign of the site in the colour of the host; its address changes with it."""
    drawn = _MARK.read_text(encoding="utf-8").replace(ACCENT, host_accent())
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_ROBOTS.format(sitemap=site_address("/sitemap.xml")), content_type="text/plain; charset=utf-8")


@kept_until_anything_changes
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return HttpResponse(write_index(), content_type=_XML)


@kept_until_anything_changes
def sitemap_part(request: HttpRequest, name: str) -> HttpResponse:
    written = write_part(name)
    if written is None:
        raise Http404
    return HttpResponse(written, content_type=_XML)
