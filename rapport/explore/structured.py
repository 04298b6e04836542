"""Records and sets as schema.org has them."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from rapport.explore.record import RecordPage
from rapport.look.formats import html_language
from rapport.look.navigation import in_language, site_address
from rapport.look.structured import write_json_ld
from rapport.organizations.directory import Entry
from rapport.sets.query import Query

_MOST_MEMBERS = 20  # all of them are in the files; a page should stay light
_LICENCES = "https://spdx.org/licenses/"
_FORMS = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def describe_record(page: RecordPage, directory: Mapping[str, Entry], path: str) -> str:
    """A partnership as a project of organizations."""
    document = page.document
    members = [directory.get(each.organization) for each in document.partners[:_MOST_MEMBERS]]
    return write_json_ld(
        {
            "@type": "Project",
            "@id": site_address(path),
            "url": site_address(path),
            "identifier": page.record.public_id,
            "name": page.name.text,
            "alternateName": document.acronym,
            "description": page.prose[0].first[:300] if page.prose else "",
            "foundingDate": str(document.started_on or ""),
            "dissolutionDate": str(document.ends_on or ""),
            "keywords": [theme.label for theme in page.themes],
            "areaServed": [country.label for country in page.countries[:_MOST_MEMBERS]],
            "member": [{"@type": "Organization", "name": member.name} for member in members if member],
            "subjectOf": {
                "@type": "WebPage",
                "dateModified": str(page.record.confirmed_on or page.record.changed_on or page.record.first_on or ""),
                "inLanguage": html_language(get_language() or "en"),
                "license": f"{_LICENCES}{settings.RAPPORT_LICENCE}",
            },
        }
    )


def describe_registry(query: Query, title: str, description: str) -> str:
    """A set of partnerships as a dataset with its downloads."""
    files: list[dict[str, Any]] = [
        {
            "@type": "DataDownload",
            "encodingFormat": media_type,
            "contentUrl": site_address(in_language(query.path(base=f"/partnerships.{form}"))),
        }
        for form, media_type in _FORMS.items()
    ]
    return write_json_ld(
        {
            "@type": "Dataset",
            "name": title,
            "description": description,
            "url": site_address(in_language(query.path())),
            "license": f"{_LICENCES}{settings.RAPPORT_LICENCE}",
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": settings.RAPPORT_NAME},
            "distribution": files,
        }
    )
