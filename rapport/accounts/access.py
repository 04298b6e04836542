"""The gate before a view that not everybody may use."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from rapport.accounts.models import Role
from rapport.accounts.roles import has_role


def needs_role(*roles: Role) -> Callable[[Callable[..., Any]], Callable[..., HttpResponse]]:
    """Sign-in if nobody is signed in; refused if none of the roles is held."""

    def decorate(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not has_role(request.user, *roles):
                raise PermissionDenied
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer

        return guarded

    return decorate
