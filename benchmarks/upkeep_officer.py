"""The officer of the simulation: works on cases some days after they were opened, by telephone, with some success."""

from datetime import UTC, date, datetime, time, timedelta

from benchmarks.upkeep_world import Truth, World
from rapport.accounts.models import Role, RoleGrant
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.registry.document import PartnershipDocument
from rapport.registry.history import find_in_force
from rapport.registry.proposal import Proposal
from rapport.registry.publishing import publish
from rapport.upkeep.cases import close_case
from rapport.upkeep.models import Answer, Case
from rapport.upkeep.taking_down import Said, take_down


class Officer:
    def __init__(self, world: World) -> None:
        self.world, self.minutes = world, 0.0
        self.user = find_or_make("officer@people.example")
        grant(self.user, Role.OFFICER)
        self.planned: dict[int, date] = {}
        self.tried: dict[int, int] = {}

    def pass_day(self, today: date) -> None:
        if today.weekday() > 4:
            return
        for case in Case.objects.filter(closed_on=None).select_related("partnership").order_by("pk"):
            day = self.planned.setdefault(case.pk, today + self.world.delay("officer_looks"))
            if day <= today:
                self._work(case, today)

    def _work(self, case: Case, today: date) -> None:
        """One attempt. A case that is left after the last one is closed: the record grows old, as all can see."""
        world, record = self.world, self.world.records[case.partnership.public_id]
        self.minutes += world.rules["minutes"][case.kind]
        self.tried[case.pk] = self.tried.get(case.pk, 0) + 1
        if case.kind == Case.Kind.CHANGE:
            self._write_change(record, case, today)
        elif world.happens("officer_succeeds"):
            self._reach(record, case, today)
        elif self.tried[case.pk] >= world.rules["attempts"]:
            close_case(case, today=today, outcome="left")
        else:
            self.planned[case.pk] = today + timedelta(days=world.rules["days"]["officer_tries_again"])

    def _write_change(self, record: Truth, case: Case, today: date) -> None:
        """What was told in words goes into the record; whoever told it is who confirmed it."""
        found = find_in_force(record.id, as_at=today)
        text = f"{found.document.objectives.split(' As told')[0]} As told on {case.opened_on}."
        document = PartnershipDocument.model_validate({**found.document.model_dump(), "objectives": text})
        proposal = Proposal(
            record.id,
            document,
            confirmed_on=case.opened_on,
            confirmed_by_role=case.role,
            role="officer",
            channel="desk",
        )
        publish([proposal], today=today, now=_now(today))
        close_case(case, today=today, outcome="written")
        record.is_changed = False

    def _reach(self, record: Truth, case: Case, today: date) -> None:
        """Whoever looks after it in truth is on the telephone: is known from now on, and says what is so."""
        holder = find_or_make(record.holder.email, language="en")
        RoleGrant.objects.filter(partnership=record.id, role=Role.FOCAL_POINT).exclude(user=holder).delete()
        grant(holder, Role.FOCAL_POINT, partnership=record.id)
        kind = Answer.Kind.ENDED if record.is_over else Answer.Kind.CHANGED if record.is_changed else Answer.Kind.TRUE
        from rapport.lib.dates import PartialDate
        from rapport.upkeep.answering import End

        end = End("completed", PartialDate(today.year, today.month, today.day)) if record.is_over else None
        said = Said(kind, "whoever looks after it", "focal-point", "telephone", today, "call", holder, end)
        take_down(said, case.partnership, officer=self.user, today=today, now=_now(today))
        if Case.objects.filter(pk=case.pk, closed_on=None).exists():
            close_case(case, today=today, outcome="reached")


def _now(today: date) -> datetime:
    return datetime.combine(today, time(14), UTC)
