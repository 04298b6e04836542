"""Where allauth meets our house: its letters go through our outbox, its words are ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from markupsafe import Markup

from rapport.accounts import letters, people
from rapport.accounts.models import User
from rapport.mail import outbox

# What happened to an account, by the name that allauth gives the letter.
CHANGES = {
    "account/email/email_changed": gettext_lazy("The address of your account was changed."),
    "account/email/email_confirm": gettext_lazy("The address of your account was confirmed."),
    "account/email/email_deleted": gettext_lazy("An address was removed from your account."),
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_reset": gettext_lazy("Your password was set anew."),
    "account/email/password_set": gettext_lazy("A password was set for your account."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made for your account."),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": gettext_lazy("The authenticator app was removed from your account."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your account."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your account."),
}
LETTERS = {
    "account/email/login_code": "accounts/code",
    "account/email/email_confirmation": "accounts/address",
    "account/email/email_confirmation_signup": "accounts/address",
    "account/email/password_reset_key": "accounts/password",
}
_CONFIRMED = "account/messages/email_confirmed.txt"
# Said by the page that follows anyway.
_UNSAID = {
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/login_code_sent.txt",
    _CONFIRMED,
}


def trust_what_was_just_shown(request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """Who has this moment added an app or a passkey is not asked for it again on the next page."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        of = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(request, user, method="mfa", **of)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up of its own: who asks for a code has an account when they have typed it in."""

    def is_ajax(self, request: HttpRequest) -> bool:
        """The script of passkeys alone asks in this way; whoever else does so gets the page."""
        return bool(request.path == reverse("mfa_login_webauthn") and super().is_ajax(request))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only pages of this site, by their path: no host needs to be trusted."""
        return url.startswith("/") and super().is_safe_url(url)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Each letter of allauth, as one of ours."""
        known = people.find(email)
        language = (known.language if known else "") or get_language() or ""
        to = outbox.Addressee(email, known.get_full_name() if known else "", language, known.reference if known else "")
        if template_prefix in CHANGES:
            account = letters.link("accounts:me", language=language)
            outbox.write("accounts/change", to=to, context={"what": CHANGES[template_prefix], "account": account})
            return
        given = {"code": context.get("code", ""), "link": ""}
        # An address of ours: in Markdown it keeps its underscores.
        given["link"] = Markup(context.get("activate_url") or context.get("password_reset_url") or "")  # noqa: S704
        outbox.write(LETTERS[template_prefix], to=to, context=given, secret=True)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        # Who opens the letter in another browser comes to the page of signing in, which says nothing of an address.
        is_elsewhere = message_template == _CONFIRMED and not request.user.is_authenticated
        if message_template not in _UNSAID or is_elsewhere:
            super().add_message(request, level, message_template, *args, **kwargs)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """A new mailbox is taken unless it has become somebody else's meanwhile."""
        other = people.find(email_address.email)
        if other is not None and other.pk != email_address.user_id:
            messages.error(request, _("This address cannot be taken."))
            return False
        return bool(super().confirm_email(request, email_address))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Whose key it is, as an authenticator shows it."""

    def _get_site_name(self) -> str:
        return str(settings.RAPPORT_NAME)
