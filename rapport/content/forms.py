"""The form of an entry at the content desk: its texts, and which of them still say what the main text says."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.error import ExporterException
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.fields import RichTextField

from rapport.content.addresses import refuse_addresses
from rapport.content.rich_text import as_edited
from rapport.lib import clock
from rapport.lib.texts import clean_text
from rapport.look.formats import direction, html_language, language_name
from rapport.look.navigation import site_address


def say_language(form: forms.BaseForm, names: Iterable[str], language: str) -> None:
    """The words of these fields are of a language, whatever that of the desk: they begin on its side."""
    for name in names:
        if name in form.fields:
            said = {"lang": html_language(language)} if language else {}
            form.fields[name].widget.attrs.update(said, dir=direction(language))


class LeadsToField(forms.URLField):
    """Where a redirect leads: an address, or a path of this site, which is kept as its address."""

    def to_python(self, value: Any) -> Any:
        written = str(value or "").strip()
        if written.startswith("//"):  # of another site, though it looks like a path
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(site_address(written) if written.startswith("/") else written)


class RichTextArea(DraftailRichTextArea):
    """The editor of rich text. What it would never send is refused, as every form that no page of ours has made."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except (ExporterException, LookupError, TypeError, ValueError, AttributeError) as error:
            raise BadRequest("The text cannot be read.") from error


class TextForm(WagtailAdminModelForm):
    """One text. The tick says that it is no translation of an older main text."""

    says_the_same = forms.BooleanField(
        label=_("Says what the main text says now"),
        required=False,
        initial=True,
        help_text=_(
            "Without the tick, readers are told that the main text is newer. In the main text it means nothing."
        ),
    )

    # How the tick was shown. While one types, drafts are kept again and again: what is compared with the last of them
    # would take a tick that nobody touched for one that was set since.
    shown_as_the_same = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk or self.instance.caught_up_at or self.instance.changed_at:
            entry = self.instance.entry if self.instance.entry_id else None
            says_the_same = not (entry is not None and entry.is_stale(self.instance))
            self.initial |= {"says_the_same": says_the_same, "shown_as_the_same": says_the_same}
        say_language(self, (*self.instance.spoken, "picture_alt"), self["language"].value() or "")

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        refuse_addresses(self)
        return cleaned

    @property
    def has_other_words(self) -> bool:
        """Whether somebody wrote: the text is new, or its words are others."""
        is_new = self.instance.pk is None and self.instance.changed_at is None
        return is_new or any(self._says_other(name) for name in self.instance.spoken if name in self.changed_data)

    def _says_other(self, name: str) -> bool:
        """Browsers and the editor of rich text put the same words otherwise than a program that wrote them."""
        is_rich = isinstance(self.instance._meta.get_field(name), RichTextField)
        put_alike = as_edited if is_rich else clean_text
        return put_alike(self.initial.get(name) or "") != put_alike(self.cleaned_data.get(name) or "")


class TextFormSet(BaseChildFormSet):
    """The texts of an entry: one at least, and one in each language."""

    default_error_messages = {"too_few_forms": _("Write a text in one language at least.")}

    def validate_unique(self) -> None:
        for form in find_repeated(self, "language"):
            sentence = gettext(
                "There are two texts in %(language)s. Keep one, or choose another language for this one."
            )
            form.add_error("language", sentence % {"language": language_name(form.cleaned_data["language"])})


def find_repeated(formset: BaseChildFormSet, *names: str) -> list[Any]:
    """The forms that say the same in these fields as one before them. Those that go, or are wrong, are not counted."""
    kept = [
        form for form in formset.forms if form.is_valid() and form.cleaned_data and form not in formset.deleted_forms
    ]
    said: set[tuple[Any, ...]] = set()
    repeated = []
    for form in kept:
        says = tuple(form.cleaned_data.get(name) for name in names)
        repeated += [form] if says in said else []
        said.add(says)
    return repeated


class EntryForm(WagtailAdminModelForm):
    """An entry with its texts: one a language, the main one among them."""

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        refuse_addresses(self)
        seen = {form.cleaned_data["language"]: form for form in self.text_forms()}
        if seen and self.cleaned_data.get("language") not in seen:
            self.add_error(
                "language", gettext("There is no text in this language. Write one, or choose another main language.")
            )
        if not cleaned.get("slug") and "slug" not in self.errors:
            main = seen.get(self.cleaned_data.get("language")) or next(iter(seen.values()), None)
            cleaned["slug"] = self.instance.slug or self.instance.free_slug(
                main.cleaned_data.get("title", "") if main else ""
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        now = clock.real_now()
        for form in self.text_forms():
            _date_words(form, now, is_main=form.instance.language == self.cleaned_data.get("language"))
        return super().save(commit=commit)

    def text_forms(self) -> list[Any]:
        """Those that are kept and can be read."""
        formset = self.formsets["texts"]
        formset.is_valid()  # reads them: this form is asked before its formsets are
        return [
            form
            for form in formset.forms
            if getattr(form, "cleaned_data", None)
            and not form.cleaned_data.get("DELETE")
            and "language" in form.cleaned_data
        ]


def _date_words(form: TextForm, now: datetime, *, is_main: bool) -> None:
    """Note when the words changed, and when they last said what the main text says."""
    text = form.instance
    has_other_words = form.has_other_words
    if has_other_words:
        text.changed_at = now
    if is_main:
        return
    if not form.cleaned_data.get("says_the_same"):
        text.caught_up_at = None
    elif has_other_words or not form.cleaned_data.get("shown_as_the_same"):
        text.caught_up_at = now
