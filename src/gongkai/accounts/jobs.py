"""What accounts leave behind, removed every night."""

import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session

from gongkai.base import jobs
from gongkai.base.clock import now


@jobs.daily(datetime.time(3, 40))
@jobs.job(retries=2, idempotent=True)
def forget() -> int:
    """Remove sessions that have ended and counts of wrong tries that no longer lock; how many."""
    ended, _ = Session.objects.filter(expire_date__lt=now()).delete()
    over, _ = AccessAttempt.objects.filter(attempt_time__lt=now() - settings.AXES_COOLOFF_TIME).delete()
    return int(ended + over)
