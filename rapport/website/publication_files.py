"""The files of a publication at the content desk: one of each version in a language."""

from typing import Any

from django.utils.translation import gettext
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

from rapport.content.forms import find_repeated
from rapport.look.formats import language_name


class FileFormSet(BaseChildFormSet):
    """Readers could not tell two files of one version apart."""

    def validate_unique(self) -> None:
        for form in find_repeated(self, "language", "version"):
            sentence = gettext(
                "There are two files in %(language)s of the same version. Name that of this one, or take one away."
            )
            form.add_error("version", sentence % {"language": language_name(form.cleaned_data["language"])})


class FilesPanel(InlinePanel):
    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = FileFormSet
        return options
