"""What no database can hold does not reach a view."""

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from rapport.lib.clean_requests import CleanRequestMiddleware

middleware = CleanRequestMiddleware(lambda request: HttpResponse())


def passed(request: HttpRequest, view: object = None) -> HttpRequest:
    middleware.process_view(request, view, (), {})
    return request


def test_what_is_asked_and_posted_holds_no_nul() -> None:
    request = passed(RequestFactory().post("/en/?q=a%00b&q=c", {"na\0me": ["a\0", "b"], "other": "c"}))
    assert request.GET.getlist("q") == ["a␀b", "c"]
    assert dict(request.POST.lists()) == {"na␀me": ["a␀", "b"], "other": ["c"]}


def test_what_has_none_is_left_as_it_is() -> None:
    request = RequestFactory().post("/en/?q=a", {"name": "b"})
    asked, posted = request.GET, request.POST
    assert (passed(request).GET is asked, request.POST is posted) == (True, True)


def test_an_address_with_one_leads_nowhere() -> None:
    with pytest.raises(Http404):
        passed(RequestFactory().get("/en/mine/%00/"))


def test_a_view_that_takes_the_body_as_it_is_still_can() -> None:
    def raw() -> None: ...

    raw.takes_raw = True  # type: ignore[attr-defined]
    request = RequestFactory().generic("POST", "/", b"a=%00", content_type="application/x-www-form-urlencoded")
    assert passed(request, raw).read() == b"a=%00"
