"""The content of the demonstration: everything in it is made up, and says so."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

import typst
import yaml
from django.core.files.base import ContentFile
from django.utils.text import slugify
from markdown_it import MarkdownIt
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.images import get_image_model

from rapport.content.codes import write_codes
from rapport.content.shelves import Shelf, all_shelves, shelf_of
from rapport.lib.yaml_text import StrictLoader
from rapport.look.social import FONTS
from rapport.website.link_asking import Answer, Verdict
from rapport.website.link_checking import note_answer
from rapport.website.models import OutsideAddress, Publication, PublicationFile

_CODES = ("themes", "partnerships", "regions", "speaks")
_SHEET = """
#let told = json(bytes(sys.inputs.told))
#set page(paper: "a4")
#set text(font: ("Noto Sans", "Vazirmatn", "Noto Sans SC"), lang: told.language)
#set document(title: told.title)
= #told.title
#told.words
"""
_COVER = """
#let told = json(bytes(sys.inputs.told))
#set page(width: 480pt, height: 640pt, margin: 48pt, fill: rgb("#0a5a5c"))
#set text(font: ("Noto Sans", "Vazirmatn", "Noto Sans SC"), size: 16pt, fill: rgb("#fcfbf8"), lang: told.language)
#text(size: 44pt, weight: "bold", told.title)
#v(1fr)
#told.words
"""


def load_content(path: Path) -> None:
    """Publish what a file tells of each kind; nothing, where there is any content."""
    if any(shelf.model.objects.exists() for shelf in all_shelves()):
        return
    told: dict[str, list[dict[str, Any]]] = yaml.load(path.read_text(), Loader=StrictLoader)  # noqa: S506 a safe loader, made strict
    for kind, entries in told.items():
        for entry in entries:
            _publish(shelf_of(kind), entry)


def _publish(shelf: Shelf, told: dict[str, Any]) -> None:
    texts, files, checks = told.pop("texts"), told.pop("files", []), told.pop("checks", [])
    codes = {name: write_codes(told.pop(name)) for name in _CODES if name in told}
    entry = shelf.model(**told, **codes, is_fictional=True)
    text_model = shelf.model._meta.get_field("texts").related_model
    entry.texts = [text_model(language=code, **_as_stored(text_model, words)) for code, words in texts.items()]
    entry.save()
    if isinstance(entry, Publication):
        entry.cover = _draw_cover(files[0])
        for file in files:
            _attach(entry, file)
    entry.save_revision().publish()
    for check in checks:
        _note_check(entry.url, check)


def _note_check(url: str, told: dict[str, Any]) -> None:
    """What the checker of links would have been answered on a day past. Nobody is asked."""
    answer = Answer(Verdict(told["verdict"]), told["why"], told.get("moved_to", ""))
    noon = datetime.combine(told["day"], time(12), tzinfo=UTC)
    note_answer(OutsideAddress.objects.get(url=url), answer, now=noon)


def _as_stored(model: Any, words: dict[str, str]) -> dict[str, str]:
    """Rich text is written as Markdown here."""
    rich = {field.name for field in model._meta.get_fields() if isinstance(field, RichTextField)}
    return {name: MarkdownIt().render(value) if name in rich else value for name, value in words.items()}


def _attach(publication: Publication, told: dict[str, Any]) -> None:
    """A sheet of a few words as PDF, so that there is something to download."""
    written = _set(_SHEET, told, "pdf")
    name = f"{slugify(publication.slug)}-{told['language']}.pdf"
    document = get_document_model()(title=told["title"])
    document.file.save(name, ContentFile(written), save=False)
    document.file_size = len(written)
    document.save()
    issued: date | None = told.get("issued_on")
    publication.files.add(
        PublicationFile(language=told["language"], version=told.get("version", ""), issued_on=issued, document=document)
    )
    publication.save()


def _draw_cover(told: dict[str, Any]) -> Any:
    written = _set(_COVER, told, "png")
    file = ContentFile(written, f"{slugify(told['title'])}.png")
    return get_image_model().objects.create(title=told["title"], file=file, file_size=len(written))


def _set(template: str, told: dict[str, Any], form: Literal["pdf", "png"]) -> bytes:
    """One page of a title and a few words."""
    sheet = json.dumps({"title": told["title"], "words": told["words"], "language": told["language"][:2]})
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    written = typst.compile(template.encode(), format=form, ppi=72, sys_inputs={"told": sheet}, font_paths=fonts)
    return bytes(written)
