from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "rapport.accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from rapport.accounts import access, adapter, desk_panel, personal, tidying
        from rapport.accounts.models import Role
        from rapport.look import navigation, panels
        from rapport.work import jobs

        personal.register("accounts", export=personal.export_account, erase=personal.erase_account)
        jobs.daily("accounts.tidy", tidying.run_daily)
        authenticator_added.connect(adapter.trust_what_was_just_shown)
        # The same for everybody, so that public pages need not know who reads them.
        navigation.add_entry(
            "accounts:enter", _("Sign in"), group="taking-part", rank=1000, is_main=True, is_for_strangers=True
        )
        navigation.add_desk_entry(
            "accounts:people", _("People"), group="people", is_for=access.holds(Role.ADMINISTRATOR)
        )
        panels.add_panel("who", "accounts", desk_panel.render_who, rank=0)
