"""The language of an address: one without a language leads to the reader's, but not what a view has refused."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.utils.translation import get_language_from_path


class LanguageMiddleware(LocaleMiddleware):
    """As Django's, but for answers of views, and one written as its kin leads to the language of the site.

    Any address in a language may be a page that an editor made, so Django would send whatever answers 404 there: also
    machines that were told that there is nothing for them.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_of_a_view = request.resolver_match is not None
        if response.status_code == 404 and (is_of_a_view or request.method not in ("GET", "HEAD")):
            return response
        written = request.path_info.split("/")[1]
        meant = get_language_from_path(request.path_info)
        if response.status_code == 404 and meant not in (None, written):  # “/zh/”, “/fr-CA/”
            return redirect(request.get_full_path().replace(f"/{written}", f"/{meant}", 1))
        return super().process_response(request, response)
