"""What a website stands on before anybody writes: who may write, and a tree of pages for each language."""

import json
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from rapport.content.rights import are_rights_laid, lay_rights
from rapport.lib import clock
from rapport.website.page_views import home_slug
from rapport.website.pages import HomePage, TextPage
from rapport.website.starting import FIRST_HOME, FirstPage, first_pages

_NAMES = UUID("5d2b6a2e-3c5e-4d52-9f0c-2f6f6d1e7c11")  # pages that begin as one are translations of each other


def is_laid() -> bool:
    """Whether every language of the site has its home, and writers their rights. Three queries."""
    homes = {home_slug(code) for code, _name in settings.LANGUAGES}
    there = HomePage.objects.filter(depth=2, slug__in=homes).count()
    main = home_slug(settings.LANGUAGE_CODE)
    if there < len(homes) or not are_rights_laid():
        return False
    return bool(Site.objects.filter(is_default_site=True, root_page__slug=main).exists())


@transaction.atomic
def lay_foundation() -> None:
    """Safe to run again: what is there stays as it is, and what an editor deleted does not come back."""
    # Wagtail calls both of them “Root”, in every language; a name is the same in all.
    Page.objects.filter(depth=1).update(title=settings.RAPPORT_NAME, draft_title=settings.RAPPORT_NAME)
    Collection.objects.filter(depth=1).update(name=settings.RAPPORT_NAME)
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    homes = {code: _lay_home(code, locale) for code, locale in locales.items()}
    # Pages that begin together say the same, in whatever order they were made.
    TextPage.objects.filter(caught_up_at=None).update(caught_up_at=clock.real_now())
    _lead_the_site_to(homes[settings.LANGUAGE_CODE])
    lay_rights()


def _lay_home(code: str, locale: Locale) -> HomePage:
    slug = home_slug(code)
    found: HomePage | None = HomePage.objects.filter(slug=slug, depth=2).first()
    if found:
        return found
    root = Page.get_first_root_node()
    home = HomePage(title=settings.RAPPORT_NAME, slug=slug, locale=locale, translation_key=uuid5(_NAMES, "home"))
    if code == settings.LANGUAGE_CODE:  # the others show the same blocks until somebody makes them their own
        home.body = json.dumps(FIRST_HOME)
    root.add_child(instance=home)
    for page in first_pages():
        if page.language == code:
            _lay_page(home, page)
    return home


def _lay_page(home: HomePage, page: FirstPage) -> None:
    body = json.dumps([{"type": "text", "value": page.html}])
    made = TextPage(
        title=page.title,
        slug=page.slug,
        locale=home.locale,
        translation_key=uuid5(_NAMES, page.slug),
        lede=page.lede,
        body=body,
        show_in_menus=True,
    )
    home.add_child(instance=made)
    made.save_revision().publish()


def _lead_the_site_to(home: HomePage) -> None:
    """Wagtail makes addresses of pages by its one site; whatever host it is asked by, ours answers."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id == home.pk:
        return
    site.hostname, site.port, site.site_name, site.root_page = "localhost", 80, settings.RAPPORT_NAME, home
    site.save()
    # The page that Wagtail itself begins with.
    Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk).filter(content_type__model="page").delete()
