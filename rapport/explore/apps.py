from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExploreConfig(AppConfig):
    name = "rapport.explore"

    def ready(self) -> None:
        from rapport.accounts import naming
        from rapport.explore.naming import name_partnerships
        from rapport.look import navigation

        naming.register(name_partnerships)

        pages = (
            ("search", _("Partnerships"), True),
            ("organizations", _("Organizations"), False),
            ("themes", _("Themes"), False),
            ("countries", _("Countries"), False),
            ("map", _("Map"), True),
        )
        for rank, (name, label, is_main) in enumerate(pages, 1):
            navigation.add_entry(f"explore:{name}", label, group="registry", rank=10 * rank, is_main=is_main)
