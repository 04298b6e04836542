from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class CriteriaConfig(AppConfig):
    name = "rapport.criteria"

    def ready(self) -> None:
        from rapport.criteria.checks import check_rule_sets
        from rapport.criteria.desk_panel import render_link
        from rapport.look import navigation, panels

        register(check_rule_sets)
        navigation.add_entry("criteria:guidelines", _("Guidelines"), rank=70)
        panels.add_panel("desk", "criteria", render_link, rank=80)
