"""The shelves of links and of tools: what their lists say beside the words, and what machines read."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rapport.content.codes import read_codes
from rapport.content.files import extension_of
from rapport.content.shelves import Shelf, by_choice, by_partnership, by_theme
from rapport.look.formats import html_language, join_words, language_name
from rapport.look.navigation import site_address
from rapport.website.link_addresses import host_of
from rapport.website.link_models import Link, OutsideAddress
from rapport.website.spoken_languages import by_spoken_language
from rapport.website.tool_models import Tool

_BY_THEME, _BY_PARTNERSHIP = by_theme(_("Theme")), by_partnership(_("Partnership"))


def tell_links(entries: list[Any], reader: str) -> dict[int, dict[str, Any]]:
    """Of entries with a ``url``: its host, its languages, and what the checker knows of it. One query."""
    urls = [entry.url for entry in entries if entry.url]
    known = {each.url: each for each in OutsideAddress.objects.filter(url__in=urls)}
    return {entry.pk: _told(entry, known.get(entry.url), reader) for entry in entries}


def _told(entry: Any, address: OutsideAddress | None, reader: str) -> dict[str, Any]:
    spoken = read_codes(entry.speaks)
    return {
        "url": entry.url,
        "host": host_of(entry.url) if entry.url else "",
        "speaks": join_words([language_name(code) for code in spoken]),
        "is_as_expected": spoken == [reader],  # a list need not say it
        "is_dead": address is not None and address.state == OutsideAddress.State.DEAD,
        "dead_since": address.failing_since if address else None,
        "alive_on": address.alive_on if address else None,
    }


def tell_tools(entries: list[Any], reader: str) -> dict[int, dict[str, Any]]:
    """The same, with kind and stage, and the file. One query more where there are files."""
    files = {each.pk: each for each in _files_of(entries)}
    told = tell_links(entries, reader)
    return {
        entry.pk: told[entry.pk]
        | {
            "facts": [str(entry.get_kind_of_display()), str(entry.get_stage_display())]
            + ([told[entry.pk]["speaks"]] if told[entry.pk]["speaks"] and not told[entry.pk]["is_as_expected"] else []),
            "file": _described(files.get(entry.document_id)),
        }
        for entry in entries
    }


def _files_of(entries: list[Any]) -> Any:
    document = Tool._meta.get_field("document").remote_field.model
    return document.objects.filter(pk__in={entry.document_id for entry in entries if entry.document_id})


def _described(document: Any) -> dict[str, Any] | None:
    if document is None:
        return None
    form = extension_of(document.filename).upper()
    return {"href": document.url, "form": form, "size": document.get_file_size()}


def link_as_data(link: Link, text: Any, _details: dict[str, Any]) -> dict[str, Any]:
    """Our page about a page elsewhere."""
    about = {
        "@type": "WebPage",
        "url": link.url,
        "inLanguage": [html_language(code) for code in read_codes(link.speaks)],
    }
    return {"@type": "WebPage", "name": text.title, "description": text.summary, "mainEntity": about}


def tool_as_data(tool: Tool, text: Any, details: dict[str, Any]) -> dict[str, Any]:
    """A ``LearningResource``. Its own languages are those of what is to be learned from."""
    file = details.get("file")
    return {
        "@type": "LearningResource",
        "name": text.title,
        "description": text.summary,
        "learningResourceType": str(Tool.Kind(tool.kind_of).label),
        "sameAs": tool.url or site_address(file["href"] if file else ""),
        "isAccessibleForFree": True,
    }


LINKS = Shelf(
    "link",
    Link,
    _("Links"),
    _("Pages elsewhere that help those who work in partnerships. We look once a week whether they are still there."),
    "/links/",
    (_BY_THEME, by_spoken_language(_("Language of the page")), _BY_PARTNERSHIP),
    ("-first_published_at", "-pk"),
    template="website/link.html",
    list_template="website/links.html",
    details=tell_links,
    json_ld=link_as_data,
)
TOOLBOX = Shelf(
    "tool",
    Tool,
    _("Toolbox"),
    _("Guides, courses and templates for building a partnership, running it and measuring what it brings."),
    "/toolbox/",
    (
        by_choice("stage", _("Stage"), "stage", Tool.Stage),
        by_choice("kind", _("Kind"), "kind_of", Tool.Kind),
        _BY_THEME,
        by_spoken_language(_("Language of the resource")),
        _BY_PARTNERSHIP,
    ),
    ("-first_published_at", "-pk"),
    template="website/tool.html",
    details=tell_tools,
    json_ld=tool_as_data,
)
