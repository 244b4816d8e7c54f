"""Says what the clocks of zones show around each of their changes from 1970 to 2100, as Python's zoneinfo has it, which reads
the same files with other code: it proves ours right in every zone there is.

zones.py SEED, with the names on standard input, answers with a line for each: its name, then, in any order,
  change:INSTANT                      here the clock is changed, or its name
  shown:INSTANT:OFFSET:ZONE:FIRST     what it shows, and the first instant at which it shows the same
  skipped:READING:INSTANT             a reading that it never shows, and the instant at which it has passed it
"""
import datetime
import random
import sys
import zoneinfo

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = 172_800, 4_102_444_800
# Shorter than any time from one change to the next that takes it back.
STEP = 10 * 86_400


def there(zone, instant):
    return datetime.datetime.fromtimestamp(instant, zone)


def state(zone, instant):
    local = there(zone, instant)
    return local.utcoffset(), local.tzname()


def reading(zone, instant):
    return int((there(zone, instant).replace(tzinfo=UTC) - EPOCH).total_seconds())


def changes(zone):
    before = state(zone, FIRST)
    for instant in range(FIRST + STEP, LAST + STEP, STEP):
        low, high, after = instant - STEP, instant, state(zone, instant)
        if after == before:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if state(zone, middle) == before else (low, middle)
        if high <= LAST:
            yield high
        before = after


def shown(zone, instant):
    local = there(zone, instant)
    first = int(local.replace(fold=0).timestamp())
    return f"shown:{instant}:{int(local.utcoffset().total_seconds())}:{local.tzname()}:{first}"


def answer(zone, chance):
    for change in changes(zone):
        yield f"change:{change}"
        before, after = reading(zone, change - 1) + 1, reading(zone, change)
        half = abs(after - before) // 2
        for instant in (change - half, change - 1, change, change + 1, change + half):
            yield shown(zone, instant)
        if after > before:
            for skipped in (before, before + half, after - 1):
                yield f"skipped:{skipped}:{change}"
    for _ in range(20):
        yield shown(zone, chance.randint(FIRST, LAST))


chance = random.Random(sys.argv[1])
for name in sys.stdin.read().split():
    print(name, *answer(zoneinfo.ZoneInfo(name), chance))
