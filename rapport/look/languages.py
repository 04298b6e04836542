"""The language of an address: one without a language leads to the reader's, but not what a view has refused."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware


class LanguageMiddleware(LocaleMiddleware):
    """As Django's, but for answers of views.

    Any address in a language may be a page that an editor made, so Django would send whatever answers 404 there: also
    machines that were told that there is nothing for them.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_of_a_view = request.resolver_match is not None
        if response.status_code == 404 and (is_of_a_view or request.method not in ("GET", "HEAD")):
            return response
        return super().process_response(request, response)
