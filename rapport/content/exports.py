"""Lists of the content desk as files: in words, with nothing that a spreadsheet refuses or runs.

Wagtail's own lists of pages, pictures and files offer none until they are told what it holds.
"""

from django.utils.translation import gettext_lazy as of_wagtail  # it has these: none of ours to gather
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.documents.views.documents import IndexView as FileList
from wagtail.images.views.images import IndexView as PictureList

from rapport.lib.cells import guard_cell
from rapport.lib.sheets import excel_text

_SAFE = {SpreadsheetExportMixin.FORMAT_CSV: guard_cell, SpreadsheetExportMixin.FORMAT_XLSX: excel_text}
_HEADINGS = {
    "filename": of_wagtail("File"),
    "file_size": of_wagtail("File size"),
    "full_url": of_wagtail("URL"),
    "locale": of_wagtail("Locale"),
    "status_string": of_wagtail("Status"),
    "latest_revision_created_at": of_wagtail("Updated"),
}
_write_rows = SpreadsheetExportMixin.stream_csv


def prepare_exports() -> None:
    """Once, when Wagtail's admin is put together."""
    SpreadsheetExportMixin.custom_value_preprocess |= {str: _SAFE}
    # Written at once: what is still to be streamed when the view is left no longer knows the reader's language.
    SpreadsheetExportMixin.stream_csv = lambda view, queryset: list(_write_rows(view, queryset))
    of_uploads = ["title", "filename", "file_size", "collection", "created_at"]
    FileList.list_export, PictureList.list_export = of_uploads, [*of_uploads, "width", "height"]
    ExplorableIndexView.list_export = ["title", "full_url", "locale", "status_string", "latest_revision_created_at"]
    for view in (FileList, PictureList, ExplorableIndexView):
        view.export_headings = _HEADINGS
