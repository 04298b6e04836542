"""The gate before a view that not everybody may use."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.cache import patch_cache_control

from rapport.accounts.models import Role, RoleGrant, User
from rapport.accounts.roles import is_staff_role
from rapport.look.keeping import asks_who, can_be_kept, keep_form

View = Callable[..., Any]
Guarded = Callable[..., HttpResponse]


def needs_sign_in(view: View) -> Guarded:
    """Sign-in if nobody is signed in; a form is kept until then. What the view answers is kept by no cache."""

    @asks_who
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.method == "POST" and can_be_kept(request):
                return keep_form(request, why="signed-out")
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        answer: HttpResponse = view(request, *args, **kwargs)
        patch_cache_control(answer, private=True, no_store=True)
        return answer

    return guarded


def needs_role(*roles: Role) -> Callable[[View], Guarded]:
    """Sign-in if nobody is signed in; refused if none of the roles is held.

    Who holds a role of the staff, and has no second factor yet, is led to set one up before anything else.
    """

    def decorate(view: View) -> Guarded:
        @needs_sign_in
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not holds(*roles)(request):
                raise PermissionDenied
            if any(map(is_staff_role, roles)) and not has_second_factor(request.user):
                return lead_to_second_factor(request)
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer

        return guarded

    return decorate


def lead_to_second_factor(request: HttpRequest) -> HttpResponse:
    """To where one is set up, and from there back to what was asked for."""
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('accounts:second-factor')}?{query}")


def holds(*roles: Role) -> Callable[[HttpRequest], bool]:
    """Whether who asks holds one of the roles of the registry. One query a request, however often it is asked."""
    wanted = {*roles, Role.ADMINISTRATOR}

    def held(request: HttpRequest) -> bool:
        return bool(request.user.is_active and wanted & staff_roles_of(request))

    return held


def staff_roles_of(request: Any) -> frozenset[str]:
    """The roles of the registry that who asks holds; kept with the request."""
    if not hasattr(request, "staff_roles"):
        grants = RoleGrant.objects.filter(user_id=request.user.pk, partnership="")
        request.staff_roles = frozenset(grants.values_list("role", flat=True))
    found: frozenset[str] = request.staff_roles
    return found


def has_second_factor(user: User | Any) -> bool:
    """An authenticator app or a passkey; in the demonstration nobody needs one."""
    if settings.RAPPORT_DEMO:
        return True
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    found: bool = Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()
    return found
