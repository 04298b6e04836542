"""The lists and forms of entries at the content desk: filtered, sorted, exported alike."""

from typing import Any

import django_filters
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_lazy as of_wagtail  # it has these: none of ours to gather
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, Panel, PublishingPanel, TabbedInterface
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.ui.tables import Column, TitleColumn, UpdatedAtColumn
from wagtail.coreutils import multigetattr
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, WorkflowActionView

from rapport.content.codes import CodesField, has_code
from rapport.content.forms import TextForm, TextFormSet
from rapport.content.models import choose_languages, choose_themes
from rapport.content.shelves import all_shelves
from rapport.lib.folding import fold
from rapport.look.formats import direction, html_language, language_name, set_commas


class LanguagesColumn(Column):
    """In which languages there is a text, and which of them are stale."""

    def get_value(self, instance: Any) -> list[str]:
        stale = set(instance.stale_languages())
        behind = gettext("behind")
        named = [(code, language_name(code)) for code in instance.languages()]
        return [f"{name} ({behind})" if code in stale else name for code, name in named]

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"value": set_commas(self.get_value(instance))}


def entry_filters(of_model: Any, *names: str) -> type[WagtailFilterSet]:
    """Filters for a kind: by theme, by language that there is or is missing, by state, and by its own ``names``."""

    def by_theme(queryset: Any, _name: str, code: str) -> Any:
        return queryset.filter(has_code("themes", code))

    def having(queryset: Any, _name: str, code: str) -> Any:
        return queryset.filter(texts__language=code).distinct()

    def missing(queryset: Any, _name: str, code: str) -> Any:
        return queryset.exclude(texts__language=code)

    class Filters(WagtailFilterSet):
        theme = django_filters.ChoiceFilter(label=_("Theme"), choices=choose_themes, method=by_theme)
        written = django_filters.ChoiceFilter(label=_("Has a text in"), choices=choose_languages, method=having)
        missing_in = django_filters.ChoiceFilter(label=_("Has no text in"), choices=choose_languages, method=missing)
        live = django_filters.BooleanFilter(label=_("Public"))

        class Meta:
            model = of_model
            fields = ["theme", "written", "missing_in", "live", *names]

    return Filters


class TextsPanel(InlinePanel):
    """The texts of an entry. Their form has a tick that is no column (``forms.TextForm``)."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        form = get_form_for_model(self.db_field.related_model, form_class=TextForm, defer_required_on_fields=deferred)
        options["formsets"][self.relation_name] |= {"form": form, "formset": TextFormSet}
        return options


class EntryTitleColumn(TitleColumn):
    """The title of an entry, in the language in which it is written."""

    def get_value(self, instance: Any) -> str:
        text = instance.main_text
        if text is None:
            return str(instance)
        language = text.language
        return format_html(
            '<span lang="{}" dir="{}">{}</span>', html_language(language), direction(language), text.title
        )


class EntryList(IndexView):
    """Found by words of any of its titles. Its files have the columns of the screen and more (``exports.py``)."""

    is_searchable = True

    def get_page_title(self) -> str:
        """What the menu calls it."""
        return str(next(shelf.label for shelf in all_shelves() if shelf.model is self.model))

    def search_queryset(self, queryset: Any) -> Any:
        """In memory, for databases know letters apart from their capitals in one script alone. One query more."""
        words = fold(self.search_query).split()
        if not words:
            return queryset
        titles = self.model.texts.rel.related_model.objects.values_list("entry", "title")
        return queryset.filter(pk__in={entry for entry, title in titles if all(word in fold(title) for word in words)})

    def _get_title_column(self, field_name: str, column_class: Any = EntryTitleColumn, **options: Any) -> Any:
        column = super()._get_title_column(field_name, column_class, **options)
        column.sort_key = "main_title"
        return column

    def get_heading(self, queryset: Any, field: str) -> str:
        column = self._on_screen.get(field)
        return str(column.label) if column else str(super().get_heading(queryset, field))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: self._read(item, name) for name in self.list_export}

    @cached_property
    def _on_screen(self) -> dict[str, Column]:
        return {column.name: column for column in self.list_display if isinstance(column, Column)}

    @cached_property
    def _of_codes(self) -> dict[str, CodesField]:
        return {field.name: field for field in self.model._meta.fields if isinstance(field, CodesField)}

    def _read(self, item: Any, name: str) -> Any:
        column, field = self._on_screen.get(name), self._of_codes.get(name)
        value = column.get_value(item) if column else multigetattr(item, name)
        labels = field.labels_of(value) if field else value
        return "; ".join(labels) if isinstance(labels, list) else labels


class ApprovalView(WorkflowActionView):
    """Approves a draft, unless another entry has taken its address meanwhile."""

    def post(self, request: Any, *args: Any, **options: Any) -> Any:
        try:
            with transaction.atomic():
                return super().post(request, *args, **options)
        except IntegrityError:
            messages.error(request, gettext("Another has this address by now. Give this one another, then approve it."))
        # The window in which a comment is typed asks by script; without one, the form asks itself.
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)


class EntryViewSet(SnippetViewSet):
    """Of one kind. A room names model, icon, label and the panels of its own."""

    index_view_class = EntryList
    workflow_action_view_class = ApprovalView
    own_panels: list[Panel] = []
    text_panels: list[Panel] = [FieldPanel("title"), FieldPanel("summary")]
    own_filters: tuple[str, ...] = ()
    own_export: tuple[str, ...] = ()
    list_per_page = 50
    copy_view_enabled = False
    add_to_admin_menu = False
    search_backend_name = None  # Wagtail's is quadratic on SQLite

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        # Wagtail's own are translated once, when the server starts.
        return [
            {"url": reverse_lazy("wagtailadmin_home"), "label": of_wagtail("Home")},
            {"url": reverse_lazy("wagtailsnippets:index"), "label": of_wagtail("Snippets")},
        ]

    @property
    def list_display(self) -> list[Any]:
        return [
            "__str__",
            LanguagesColumn("languages", label=_("Languages")),
            Column("status_string", label=_("Status"), sort_key="live"),
            UpdatedAtColumn(label=_("Changed")),
        ]

    @property
    def filterset_class(self) -> type[WagtailFilterSet]:
        return entry_filters(self.model, *self.own_filters)

    @property
    def list_export(self) -> list[str]:
        """The columns of the screen, and what it has no room for."""
        on_screen = [column if isinstance(column, str) else column.name for column in self.list_display]
        beside = ("slug", "language", "themes", "partnerships", "live", "first_published_at", "last_published_at")
        return [*on_screen, *beside, *self.own_export]

    def get_queryset(self, request: Any) -> Any:
        main = self.model.texts.rel.related_model.objects.filter(entry=OuterRef("pk"), language=OuterRef("language"))
        return (
            self.model.objects.with_texts().with_states().annotate(main_title=Lower(Subquery(main.values("title")[:1])))
        )

    def get_edit_handler(self) -> Any:
        of_text = [FieldPanel("language"), *self.text_panels, FieldPanel("says_the_same")]
        described = [FieldPanel(name) for name in ("language", "themes", "partnerships", "slug", "is_fictional")]
        handler = TabbedInterface(
            [
                ObjectList([TextsPanel("texts", label=_("Text"), panels=of_text, min_num=1)], heading=_("Texts")),
                ObjectList([*self.own_panels, *described, PublishingPanel()], heading=_("What it is")),
            ],
            base_form_class=self.model.base_form_class,
        )
        return handler.bind_to_model(self.model)
