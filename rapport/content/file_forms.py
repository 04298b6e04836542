"""The forms by which files and pictures are uploaded at the content desk, one by one or many at a time."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from rapport.content.addresses import refuse_addresses
from rapport.content.files import check_file


class FileForm(BaseDocumentForm):
    """A file that is what its name says."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_file(file)
        return file

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        refuse_addresses(self)  # readers see its title
        return cleaned


class PictureField(WagtailImageField):
    """A picture, measured by its head before anything of it is unpacked: a small file may hold a huge one."""

    def to_python(self, data: Any) -> Any:
        if data:
            _measure(data)
        try:
            return super().to_python(data)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise _no_picture() from error


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if file := self.fields.get("file"):
            self.fields["file"] = PictureField(label=file.label, widget=file.widget, required=file.required)


def _measure(data: Any) -> None:
    try:
        with Image.open(data) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _no_picture() from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    finally:
        data.seek(0)
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_large()


def _no_picture() -> ValidationError:
    return ValidationError(_("This file is no picture that can be read, or it is damaged."), code="invalid_image")


def _too_large() -> ValidationError:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        _("This picture is too large: %(most)d million pixels at most. Make it smaller first.") % {"most": most},
        code="file_too_many_pixels",
    )
