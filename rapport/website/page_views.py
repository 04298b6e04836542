"""The home page and the pages that editors make, in the reader's language or in the nearest there is."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from wagtail.blocks import StreamValue
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from rapport.content.stand import stand_with_journal
from rapport.lib import clock
from rapport.look.formats import html_language
from rapport.look.navigation import in_language, site_address
from rapport.look.structured import write_json_ld
from rapport.registry.kept import kept_for
from rapport.website.doors import open_doors
from rapport.website.pages import HomePage, TextPage, TranslatedPage
from rapport.website.starting import FIRST_HOME

kept_until_anything_changes = kept_for(0, state=stand_with_journal)


@kept_until_anything_changes
def show_home(request: HttpRequest) -> HttpResponse:
    """The home page of the language; where an editor has made none, the one that we ship."""
    reader = get_language() or "en"
    homes = {page.language: page for page in HomePage.objects.live().select_related("locale")}
    own = homes.get(reader)
    # Blocks without words serve every language: a home page that nobody wrote yet is that of the main language.
    page = own if own and own.body else homes.get(settings.LANGUAGE_CODE)
    return render(request, "website/home.html", _home_context(page, own))


def _home_context(page: HomePage | None, own: HomePage | None) -> dict[str, Any]:
    blocks = (
        page.body if page and page.body else StreamValue(HomePage.body.field.stream_block, FIRST_HOME, is_lazy=True)
    )
    return {
        "doors": open_doors(blocks, today=clock.today()),
        "lede": own.lede if own else "",
        "social": in_language("/card.png"),
        "json_ld": write_json_ld(_described()),
        "canonical": f"/{get_language() or 'en'}/",
    }


def _described() -> dict[str, Any]:
    target = site_address(in_language("/search/")) + "?q={words}"
    return {
        "@type": "WebSite",
        "name": settings.RAPPORT_NAME,
        "url": site_address(in_language("/")),
        "inLanguage": html_language(get_language() or "en"),
        "potentialAction": {"@type": "SearchAction", "target": target, "query-input": "required name=words"},
    }


@kept_until_anything_changes
def show_page(request: HttpRequest, path: str) -> HttpResponse:
    """A page by its path in the reader's tree. Where it is not there, its translation; where there is none, another."""
    reader = get_language() or "en"
    found = _pages_at(path)
    if own := found.get(reader):
        return _answer(request, own)
    page = found.get(settings.LANGUAGE_CODE) or next(
        (found[code] for code, _ in settings.LANGUAGES if code in found), None
    )
    if page is None:
        if moved_to := _find_moved(path, reader):
            return redirect(in_language(moved_to), permanent=True)
        raise Http404
    translation = page.get_translations().filter(live=True, locale__language_code=reader).first()
    return redirect(translation.url) if translation else _answer(request, page)


def _pages_at(path: str) -> dict[str, TextPage]:
    """The pages that stand at a path in the trees of the languages, by language. One query."""
    roots = [f"/{home_slug(code)}/{path.strip('/')}/" for code, _name in settings.LANGUAGES]
    found = TextPage.objects.live().filter(url_path__in=roots).select_related("locale")
    return {page.language: page for page in found}


def _find_moved(path: str, reader: str) -> str | None:
    """Where the page is now that once stood at a path in the tree of any language. One query.

    Wagtail leads on within the language of the page alone; readers of others had it at the same address.
    """
    former = [Redirect.normalise_path(f"/{code}/{path}") for code, _name in settings.LANGUAGES]
    moved = Redirect.objects.filter(old_path__in=former, redirect_page__live=True).select_related("redirect_page")
    own_first = sorted(moved, key=lambda each: not each.old_path.startswith(f"/{reader}/"))
    return _path_in_tree(own_first[0].redirect_page) if own_first else None


def home_slug(code: str) -> str:
    """The name of a language's home page in the tree: no part of any address."""
    return f"home-{code}"


def _answer(request: HttpRequest, page: TextPage) -> HttpResponse:
    return render(request, "website/page.html", page_context(page))


def page_context(page: TextPage) -> dict[str, Any]:
    """Four queries: its translations, the pages above and below it, and whatever its blocks ask.

    A stand-in asks one more for those above and one for those below: they may be there in the reader's language.
    """
    reader = get_language() or "en"
    said_again = TextPage.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    versions = {each.language: each for each in said_again}
    main = versions.get(settings.LANGUAGE_CODE)
    above = page.get_ancestors().filter(depth__gt=2).live() if page.depth > 3 else ()
    return {
        "page": page,
        "doors": open_doors(page.body, today=clock.today()),
        "language": page.language,
        "is_fallback": page.language != reader,
        "main": main,
        "is_behind": page.language != settings.LANGUAGE_CODE and page.is_behind(main),
        "main_href": main.url if main else "",
        "above": _as_read(above, page.language, reader),
        "below": _as_read(page.get_children().live().in_menu(), page.language, reader),
        "canonical": address_of(page),
        "written_at": {html_language(code): address_of(each) for code, each in versions.items()},
    }


def _as_read(pages: Iterable[Page], written: str, reader: str) -> list[dict[str, str]]:
    """Pages of one tree as a reader gets them: each by its translation, where there is one."""
    around = list(pages)
    own: dict[Any, Page] = {}
    if around and written != reader:
        keys = [each.translation_key for each in around]
        found = TextPage.objects.live().filter(translation_key__in=keys, locale__language_code=reader)
        own = {each.translation_key: each for each in found}
    shown = [own.get(each.translation_key, each) for each in around]
    return [{"title": each.title, "href": in_language(_path_in_tree(each))} for each in shown]


def _path_in_tree(page: Page) -> str:
    """Its address without the language: the first part of what Wagtail keeps is the home page of its tree."""
    return "/" + str(page.url_path).split("/", 2)[2]


def address_of(page: TextPage) -> str:
    """Where a page is in its own language."""
    with override(page.language):
        return str(page.url)


def preview_page(request: HttpRequest, page: TranslatedPage) -> HttpResponse:
    """A page as it would be, for who edits it: never kept, never indexed."""
    with override(page.language):
        if isinstance(page, HomePage):
            response = render(request, "website/home.html", _home_context(page, page))
        else:
            response = render(request, "website/page.html", page_context(page) | {"canonical": None})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
