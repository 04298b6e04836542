"""What pages, machines and programs for references are told of news, publications and lessons."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from wagtail.images import get_image_model

from rapport.content.citing import Citation
from rapport.content.shelves import mark_fiction
from rapport.explore.naming import name_partnerships
from rapport.lib import clock
from rapport.look.formats import html_language, language_name, set_commas
from rapport.look.navigation import site_address
from rapport.website.models import Lesson, News, Publication, PublicationFile


def describe_news(news: News, text: Any, _details: dict[str, Any]) -> dict[str, Any]:
    """As schema.org has it."""
    return {
        "@type": "NewsArticle",
        "headline": text.title,
        "description": text.summary,
        "datePublished": news.published_on.isoformat(),
        "publisher": _publisher(),
    }


def detail_news(news: list[News], _reader: str) -> dict[int, dict[str, Any]]:
    """Their pictures."""
    found = _sizes([each.picture_id for each in news], "width-900")
    return {each.pk: {"picture": found.get(each.picture_id)} for each in news}


def _sizes(pictures: list[int | None], size: str) -> dict[int | None, Any]:
    """Pictures by their numbers, at a size for pages. Two queries at most, for pictures and what was made of them."""
    numbers = [number for number in pictures if number]
    found = get_image_model().objects.filter(pk__in=numbers).prefetch_renditions(size) if numbers else ()
    return {each.pk: each.get_rendition(size) for each in found}


def describe_publication(publication: Publication, text: Any, details: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Report",
        "name": text.title,
        "abstract": text.summary,
        "datePublished": publication.issued,
        "reportNumber": publication.symbol,
        "author": [{"@type": "Organization", "name": name} for name in publication.author_names()],
        "publisher": {"@type": "Organization", "name": publication.publisher}
        if publication.publisher
        else _publisher(),
        "image": site_address(details["cover"].url) if details["cover"] else "",
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": site_address(each["href"]),
                "inLanguage": html_language(each["code"]),
            }
            for each in details["files"]
        ],
    }


def describe_lesson(lesson: Lesson, text: Any, _details: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Article",
        "headline": text.title,
        "abstract": text.problem,
        "datePublished": lesson.sort_day().isoformat(),
        "publisher": _publisher(),
    }


def _publisher() -> dict[str, str]:
    return {"@type": "Organization", "name": settings.RAPPORT_NAME}


def detail_publications(publications: list[Publication], _reader: str) -> dict[int, dict[str, Any]]:
    """Their covers and files, and what a list says of each. One query for the files with their documents."""
    files: dict[int, list[PublicationFile]] = {each.pk: [] for each in publications}
    found = PublicationFile.objects.filter(publication__in=list(files)).select_related("document", "publication")
    for file in found:
        files[file.publication_id].append(file)
    for each in publications:
        if each.files.is_deferring:  # a preview, of what is typed and nowhere kept
            files[each.pk] = list(each.files.all())
    covers = _sizes([each.cover_id for each in publications], "width-320|format-webp")
    return {each.pk: _detail(each, files[each.pk]) | {"cover": covers.get(each.cover_id)} for each in publications}


def _detail(publication: Publication, files: list[PublicationFile]) -> dict[str, Any]:
    newest, earlier = publication.newest_of(files), publication.earlier_of(files)
    symbol = [publication.symbol] if publication.symbol else []
    return {
        "facts": [*symbol, *([set_commas(language_name(each.language) for each in newest)] if newest else [])],
        "day": publication.shown_day,
        "files": [_file(publication, each) for each in newest],
        "earlier": [_file(publication, each) for each in earlier],
    }


def _file(publication: Publication, file: PublicationFile) -> dict[str, Any]:
    document = file.document
    is_kept = file.pk and publication.slug
    return {
        "href": reverse("website:publication_file", args=[publication.slug, file.pk, file.download_name])
        if is_kept
        else document.url,
        "code": file.language,
        "language": language_name(file.language),
        "version": file.version,
        "day": file.issued_on,
        "form": document.file_extension.upper(),
        "size": document.get_file_size(),
    }


def _key_of(entry: Any) -> str:
    """No two have the same: of an address in other letters than those of BibTeX nothing would be left."""
    return f"{entry.kind}-{entry.slug if entry.slug.isascii() else entry.pk}"


def cite_publication(publication: Publication, text: Any, path: str) -> Citation:
    """What is cited is a file: where none is in the language of the text, one that there is, by its own title."""
    spoken = [file.language for file in publication.newest_of(list(publication.files.all()))]
    language = next((code for code in (text.language, publication.language, *spoken) if code in spoken), text.language)
    return Citation(
        kind="techreport",
        key=_key_of(publication),
        title=publication.text_for(language).title,
        url=iri_to_uri(site_address(path)),
        language=html_language(language),
        issued=publication.issued,
        authors=publication.author_names() or (publication.publisher or settings.RAPPORT_NAME,),
        publisher=publication.publisher or settings.RAPPORT_NAME,
        symbol=publication.symbol,
        isbn=publication.isbn,
        doi=publication.doi,
        read_on=clock.today(),
        note="".join(mark_fiction(publication.is_fictional)),
    )


def cite_lesson(lesson: Lesson, text: Any, path: str) -> Citation:
    return Citation(
        kind="misc",
        key=_key_of(lesson),
        title=text.title,
        url=iri_to_uri(site_address(path)),
        language=html_language(text.language),
        issued=lesson.sort_day().isoformat(),
        authors=(settings.RAPPORT_NAME,),
        publisher=settings.RAPPORT_NAME,
        symbol=lesson.source_partnership,
        read_on=clock.today(),
        note="".join(mark_fiction(lesson.is_fictional)),
    )


def detail_lessons(lessons: list[Lesson], _reader: str) -> dict[int, dict[str, Any]]:
    """The report that told each. One query where any was told by one."""
    ids = {each.source_partnership for each in lessons if each.source_partnership}
    named = name_partnerships(ids) if ids else {}
    return {
        each.pk: {
            "source": {"named": named[each.source_partnership], "day": each.source_reported_on}
            if each.source_partnership in named
            else None
        }
        for each in lessons
    }
