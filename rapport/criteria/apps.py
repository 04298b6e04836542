from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class CriteriaConfig(AppConfig):
    name = "rapport.criteria"

    def ready(self) -> None:
        from rapport.accounts.access import holds
        from rapport.accounts.models import Role
        from rapport.criteria.checks import check_rule_sets
        from rapport.look import navigation

        register(check_rule_sets)
        navigation.add_entry("criteria:guidelines", _("Guidelines"), group="taking-part", rank=70)
        navigation.add_desk_entry(
            "criteria_desk:rule_sets", _("Criteria"), group="settings", rank=20, is_for=holds(Role.OFFICER)
        )
