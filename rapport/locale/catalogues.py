"""The catalogues: one a language, as text (``django.po``) for those who translate, and compiled (``django.mo``).

Both are the same bytes on every machine and every day, so that a difference in them is a difference in the texts.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

FOLDER = Path(__file__).resolve().parent
# Arabic: none, one, two, few (3 to 10), many (11 to 99), other (100 to 102), in this order as other catalogues have it.
_PLURALS = {
    "ar": "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)",
}


class Catalogue(Catalog):
    """A catalogue whose header has no dates, no names and no versions of tools."""

    @property
    def plural_expr(self) -> str:
        return _PLURALS.get(str(self.locale), super().plural_expr)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "Rapport"),
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def installed_languages(folder: Path = FOLDER) -> list[str]:
    """The languages that there is a catalogue of, as folders are named: ``ar``, ``zh_Hans``."""
    return sorted(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/django.po"))


def text_file(language: str, folder: Path = FOLDER, domain: str = "django") -> Path:
    """``domain``: what reads it; ``django`` the pages, ``djangojs`` the scripts of the content desk."""
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def compiled_file(language: str, folder: Path = FOLDER, domain: str = "django") -> Path:
    return text_file(language, folder, domain).with_suffix(".mo")


def read_catalogue(language: str, folder: Path = FOLDER, domain: str = "django") -> Catalogue:
    """The catalogue of a language as it stands; an empty one where there is none yet."""
    file = text_file(language, folder, domain)
    with file.open("rb") if file.exists() else BytesIO() as opened:
        return _undated(read_po(opened, locale=language, charset="utf-8"), language)


def update_catalogue(language: str, gathered: Catalog, folder: Path = FOLDER, domain: str = "django") -> Catalogue:
    """Bring a catalogue up to the texts gathered, and write both of its files.

    A text that is gone is kept below as obsolete; a new one that is like an old one takes its translation, marked as
    fuzzy until somebody has looked at it.
    """
    catalogue = read_catalogue(language, folder, domain)
    catalogue.update(gathered)
    catalogue = _undated(catalogue, language)
    text_file(language, folder, domain).parent.mkdir(parents=True, exist_ok=True)
    text_file(language, folder, domain).write_bytes(write_text(catalogue))
    compiled_file(language, folder, domain).write_bytes(compile_catalogue(catalogue))
    return catalogue


def _undated(catalogue: Catalog, language: str) -> Catalogue:
    copy = Catalogue(locale=language, charset="utf-8", fuzzy=False)
    copy.header_comment = f"# Rapport: {copy.locale.english_name if copy.locale else language}"
    for message in catalogue:
        if message.id:
            copy[message.id] = message
    copy.obsolete.update((key, message) for key, message in catalogue.obsolete.items() if any(forms_of(message)))
    return copy


def write_text(catalogue: Catalogue) -> bytes:
    """``django.po``: no line is broken, so that a changed word changes one line."""
    file = BytesIO()
    write_po(file, catalogue, width=0, include_lineno=False)
    return file.getvalue()


def compile_catalogue(catalogue: Catalogue) -> bytes:
    """``django.mo``: what is fuzzy or missing is left out, and shown in English."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def unfinished(catalogue: Catalogue) -> Iterator[Message]:
    """The messages that a page cannot show in the language of the catalogue, or not surely rightly."""
    for message in catalogue:
        if message.id and (message.fuzzy or not all(forms_of(message))):
            yield message


def forms_of(message: Message) -> tuple[str, ...]:
    """The translation, or its plural forms."""
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string or "",)
