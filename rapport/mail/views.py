"""Mail in by HTTP: a provider, or a script of the mail server, posts each mail as it is."""

import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from rapport.lib import clock
from rapport.mail.incoming import LARGEST, receive


@csrf_exempt
@require_POST
def take_mail(request: HttpRequest) -> HttpResponse:
    """The body is the raw mail. ``X-Envelope-From`` and ``X-Envelope-To`` (several by commas) are the envelope's.

    Anything but 200 means that nothing was kept: post it again.
    """
    if not settings.RAPPORT_MAIL_TOKEN:
        return _refuse(404, "Mail is not taken by this way.")
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    is_known = hmac.compare_digest(token.strip().encode(), settings.RAPPORT_MAIL_TOKEN.encode())
    if scheme.lower() != "bearer" or not is_known:
        return _refuse(401, "The token is not the one of RAPPORT_MAIL_TOKEN.")
    raw = request.read(LARGEST + 1)
    if len(raw) > LARGEST:
        return _refuse(413, f"A mail may have {LARGEST} bytes.")
    if not raw.strip():
        return _refuse(400, "The body must be the mail, as it came over the line.")
    recipients = [each.strip() for each in request.headers.get("X-Envelope-To", "").split(",") if each.strip()]
    incoming = receive(raw, sender=request.headers.get("X-Envelope-From", ""), recipients=recipients, now=clock.now())
    return JsonResponse({"state": incoming.state, "kind": incoming.kind})


take_mail.takes_raw = True  # type: ignore[attr-defined]


def _refuse(status: int, sentence: str) -> HttpResponse:
    return JsonResponse({"error": sentence}, status=status)
