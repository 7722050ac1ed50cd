"""Verifying the log: 100,000 events, of one organ."""

from installation import installation, tell
from measure import figure, timed

EVENTS = 100_000
RATE = 20_000  # events a second, at least


def main() -> None:
    with installation():
        from gongkai.accounts.actor import System
        from gongkai.organs.actions import register
        from gongkai.organs.models import Kind
        from gongkai.records import log, verification

        by = System("bench")
        organ = register(
            by=by, name="甲县教育局", short_name="甲县教育局", slug="jia", place="甲县",
            kind=Kind.COUNTY_DEPARTMENT,
        )  # fmt: skip
        entry = log.Entry("cases.take_step", organ, data={"step": "accept", "on": "2020-03-02"})
        for _ in range(EVENTS // 5_000):
            log.append_many([entry] * 5_000, organ=organ, by=by)
        heads = log.heads()
        assert verification.verify(heads).ok
        tell(
            [
                figure(
                    f"audit verify, {EVENTS:,} events",
                    timed(lambda: verification.verify(heads), 5),
                    EVENTS / RATE,
                ),
                figure(
                    "append one event, in a transaction of its own",
                    timed(lambda: log.append("cases.take_step", organ, organ=organ, by=by), 50),
                ),
            ]
        )


if __name__ == "__main__":
    main()
