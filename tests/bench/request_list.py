"""The list of requests: p95 of its pages at 100,000 requests against 1,000, and what one step of a request costs."""

import random
import statistics
from datetime import timedelta

from installation import installation, tell
from measure import Figure, figure, timed

SMALL, LARGE = 1_000, 100_000
RUNS = 60
FACTOR = 2.0  # the large list within so many times the small one
STEP = 10e-3  # seconds
PAGES = {
    "first page": "",
    "a page far behind": "?after={cursor}",
    "one state": "?state=answered",
    "one year": "?year={year}",
    "late ones": "?late=on",
}


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def main() -> None:
    with installation():
        from django.core.management import call_command
        from django.db import transaction
        from django.test import Client

        from gongkai.accounts.actor import System
        from gongkai.accounts.models import User
        from gongkai.base import scope
        from gongkai.base.clock import today
        from gongkai.cases.actions import Brought, bring_in_many, open_request, take_step
        from gongkai.cases.models import Request
        from gongkai.law.outcomes import Outcome
        from gongkai.law.people import Applicant
        from gongkai.law.receipt import Channel
        from gongkai.organs.actions import register
        from gongkai.organs.models import Kind, Post
        from gongkai.organs.roles import Role

        by, chance = System("bench"), random.Random(1)
        call_command("collectstatic", verbosity=0)
        client = Client(SERVER_NAME="localhost")

        def brought(number: int) -> Brought:
            """Nine in ten are finished; the others are open, most of them late."""
            received = today() - timedelta(days=chance.randint(60, 1500))
            if number % 10:
                ended = received + timedelta(days=chance.randint(1, 40))
                return Brought(
                    f"旧{number}", received, Applicant.NATURAL, outcome=Outcome.NA_NONE, ended_on=ended
                )
            return Brought(f"旧{number}", today() - timedelta(days=chance.randint(0, 90)), Applicant.OTHER)

        def filled(slug: str, many: int):
            organ = register(
                by=by,
                name=f"{slug}县教育局",
                short_name=slug,
                slug=slug,
                place=slug,
                kind=Kind.COUNTY_DEPARTMENT,
            )
            for start in range(0, many, 5_000):
                rows = [brought(number) for number in range(start, min(start + 5_000, many))]
                bring_in_many(rows, organ=organ, by=by)
            user = User.objects.create_user(slug, password=None)
            with scope.organ(organ):
                Post.objects.create(organ=organ, user=user, role=Role.OFFICE, since=today())
                middle = Request.objects.order_by("queue_place", "id")[many // 2]
            return organ, user, f"{middle.queue_place}.{middle.pk}"

        lists = {many: filled(f"o{many}", many) for many in (SMALL, LARGE)}

        def taken(many: int, query: str) -> list[float]:
            organ, user, cursor = lists[many]
            client.force_login(user)
            href = f"/desk/{organ.slug}/requests/" + query.format(cursor=cursor, year=today().year - 1)
            assert client.get(href).status_code == 200
            return timed(lambda: client.get(href), RUNS)

        for name, query in PAGES.items():
            small, large = taken(SMALL, query), taken(LARGE, query)
            for many, seconds, limit in ((SMALL, small, None), (LARGE, large, FACTOR * p95(small))):
                what = f"list of requests, {many:,} of them, {name} (p95)"
                tell([Figure(what, p95(seconds), min(seconds), max(seconds), RUNS, limit)])

        organ = lists[LARGE][0]

        def one_request() -> None:
            on = today() - timedelta(days=40)
            row = open_request(
                organ=organ, by=by, channel=Channel.IN_PERSON, arrived=on, applicant_kind=Applicant.NATURAL,
                applicant="某人", content="某事",
            )  # fmt: skip
            for step, details in (("accept", {}), ("log_search", {}), ("decide_na_none", {}), ("approve", {}),
                                  ("serve", {"service": "post"})):  # fmt: skip
                take_step(row, step, by=by, on=on, **details)

        with transaction.atomic():
            each = [seconds / 6 for seconds in timed(one_request, 30)]
        tell([figure("one step of a request, within a transaction", each, STEP)])


if __name__ == "__main__":
    main()
