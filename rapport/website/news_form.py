"""The form of a piece of news."""

from typing import Any

from django.utils.translation import gettext

from rapport.content.forms import EntryForm


class NewsForm(EntryForm):
    """A picture without words is published in no language."""

    def clean(self) -> Any:
        cleaned = super().clean()
        if cleaned.get("picture") and not self.is_deferred_validation:
            for form in self.text_forms():
                if not form.cleaned_data.get("picture_alt", "").strip():
                    form.add_error("picture_alt", gettext("Say what the picture shows, for those who cannot see it."))
        return cleaned
