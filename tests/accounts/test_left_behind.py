"""What accounts leave behind is removed; what still counts is not."""

import datetime

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from gongkai.accounts.jobs import forget
from gongkai.base import jobs
from gongkai.base.clock import now


def test_what_is_over_is_forgotten_overnight(site, officer, sign_in, password):
    sign_in("wrong", "somebody")
    sign_in("wrong", "another")
    sign_in(password)
    yesterday = now() - datetime.timedelta(days=1)
    gone = AccessAttempt.objects.order_by("pk").first()
    AccessAttempt.objects.filter(pk=gone.pk).update(attempt_time=yesterday)
    Session.objects.create(session_key="ended", session_data="", expire_date=yesterday)
    assert jobs.enqueue(forget).return_value == 2
    assert AccessAttempt.objects.count() == 1
    assert site.client.get("/desk/").status_code == 200
