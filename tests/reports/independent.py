import json
import sys
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Brussels")
DONE = {"solved", "closed"}
LEVELS = ["N1", "N2", "N3", "N4"]


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def rate(part, whole):
    return (2 * part * 10000 + whole) // (2 * whole) / 10000 if whole else None


def rank(values, percent):
    return values[-(-len(values) * percent // 100) - 1] if values else None


class Ticket:
    def __init__(self, record):
        self.created = instant(record["created"])
        self.moves, self.rises = [], []  # (when, is it done now, level then), (when, is it up)
        thread = record.get("thread", [])
        changes = [(instant(entry["at"]), entry["changes"]) for entry in thread if "changes" in entry]
        status = self.first(changes, "status", record.get("status"))
        level = self.first(changes, "level", record.get("level"))
        self.began_done = status in DONE
        is_done = self.began_done
        for at, change in changes:
            if "level" in change:
                new = change["level"][1]
                if level in LEVELS and new in LEVELS and level != new:
                    self.rises.append((at, LEVELS.index(new) > LEVELS.index(level)))
                level = new
            if "status" in change and (change["status"][1] in DONE) != is_done:
                is_done = not is_done
                self.moves.append((at, is_done, level))

    @staticmethod
    def first(changes, field, present):
        for _, change in changes:
            if field in change:
                return change[field][0] or "new"
        return present

    def open_at(self, when):
        if self.created >= when:
            return False
        before = [is_done for at, is_done, _ in self.moves if at < when]
        return not (before[-1] if before else self.began_done)


def week(tickets, since, until):
    inside = lambda at: since <= at < until
    solves = [(t, [m for m in t.moves if inside(m[0]) and m[1]]) for t in tickets]
    solves = [(t, moves[-1]) for t, moves in solves if moves]
    times = sorted(int((move[0] - t.created).total_seconds()) for t, move in solves)
    opened = sum(inside(t.created) for t in tickets)
    start = sum(t.open_at(since) for t in tickets)
    up = sum(any(inside(at) and is_up for at, is_up in t.rises) for t in tickets)
    levels = Counter(move[2] or "none" for _, move in solves)
    return {
        "volume": {
            "opened": opened,
            "solved": len(solves),
            "reopened": sum(any(inside(at) and not is_done for at, is_done, _ in t.moves) for t in tickets),
            "backlog_start": start,
            "backlog_end": sum(t.open_at(until) for t in tickets),
        },
        "resolution": {
            "n": len(times),
            "mean_seconds": (2 * sum(times) + len(times)) // (2 * len(times)) if times else None,
            "median_seconds": rank(times, 50),
            "p90_seconds": rank(times, 90),
        },
        "escalation": {
            "tickets": up,
            "rate": rate(up, start + opened),
            "returns": sum(any(inside(at) and not is_up for at, is_up in t.rises) for t in tickets),
            "solved_by_level": {level: levels[level] for level in LEVELS},
        },
    }


records = [json.loads(line) for line in sys.stdin]
tickets = [Ticket(r) for r in records if r.get("resolution") not in ("duplicate", "merged", "spam")]
weeks = {}
for number in range(1, 53):
    monday = date.fromisocalendar(2016, number, 1)
    edges = [datetime.combine(day, datetime.min.time(), ZONE) for day in (monday, monday + timedelta(days=7))]
    since, until = (edge.astimezone(timezone.utc) for edge in edges)
    weeks[f"2016-W{number:02}"] = week(tickets, since, until)
json.dump(weeks, sys.stdout)
