"""The blocks that an editor makes pages of, and moves. Templates show them by their names (``website/blocks.html``)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from rapport.content.addresses import check_no_address
from rapport.content.rich_text import FEATURES
from rapport.content.shelves import all_shelves
from rapport.sets.query import EXPLORE

# What the bars of a home page may be of, by the names that addresses have for them.
FACETS = (
    ("theme", _("Themes")),
    ("freshness", _("How old what we know is")),
    ("funding", _("Who seeks funding")),
    ("region", _("Regions")),
    ("scope", _("Scope")),
    ("mechanism", _("Mechanisms")),
    ("country", _("Countries")),
)
MOST_ITEMS = 12


def choose_shelves() -> list[tuple[str, str]]:
    return [(shelf.kind, str(shelf.label)) for shelf in all_shelves()]


class SetAddressBlock(blocks.CharBlock):
    """The address of a set of partnerships, as the browser shows it: what stands before its query is taken off."""

    def clean(self, value: Any) -> str:
        written = str(super().clean(value)).strip()
        _before, found, query = written.partition("?")
        if not found and EXPLORE not in written:
            raise ValidationError(gettext("Search for partnerships, and paste the address of what you found."))
        return query


class PictureBlock(blocks.StructBlock):
    """A picture; without words for those who cannot see it only where it is decoration."""

    picture = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Picture")


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(label=_("words"), max_length=2000)
    said_by = blocks.CharBlock(label=_("said by"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class QuestionBlock(blocks.StructBlock):
    """A question whose answer unfolds."""

    question = blocks.CharBlock(label=_("question"), max_length=250)
    answer = blocks.RichTextBlock(label=_("answer"), features=FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class SetBlock(blocks.StructBlock):
    """A number of partnerships that opens them, in a sentence. It is counted when the page is shown."""

    before = blocks.CharBlock(label=_("words before the number"), required=False, max_length=300)
    query = SetAddressBlock(label=_("address of the set"), max_length=2000)
    after = blocks.CharBlock(label=_("words after the number"), required=False, max_length=300)

    class Meta:
        icon = "list-ul"
        label = _("A number that opens its partnerships")


class NewestBlock(blocks.StructBlock):
    """The newest of a kind of content."""

    kind = blocks.ChoiceBlock(label=_("kind"), choices=choose_shelves)
    count = blocks.IntegerBlock(label=_("how many"), min_value=1, max_value=MOST_ITEMS, default=3)

    class Meta:
        icon = "list-ol"
        label = _("The newest of a kind")


class BarsBlock(blocks.StructBlock):
    """A chart whose bars open their partnerships."""

    facet = blocks.ChoiceBlock(label=_("what is counted"), choices=FACETS)

    class Meta:
        icon = "order"
        label = _("Bars")


class CountedBlock(blocks.StructBlock):
    """Something that has no settings but how much of it is shown."""

    count = blocks.IntegerBlock(label=_("how many"), min_value=1, max_value=MOST_ITEMS, default=5)


_OF_TEXTS = [
    ("text", blocks.RichTextBlock(label=_("Text"), features=["h2", *FEATURES], icon="pilcrow")),
    ("picture", PictureBlock()),
    ("quotation", QuoteBlock()),
    ("question", QuestionBlock()),
    ("file", DocumentChooserBlock(label=_("File"))),
    ("set", SetBlock()),
    ("newest", NewestBlock()),
]


class EditedBlocks(blocks.StreamBlock):
    """Blocks of a page. One in which an e-mail address stands is marked, with a sentence."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        mistakes = {}
        for place, child in enumerate(cleaned):
            try:
                check_no_address(child.get_prep_value()["value"])
            except ValidationError as error:
                mistakes[place] = error
        if mistakes:
            raise blocks.StreamBlockValidationError(block_errors=mistakes)
        return cleaned


class PageBlocks(EditedBlocks):
    """What a page may be made of."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(_OF_TEXTS, **options)


class HomeBlocks(EditedBlocks):
    """What the home page may be made of: each block is a door."""

    def __init__(self, *args: Any, **options: Any) -> None:
        doors = [
            ("size", blocks.StaticBlock(label=_("Search, size and pulse"), icon="search")),
            ("bars", BarsBlock()),
            ("map", blocks.StaticBlock(label=_("Map"), icon="site")),
            ("changes", CountedBlock(label=_("What changed last"), icon="history")),
            ("due", blocks.StaticBlock(label=_("What is due"), icon="time")),
            ("events", CountedBlock(label=_("Next events"), icon="calendar-alt")),
            ("register", blocks.StaticBlock(label=_("How to register"), icon="edit")),
        ]
        super().__init__([*doors, *_OF_TEXTS], **options)
