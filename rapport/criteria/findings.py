"""What people find of the criteria: an applicant for themselves, an officer for a decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from django.utils.translation import gettext as _

from rapport.criteria.models import RuleSet
from rapport.criteria.rules import Criterion
from rapport.look.formats import join_words

Verdict = Literal["met", "not-met", "unclear", "not-applicable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Answer = Literal["yes", "no", "unsure", "not-applicable"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)


class NoGroundsError(Exception):
    """The findings do not bear a decision to decline. The message is a sentence for the officer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an officer finds of one criterion, and why."""

    criterion: str
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One criterion of a self-check; ``answer`` is empty where the question was left open."""

    criterion: Criterion
    answer: Answer | Literal[""]
    is_open: bool  # it must still be seen to


@dataclass(frozen=True, slots=True)
class SelfCheck:
    criteria: tuple[Answered, ...]

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """What is required and not there yet, in the order of the rule set."""
        return tuple(each.criterion for each in self.criteria if each.is_open and each.criterion.is_required)

    @property
    def advised(self) -> tuple[Criterion, ...]:
        """What is desirable and not there yet."""
        return tuple(each.criterion for each in self.criteria if each.is_open and not each.criterion.is_required)

    @property
    def is_ready(self) -> bool:
        return not self.missing


def self_check(answers: Mapping[str, str], rule_set: RuleSet) -> SelfCheck:
    """What answers by criterion come to. An answer that there is not counts as none.

    That a criterion does not apply is an answer only where it is desirable: what is required applies to all.
    """
    return SelfCheck(tuple(_answered(each, answers.get(each.code, "")) for each in rule_set.rules.criteria.values()))


def _answered(criterion: Criterion, given: str) -> Answered:
    possible = ANSWERS[:-1] if criterion.is_required else ANSWERS
    answer: Answer | Literal[""] = next((each for each in possible if each == given), "")
    return Answered(criterion, answer, is_open=answer not in ("yes", "not-applicable"))


def grounds_for_decline(rule_set: RuleSet, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that bear a decision to decline: required criteria that are not met; refuses where there are none.

    No decline rests on a reconstructed criterion alone: that it was asked at all is our guess.
    """
    criteria = rule_set.rules.criteria
    against = [each for each in findings if each.verdict == "not-met"]
    for each in against:
        if each.criterion not in criteria:
            raise NoGroundsError(_("The rule set has no criterion “%(code)s”.") % {"code": each.criterion})
        if not each.reason.strip():
            label = criteria[each.criterion].label()
            raise NoGroundsError(_("“%(criterion)s” is found not met: give the reason.") % {"criterion": label})
    grounds = tuple(each for each in against if criteria[each.criterion].is_required)
    if not grounds:
        raise NoGroundsError(_("To decline, at least one required criterion must be found not met."))
    if not any(criteria[each.criterion].is_verified for each in grounds):
        named = join_words([criteria[each.criterion].label() for each in grounds])
        raise NoGroundsError(
            _("No decline rests on a reconstructed criterion alone (%(criteria)s). Ask for more, or return it.")
            % {"criteria": named}
        )
    return grounds
