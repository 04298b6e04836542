from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "rapport.accounts"

    def ready(self) -> None:
        from rapport.accounts import personal, tidying
        from rapport.look import navigation
        from rapport.work import jobs

        personal.register("accounts", export=personal.export_account, erase=personal.erase_account)
        jobs.daily("accounts.tidy", tidying.run_daily)
        # The same for everybody, so that public pages need not know who reads them.
        navigation.add_entry("accounts:enter", _("Sign in"), rank=1000)
