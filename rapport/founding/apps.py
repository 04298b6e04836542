from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundingConfig(AppConfig):
    name = "rapport.founding"

    def ready(self) -> None:
        from rapport.accounts.access import holds
        from rapport.accounts.models import Role
        from rapport.look import navigation

        for_administrators = holds(Role.ADMINISTRATOR)
        navigation.add_desk_entry(
            "founding:change", _("Name, languages, look, mail"), group="settings", rank=10, is_for=for_administrators
        )
