"""The content desk in the frame of our own desk: one navigation, one look."""

from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.forms import TextInput
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as of_wagtail  # it has these: none of ours to gather
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from rapport.content.exports import prepare_exports
from rapport.content.forms import LeadsToField
from rapport.content.models import Entry
from rapport.content.shelves import all_shelves
from rapport.look.navigation import desk_groups

# Wagtail translates these once, when they are imported.
ChooserViewSet.search_tab_label = of_wagtail("Search")
_kind = RedirectsReportFilterSet.base_filters["is_permanent"]
_kind.label = of_wagtail("Type")
_kind.extra |= {
    "choices": [(True, of_wagtail("Permanent")), (False, of_wagtail("Temporary"))],
    "empty_label": of_wagtail("All"),
}

prepare_exports()

_leads_to = RedirectForm.base_fields["redirect_link"]
RedirectForm.base_fields["redirect_link"] = LeadsToField(
    label=_leads_to.label, required=False, max_length=_leads_to.max_length, widget=TextInput, assume_scheme="https"
)

# Wagtail would offer the title, often the name of a file, as what readers hear in place of the picture.
AbstractImage.default_alt_text = property(lambda picture: picture.description)

SearchView.verbose_name, SearchView.verbose_name_plural = Page._meta.verbose_name, Page._meta.verbose_name_plural

_SEARCHED = (
    (of_wagtail("Pages"), "wagtailadmin_pages:search", "pages", "folder-open-inverse"),
    (of_wagtail("Images"), "wagtailimages:index", "images", "image"),
    (of_wagtail("Documents"), "wagtaildocs:index", "documents", "doc-full-inverse"),
)
_ICONS = {
    "today": "home",
    "content": "doc-full",
    "screening": "tasks",
    "registry": "list-ul",
    "upkeep": "history",
    "reports": "doc-full-inverse",
    "people": "group",
    "settings": "cogs",
}


@hooks.register("construct_main_menu")
def show_the_navigation_of_the_desk(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The same parts in the same order as on every page of the desk, in place of Wagtail's own."""
    menu_items.clear()
    for order, group in enumerate(desk_groups(request)):
        items = [MenuItem(link.label, link.href, name=link.href, order=n) for n, link in enumerate(group.links)]
        if group.label:
            menu = SubmenuMenuItem(
                group.label, Menu(items=items), name=group.code, icon_name=_ICONS[group.code], order=order
            )
            menu_items.append(menu)
        else:
            for item in items:
                item.icon_name, item.order = _ICONS[group.code], order
            menu_items.extend(items)


@hooks.register("before_delete_snippet")
def hold_titles(_request: HttpRequest, snippets: list[Any]) -> None:
    """The desk names what was deleted when it is gone, and its texts, which have the title, with it."""
    entries = [each for each in snippets if isinstance(each, Entry)]
    prefetch_related_objects(entries, "texts")
    for entry in entries:
        entry.texts.get_object_list()


@hooks.register("construct_search")
def search_everything(_request: HttpRequest, areas: list[SearchArea]) -> None:
    """Beside Wagtail's own, which keep the addresses of the language that was asked for first, every kind of entry."""
    kinds = [(shelf.label, f"wagtailsnippets_{shelf.model._meta.label_lower.replace('.', '_')}:list", shelf.kind, "")
             for shelf in all_shelves()]  # fmt: skip
    areas[:] = [
        SearchArea(label, reverse(address), name=name, icon_name=icon, order=order)
        for order, (label, address, name, icon) in enumerate((*_SEARCHED, *kinds))
    ]


@hooks.register("insert_global_admin_css")
def wear_the_look() -> SafeString:
    """That of the desk; before it the host's own accent, which it takes up."""
    own = f"/accent.css?{settings.RAPPORT_ACCENT[1:]}" if settings.RAPPORT_ACCENT else ""
    sheets = [(address,) for address in (own, static("content/admin.css")) if address]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("insert_global_admin_js")
def leave_days_as_typed() -> SafeString:
    return format_html('<script src="{}"></script>', static("content/days.js"))
