#!/usr/bin/env python3
"""Where pg_wait_sampling's LWLock samples fall, by the text of the recording alone.

usage: lwlock-samples.py PERF_SCRIPT SAMPLES_CSV WALL_MINUS_MONOTONIC_NS

PERF_SCRIPT is what `perf script --ns -F comm,pid,tid,cpu,time,event,trace` prints. The collector
stamps a round of samples, then takes ProcArrayLock, shared, reads every backend's wait event, and
gives the lock back: its own probes tell when it read.
"""
import bisect, collections, csv, datetime, re, sys

LINE = re.compile(r"^\s*.{1,16}?\s+-?\d+/(-?\d+)\s+\[\d+\]\s+(\d+)\.(\d{9}):\s+\S+?:(\S+?):\s?(.*)$")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def events(path):
    by_thread, first, last = collections.defaultdict(list), None, None
    states = collections.defaultdict(list)
    for line in open(path, errors="replace"):
        m = LINE.match(line)
        if not m:
            continue
        time, name, text = int(m[2]) * 10**9 + int(m[3]), m[4], m[5]
        first, last = time if first is None else first, time
        by_thread[int(m[1])].append((time, name, text))
        if name == "sched_switch":
            s = re.match(r".*:(\d+) \[-?\d+\] (\S+) ==> .*:(\d+) \[-?\d+\]", text)
            states[int(s[1])].append((time, "preempted" if s[2].startswith("R") else "asleep"))
            states[int(s[3])].append((time, "running"))
    return by_thread, states, first, last


def tranche(text):
    m = re.search(r'tranche="([^"]*)"', text)
    return m[1] if m else ""


def waits(events):
    done, start = [], None
    for time, name, text in events:
        if name.startswith("lwlock__wait__start"):
            start = time
        elif name.startswith("lwlock__wait__done"):
            done.append((start or 0, time, tranche(text)))
            start = None
    return done if start is None else done + [(start, 1 << 62, "")]


def unix_ns(text):
    time = datetime.datetime.fromisoformat(text.replace("+00", "+00:00"))
    return round((time - EPOCH) / datetime.timedelta(microseconds=1)) * 1000


def main(script, samples, offset):
    by_thread, states, first, last = events(script)
    lwlock = [
        (int(r["pid"]), unix_ns(r["ts"]) - int(offset), r["event"])
        for r in csv.DictReader(open(samples))
        if r["event_type"] == "LWLock"
    ]
    lwlock = [s for s in lwlock if first <= s[1] <= last]
    stamps = sorted({s[1] for s in lwlock})
    taken = {
        pid: [(t, n) for t, n, x in e if tranche(x) == "ProcArray" and n in ("lwlock__acquire", "lwlock__release")]
        for pid, e in by_thread.items()
    }

    def reads(pid):
        found = {}
        for stamp in stamps:
            i = bisect.bisect_left(taken[pid], (stamp, ""))
            while i < len(taken[pid]) and taken[pid][i][1] != "lwlock__acquire":
                i += 1
            if i + 1 < len(taken[pid]):
                found[stamp] = (taken[pid][i][0], taken[pid][i + 1][0])
        return found

    def delay(pid):
        found = sorted(a - stamp for stamp, (a, z) in reads(pid).items())
        return found[len(found) // 2] if len(found) > len(stamps) // 2 else 1 << 62

    collector = min(by_thread, key=delay)
    read = reads(collector)
    late = sorted(a - stamp for stamp, (a, z) in read.items())
    print(f"collector {collector}; reads after its stamp by {late[len(late) // 2] / 1e3:.1f} us"
          f" (median), {late[-1] / 1e3:.1f} us (most)")
    count = collections.Counter()
    for pid, stamp, name in lwlock:
        mine = waits(by_thread[pid])
        if any(s <= stamp <= e for s, e, _ in mine):
            count["1 in a recorded wait at its stamp"] += 1
            continue
        if stamp not in read:
            count["4 the read is not in the recording"] += 1
            continue
        a, z = read[stamp]
        if any(s <= z and a <= e for s, e, _ in mine):
            count["2 read later, in a recorded wait"] += 1
            continue
        i = bisect.bisect_right(by_thread[pid], (z, "~", ""))
        following = next((x for x in by_thread[pid][i:] if x[1].startswith("lwlock")), None)
        if following is None or not (following[1].startswith("lwlock__wait__start") and tranche(following[2]) == name):
            count["5 something else"] += 1
            print(pid, stamp, name, following)
            continue
        mutex = None
        for time, event, _ in by_thread[pid][:i]:
            mutex = time if event == "contention_begin" else None if event == "contention_end" else mutex
        at = states[pid][bisect.bisect_right(states[pid], (a, "~")) - 1][1]
        count["3 before its probe, " + ("in the mutex of the probes" if mutex else at)] += 1
    for what in sorted(count):
        print(f"{count[what]:6d}  {what}")
    print(f"{sum(count.values()):6d}  all")


main(*sys.argv[1:])
