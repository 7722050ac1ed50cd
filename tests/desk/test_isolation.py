"""Every address of the desk, as every role, against another organ's things: 404 or 403, and nothing changed.

The routes are walked, not listed. A new page that takes an object is tried with a foreign one by the first word
of its name (`request-words`: a request); where there is none, a test below says so.
"""

import hashlib

import pytest
from django.apps import apps
from django.core import serializers
from django.urls import reverse  # noqa: TID251  every address is tried

from foreign import things_of
from gongkai.accounts.models import User
from gongkai.base.models import ScopedRow
from gongkai.desk import urls
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from officers import administrators, bureau, officer

pytestmark = pytest.mark.django_db

ROUTES = [pattern for pattern in urls.urlpatterns if "slug" in pattern.pattern.converters]
# What else may stand in an address: no organ's object, but a year, a step, the name of a register.
SHARED = {
    "step": "accept", "kind": "cases.reply", "year": 2020, "edition": "2019", "table": "table3", "row": "new",
    "column": "total", "register": "licences", "key": "requests", "extension": "json",
}  # fmt: skip
OBJECT = {"pk"}
# The same for what is there and what is not. 405: the method is wrong whoever asks.
NOTHING = {404, 405}


def takes_object(route):
    return not OBJECT.isdisjoint(route.pattern.converters)


def thing(route, things):
    """The kind of object a route takes: the longest beginning of its name that is one."""
    words = route.name.split("-")
    for length in range(len(words), 0, -1):
        if (name := "-".join(words[:length])) in things:
            return things[name]
    raise AssertionError(f"tests/foreign.py has nothing for the route {route.name}")


def address(route, organ, things):
    given = {name: value for name, value in SHARED.items() if name in route.pattern.converters}
    if takes_object(route):
        given["pk"] = thing(route, things)["pk"]
    return reverse(f"desk:{route.name}", kwargs={"slug": organ.slug, **given})


def state(organ):
    """A digest of every row of an organ."""
    found = hashlib.sha256()
    for model in apps.get_models():
        if issubclass(model, ScopedRow):
            rows = model._base_manager.filter(organ=organ).order_by("pk")
            found.update(serializers.serialize("json", rows).encode())
    return found.hexdigest()


def tried(client, path):
    """The answers to reading and to writing."""
    return [(path, method, getattr(client, method)(path).status_code) for method in ("get", "post")]


def wrong(answers, allowed):
    return [answer for answer in answers if answer[2] not in allowed]


@pytest.fixture
def ours(db):
    return bureau("jia")


@pytest.fixture
def theirs(db):
    return bureau("yi")


@pytest.fixture
def things(theirs):
    return things_of(theirs)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_role_at_one_organ_reaches_nothing_of_another(client, ours, theirs, things, role):
    client.force_login(_holder(ours, role))
    before = state(theirs)
    answers = []
    for route in ROUTES:
        answers += wrong(tried(client, address(route, theirs, things)), NOTHING)
        if takes_object(route):
            answers += wrong(tried(client, address(route, ours, things)), {403, 404, 405})
    assert answers == []
    assert state(theirs) == before


def _holder(organ, role):
    three = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    return administrators(organ)[three.index(role)] if role in three else officer(organ, role)


def test_a_supervisor_of_the_parent_reads_and_changes_nothing(client, ours, theirs, things):
    ours.parent, theirs.parent = None, ours
    theirs.save()
    client.force_login(officer(ours, Role.SUPERVISOR))
    assert client.get(reverse("desk:requests", args=[theirs.slug])).status_code == 200
    before = state(theirs)
    posts = [
        (path, client.post(path).status_code)
        for route in ROUTES
        for path in (address(route, theirs, things),)
    ]
    assert [answer for answer in posts if answer[1] not in {403, 404, 405}] == []
    assert state(theirs) == before


def test_the_audit_administrator_sees_the_log_and_changes_nothing(client, theirs, things):
    client.force_login(administrators(theirs)[2])
    assert client.get(reverse("desk:log", args=[theirs.slug])).status_code == 200
    before = state(theirs)
    answers = [answer for route in ROUTES for answer in tried(client, address(route, theirs, things))]
    own = {reverse(f"desk:{name}", args=[theirs.slug]) for name in ("substitutes",)}
    posted = [each for each in answers if each[1] == "post" and each[0] not in own]
    assert wrong(posted, {403, 404, 405}) == []
    assert state(theirs) == before


def test_who_has_not_signed_in_is_led_to_the_sign_in_page(client, theirs, things):
    for route in ROUTES:
        for method in (client.get, client.post):
            answer = method(address(route, theirs, things))
            assert answer.status_code in {302, 405}, route.name
            assert answer.headers.get("Location", "/account/login/").startswith("/account/login/"), route.name


def test_who_holds_no_post_comes_in_nowhere(client, theirs, things):
    client.force_login(User.objects.create_user("nobody"))
    answers = [answer for route in ROUTES for answer in tried(client, address(route, theirs, things))]
    assert wrong(answers, NOTHING) == []


def test_there_is_something_to_try(theirs, things):
    assert len(ROUTES) > 50
    assert sum(takes_object(route) for route in ROUTES) > 25
    assert Event._base_manager.filter(organ=theirs).count() > 10
