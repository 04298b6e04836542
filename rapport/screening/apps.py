from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreeningConfig(AppConfig):
    name = "rapport.screening"

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef

        from rapport.accounts import access, personal, tidying
        from rapport.accounts.models import Role
        from rapport.look import navigation
        from rapport.look import panels as slots
        from rapport.mail.routes import on_reply
        from rapport.screening import letters, panels, traces
        from rapport.screening.access import sits_at_the_desk, works_at_the_back_office
        from rapport.screening.models import Intake

        on_reply("case", letters.take_reply)
        personal.register("screening", export=traces.export_traces, erase=traces.erase_traces)
        tidying.needed.append(lambda: Exists(Intake.objects.filter(people=OuterRef("pk"))))
        navigation.add_desk_entry("screening:desk", _("Today"), group="today", is_for=works_at_the_back_office)
        navigation.add_desk_entry("screening:queue", _("Cases"), group="screening", rank=10, is_for=sits_at_the_desk)
        navigation.add_desk_entry("screening:outbox", _("Outbox"), group="screening", rank=20, is_for=sits_at_the_desk)
        for_officers = access.holds(Role.OFFICER)
        navigation.add_desk_entry(
            "screening:quarantine", _("Quarantine"), group="screening", rank=25, is_for=for_officers
        )
        navigation.add_desk_entry("screening:intakes", _("Intakes"), group="settings", rank=40, is_for=for_officers)
        navigation.add_desk_entry("screening:records", _("Records"), group="registry", rank=28, is_for=for_officers)
        navigation.add_desk_entry(
            "screening:organizations", _("Organizations"), group="registry", rank=29, is_for=for_officers
        )
        slots.add_panel("desk", "screening.post", panels.render_post, rank=10, queries=3)
        navigation.add_desk_entry("screening:bulk", _("Bulk work"), group="registry", rank=30, is_for=for_officers)
