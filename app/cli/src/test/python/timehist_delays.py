"""Adds up the run delays of each thread from the text of

    perf sched timehist --state -w -n -M | python3 timehist_delays.py > timehist-delays.csv

Knows nothing of Corelane; what it prints is what the tests compare Corelane's run delays with. `sch delay` is how long the
thread had been ready when it got its CPU, whether it had been woken or preempted; `wait time` is how long it had been off
its CPU, less the time after a wake-up, so of a thread that left the CPU ready (state R) it is the wait after a preemption.
Output: thread id, number of waits, their sum and the longest, sum of those after preemptions, in us. perf cuts each to a
whole microsecond.
"""

import collections
import re
import sys

ROW = re.compile(r"^ *\d+\.\d+ \[\d+\]  .*\[(\d+)(?:/\d+)?\] +(\d+)\.(\d{3}) +(\d+)\.(\d{3}) +\d+\.\d{3} +(\S+)")

threads = collections.defaultdict(lambda: [0, 0, 0, 0])
left_ready = {}
for line in sys.stdin:
    row = ROW.match(line)
    if not row:
        continue
    tid, wait, delay = row[1], int(row[2] + row[3]), int(row[4] + row[5])
    sums = threads[tid]
    if delay > 0:
        sums[0] += 1
        sums[1] += delay
        sums[2] = max(sums[2], delay)
    if left_ready.get(tid):
        sums[3] += wait
    left_ready[tid] = row[6].startswith("R")

print("tid,waits,total_us,longest_us,preempted_us")
for tid, sums in sorted(threads.items(), key=lambda item: int(item[0])):
    print(tid, *sums, sep=",")
