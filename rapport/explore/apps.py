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
            ("search", _("Partnerships")),
            ("organizations", _("Organizations")),
            ("themes", _("Themes")),
            ("countries", _("Countries")),
            ("map", _("Map")),
        )
        for rank, (name, label) in enumerate(pages, 1):
            navigation.add_entry(f"explore:{name}", label, rank=10 * rank)
