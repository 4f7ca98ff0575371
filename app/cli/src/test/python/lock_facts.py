"""Counts lock waits and preempted lock holders straight from the text of a recording, as

    perf script -F comm,pid,tid,cpu,time,event,trace --ns | python3 lock_facts.py > lock-facts.csv

Knows nothing of Corelane; what it prints is what the tests compare Corelane's numbers with. Waits that were not ended in
the text are not counted. Output: what, name, number, time in ns.
"""

import collections
import re
import sys

LINE = re.compile(r"^\s*.+?\s+-?\d+/(-?\d+)\s+\[(\d+)\]\s+(\d+)\.(\d{9}):\s+(\S+): ?(.*)$")
SWITCH = re.compile(r"^.*:(-?\d+) \[-?\d+\] (\S+) ==> .*$")
TRANCHE = re.compile(r'tranche="([^"]*)"')
RELEASE = re.compile(r'lock=(0x[0-9a-f]+)')

waits = collections.defaultdict(lambda: [0, 0])
lwlock, kernel, spin, held = {}, {}, {}, collections.defaultdict(list)
held_switches = 0


def ended(what, name, since, now):
    waits[what, name][0] += 1
    waits[what, name][1] += now - since


for line in sys.stdin:
    found = LINE.match(line)
    if not found:
        continue
    tid, now = found[1], int(found[3]) * 10**9 + int(found[4])
    event, text = found[5].rsplit(":", 1)[-1], found[6]
    if event.startswith("lwlock__"):
        event = event.removesuffix("_1").removesuffix("_2")
        name = TRANCHE.search(text)
        lock = RELEASE.search(text)
        if event == "lwlock__wait__start":
            lwlock[tid] = now, name[1]
        elif event == "lwlock__wait__done" and tid in lwlock:
            since, tranche = lwlock.pop(tid)
            ended("lwlock", tranche, since, now)
        elif event in ("lwlock__acquire", "lwlock__condacquire", "lwlock__acquire__or__wait"):
            held[tid].append(lock[1])
        elif event == "lwlock__release" and lock[1] in held[tid]:
            held[tid].remove(lock[1])
    elif event == "contention_begin":
        address = text.split()[0]
        kernel.setdefault((tid, address), now)
    elif event == "contention_end":
        address = text.split()[0]
        if (tid, address) in kernel:
            ended("kernel", address, kernel.pop((tid, address)), now)
    elif event == "s_lock":
        spin[tid] = now, re.search(r'func="([^"]*)"', text)[1]
    elif event == "s_lock__return" and tid in spin:
        since, function = spin.pop(tid)
        ended("s_lock", function, since, now)
    elif event == "sched_switch":
        switch = SWITCH.match(text)
        if switch and switch[2].startswith("R") and switch[1] != "0" and held[switch[1]]:
            held_switches += 1

print("what,name,number,ns")
for (what, name), (number, total) in sorted(waits.items()):
    print(f"{what},{name},{number},{total}")
print(f"held-switches,LWLock,{held_switches},0")
