"""Links and tools at the content desk: with what the checker knows of each, and who suggested it."""

from typing import Any

import django_filters
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column

from rapport.content.viewsets import EntryViewSet, entry_filters
from rapport.look.formats import format_day
from rapport.website.link_models import Link, OutsideAddress
from rapport.website.tool_models import Tool

State = OutsideAddress.State
_FOUND = _("What the checker found")
_STATES = [(state.value, state.label) for state in (State.DEAD, State.MOVED, State.UNCERTAIN, State.REFUSED)]


def _in_state(queryset: Any, _name: str, state: str) -> Any:
    return queryset.filter(url__in=OutsideAddress.objects.filter(state=state).values("url"))


def _suggested(queryset: Any, _name: str, is_wanted: bool) -> Any:
    waiting = {"suggestion__isnull": False, "suggestion__decided_on": None}
    return queryset.filter(**waiting) if is_wanted else queryset.exclude(**waiting)


def _health() -> Any:
    return django_filters.ChoiceFilter(label=_FOUND, choices=_STATES, method=_in_state)


def _filters(model: Any, *names: str, **own: Any) -> type[WagtailFilterSet]:
    """Those of every entry, and before them its own."""
    base = entry_filters(model, *names)
    meta = type("Meta", (base.Meta,), {"fields": [*own, *base.Meta.fields]})
    return type("Filters", (base,), {**own, "Meta": meta})


class HealthColumn(Column):
    """What the checker found, in words."""

    def get_value(self, instance: Any) -> str:
        return str(State(instance.health).label) if instance.health else ""


class DayColumn(Column):
    """The day itself: how long ago it was hangs on the day on which the registry stands."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        day = self.get_value(instance)
        return super().get_cell_context_data(instance, parent_context) | {"value": format_day(day) if day else ""}


class OutsideViewSet(EntryViewSet):
    """Of entries that lead elsewhere: two columns more, in the same query."""

    own_export = ("url", "speaks")

    def get_queryset(self, request: Any) -> Any:
        known = OutsideAddress.objects.filter(url=OuterRef("url"))
        state, day = Subquery(known.values("state")[:1]), Subquery(known.values("alive_on")[:1])
        return super().get_queryset(request).annotate(health=state, alive_on=day)

    @property
    def list_display(self) -> list[Any]:
        return [
            *super().list_display,
            HealthColumn("health", label=_FOUND),
            DayColumn("alive_on", label=_("Last seen alive")),
        ]


class LinkViewSet(OutsideViewSet):
    model = Link
    icon = "link"
    own_panels = [FieldPanel("url"), FieldPanel("speaks")]

    @property
    def filterset_class(self) -> type[WagtailFilterSet]:
        suggested = django_filters.BooleanFilter(label=_("Suggested, and not decided"), method=_suggested)
        return _filters(Link, suggested=suggested, health=_health())


class ToolViewSet(OutsideViewSet):
    model = Tool
    icon = "clipboard-list"
    own_panels = [FieldPanel(name) for name in ("kind_of", "stage", "url", "document", "speaks")]
    text_panels = [FieldPanel("title"), FieldPanel("summary"), FieldPanel("body")]

    @property
    def filterset_class(self) -> type[WagtailFilterSet]:
        return _filters(Tool, "kind_of", "stage", health=_health())
