"""The texts of Wagtail that its own catalogues lack: nobody is to read English at the content desk, which is Wagtail's.

They stand in catalogues of their own (``rapport/content/locale``), which go before Wagtail's. What Wagtail has
translated by itself since is taken out again.
"""

from pathlib import Path

import wagtail
from babel.messages import Catalog, Message

from rapport.locale.catalogues import forms_of, read_catalogue
from rapport.locale.gathering import PACKAGE

FOLDER = PACKAGE / "content" / "locale"
DOMAINS = ("django", "djangojs")
_WAGTAIL = Path(wagtail.__file__).parent
# The parts of Wagtail that are installed, as folders of it.
PARTS = (
    "admin", "contrib/redirects", "contrib/simple_translation", "documents", "images", "search", "sites", "snippets",
    "users", ".",
)  # fmt: skip
# What nobody here ever sees: mails of Wagtail, its home and reports, how it keeps people, workflows, collections and
# sites, what may be seen by whom, the names of its permissions.
UNSEEN = (
    "admin/auth.py", "admin/forms/collections.py", "admin/forms/workflows.py", "admin/models.py",
    "admin/templates/wagtailadmin/home", "admin/templates/wagtailadmin/notifications",
    "admin/templates/wagtailadmin/page_privacy", "admin/templates/wagtailadmin/reports",
    "admin/templates/wagtailadmin/workflows", "admin/templates/wagtailadmin/shared/avatar.html",
    "admin/views/home.py", "admin/views/page_privacy.py", "admin/views/reports", "admin/views/workflows.py",
    "contrib/simple_translation/models.py", "contrib/sitemaps", "documents/templates/wagtaildocs/homepage",
    "images/templates/wagtailimages/homepage", "images/templates/wagtailimages/images/url_generator",
    "models/i18n.py", "models/media.py", "models/sites.py", "models/view_restrictions.py", "users/forms.py",
    "users/templates", "users/templatetags", "users/views", "wagtail_hooks.py",
)  # fmt: skip


def gather_lacking(language: str, domain: str) -> Catalog:
    """The English texts that may be seen and that Wagtail has not in a language, with the files that use them."""
    lacking = Catalog(charset="utf-8")
    for part in PARTS:
        texts = _WAGTAIL / part / "locale"
        own = read_catalogue(language, texts, domain)
        for message in read_catalogue("en", texts, domain):
            places = [path for file, _line in message.locations if _is_seen(path := (Path(part) / file).as_posix())]
            if message.id and places and not _is_whole(own.get(message.id, message.context)):
                lacking.add(message.id, None, [(path, 0) for path in sorted(set(places))], context=message.context)
    return lacking


def english_texts(domain: str) -> set[str]:
    """Every English text of Wagtail's, seen or not, with the forms of each."""
    catalogues = [read_catalogue("en", _WAGTAIL / part / "locale", domain) for part in PARTS]
    texts = [message.id for catalogue in catalogues for message in catalogue if message.id]
    return {form for text in texts for form in ((text,) if isinstance(text, str) else text)}


def _is_seen(path: str) -> bool:
    return not path.startswith(UNSEEN)


def _is_whole(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(forms_of(message))
