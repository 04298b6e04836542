"""Feeds of a shelf, and of any set on it, as Atom (RFC 4287)."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import quote_etag
from django.utils.translation import get_language, override
from django.views.decorators.http import condition, require_safe

from rapport.content.browsing import Shown, browse
from rapport.content.shelves import Shelf, mark_fiction
from rapport.content.stand import stand_moved_at, stand_now
from rapport.lib import clock
from rapport.look.formats import html_language
from rapport.look.navigation import site_address
from rapport.vocabularies.schemes import scheme

NEWEST = 30
_NEWEST_FIRST = ("-first_published_at", "-pk")


def write_feed(request: HttpRequest, shelf: Shelf) -> HttpResponse:
    """The newest of a set. Answers 304 to who has it, after two small queries."""

    @require_safe
    @condition(
        etag_func=lambda _request: quote_etag(f"{stand_now()}-{clock.today()}-{get_language()}"),
        last_modified_func=lambda _request: _last_changed(),
    )
    def answer(request: HttpRequest) -> HttpResponse:
        browsed = browse(shelf, request.GET, reader=get_language() or "en", size=NEWEST, order=_NEWEST_FIRST)
        feed = Feed(
            title=browsed.name,
            link=site_address(browsed.address()),
            description=str(shelf.lede),
            language=html_language(get_language() or "en"),
            feed_url=site_address(browsed.address("feed.atom")),
            feed_guid=site_address(browsed.address("feed.atom")),
            author_name=settings.RAPPORT_NAME,
        )
        for shown in sorted(browsed.shown, key=_day_of, reverse=True):
            _add(feed, shelf, shown)
        response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
        response.headers["Cache-Control"] = "public, max-age=300"
        return response

    return answer(request)


class Feed(Atom1Feed):
    """An item may be in another language than its feed. An empty one is as old as what editors did last."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _last_changed()

    def item_attributes(self, item: Any) -> dict[str, str]:
        return super().item_attributes(item) | ({"xml:lang": item["lang"]} if item.get("lang") else {})


def _day_of(shown: Shown) -> date:
    return shown.entry.feed_day() or date.min


def _add(feed: Feed, shelf: Shelf, shown: Shown) -> None:
    entry, text = shown.entry, shown.text
    day = entry.feed_day()
    with override(text.language):
        title, summary = shelf.in_feeds(entry, text)
    feed.add_item(
        title=title,
        link=site_address(shown.path),
        description=escape(summary),  # Django's feeds say that it is HTML
        unique_id=site_address(f"/{entry.kind}/{entry.pk}"),
        pubdate=datetime.combine(day, time(), UTC) if day else None,
        updateddate=entry.last_published_at or entry.latest_changed_at,
        categories=[
            *mark_fiction(entry.is_fictional),
            *(scheme("themes").label_of(code) for code in entry.theme_codes()),
        ],
        lang=html_language(text.language),
    )


def _last_changed() -> datetime:
    """When editors last changed anything; a feed by day (``when=upcoming``) is another at midnight too."""
    midnight = datetime.combine(min(clock.today(), clock.real_now().date()), time(), UTC)
    return max(stand_moved_at() or midnight, midnight)
