package dev.corelane.render.testing;

import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.SplittableRandom;

/// Timelines with wait samples, spans, counters and marks.
public final class ActivityTimeline {
  public static final long START_NS = 2_000_000_000L;
  public static final long MS = 1_000_000;

  private ActivityTimeline() {}

  /// In ms from [#START_NS] on, on one CPU, until 100:
  ///
  /// - three backends sampled every 10 ms from 0 to 90: the first waits for WALInsert (LWLock), the
  ///   second for DataFileRead (IO) from 30 to 60 and not at all else, the third for its client;
  /// - transactions of the first backend at 0-20, 20-45, 50-95, of the second at 10-60, 60-70;
  /// - CPU frequency 1.2 GHz, from 40 on 3.4 GHz, from 80 on 0.8 GHz; queue length 0, from 10 on 7;
  /// - the wall clock is known to 1 ms;
  /// - marks: print "begin" at 5, print "a longer text of a mark" at 50, exec "/bin/true" at 30.
  public static Timeline small() {
    try (var b = new TimelineBuilder()) {
      int cpu = b.cpu(0);
      int[] tasks = new int[3];
      for (int i = 0; i < tasks.length; i++) {
        tasks[i] = b.task(11 + i, 11 + i, "postgres", START_NS, false);
      }
      slice(b, cpu, 0, 60, tasks[0]);
      slice(b, cpu, 60, 100, tasks[1]);
      int wal = b.waitEvent("LWLock", "WALInsert", "WALInsert");
      int read = b.waitEvent("IO", "DataFileRead", "DataFileRead");
      int client = b.waitEvent("Client", "ClientRead", "ClientRead");
      for (int ms = 0; ms < 100; ms += 10) {
        b.waitSample(at(ms), tasks[0], wal, 42, 10 * MS);
        b.waitSample(at(ms), tasks[1], ms >= 30 && ms < 60 ? read : -1, 43, 10 * MS);
        b.waitSample(at(ms), tasks[2], client, 0, 10 * MS);
      }
      span(b, 0, 20, tasks[0]);
      span(b, 10, 60, tasks[1]);
      span(b, 20, 45, tasks[0]);
      span(b, 50, 95, tasks[0]);
      span(b, 60, 70, tasks[1]);
      int frequency = b.counterTrack("cpu_frequency", "kHz", cpu, Task.UNKNOWN);
      int queue = b.counterTrack("queue length", "", -1, Task.UNKNOWN);
      b.counter(at(0), frequency, 1_200_000);
      b.counter(at(0), queue, 0);
      b.counter(at(10), queue, 7);
      b.counter(at(40), frequency, 3_400_000);
      b.counter(at(80), frequency, 800_000);
      b.clock(ClockDomain.REALTIME, 0, MS);
      b.source("pg_wait_sampling_history.csv", "postgres.wait-sampling", 30, 1000, -1);
      b.mark(at(5), cpu, tasks[0], "print", "begin");
      b.mark(at(30), -1, tasks[1], "exec", "/bin/true");
      b.mark(at(50), cpu, tasks[0], "print", "a longer text of a mark");
      return b.build(ProgressMonitor.NONE);
    }
  }

  /// Many of each.
  public static Timeline random(long seed, int facts) {
    var random = new SplittableRandom(seed);
    try (var b = new TimelineBuilder()) {
      int cpu = b.cpu(0);
      int[] tasks = new int[6];
      for (int i = 0; i < tasks.length; i++) {
        tasks[i] = b.task(11 + i, 11 + i, "worker" + i, START_NS, false);
      }
      int[] events = {
        -1,
        b.waitEvent("LWLock", "WALInsert", "WALInsert"),
        b.waitEvent("IO", "DataFileRead", "DataFileRead"),
        b.waitEvent("Lock", "tuple", "tuple"),
        b.waitEvent("Client", "ClientRead", "ClientRead")
      };
      int track = b.counterTrack("counter", "", -1, Task.UNKNOWN);
      slice(b, cpu, 0, 1, tasks[0]);
      long[] freeNs = new long[tasks.length];
      long now = START_NS;
      for (int i = 0; i < facts; i++) {
        now += (long) Math.exp(random.nextDouble() * 12);
        int worker = random.nextInt(tasks.length);
        int event = events[random.nextInt(events.length)];
        b.waitSample(now, tasks[worker], event, 0, random.nextLong(2 * MS));
        b.counter(now, track, random.nextInt(-20, 100));
        if (random.nextInt(4) == 0) {
          b.mark(now, -1, tasks[worker], "print", "mark " + i);
        }
        if (freeNs[worker] <= now) {
          freeNs[worker] = now + 1 + (long) Math.exp(random.nextDouble() * 14);
          b.span(now, freeNs[worker], tasks[worker], "query", "q" + i, "", Provenance.RECORDED);
        }
      }
      return b.build(ProgressMonitor.NONE);
    }
  }

  public static long at(double ms) {
    return START_NS + Math.round(ms * MS);
  }

  private static void span(TimelineBuilder b, double from, double to, int task) {
    b.span(at(from), at(to), task, "transaction", "t", "commit", Provenance.RECORDED);
  }

  private static void slice(TimelineBuilder b, int cpu, double from, double to, int task) {
    b.slice(
        cpu,
        at(from),
        at(to),
        task,
        SliceEnd.SLEEPING,
        'S',
        Provenance.RECORDED,
        false,
        false,
        120,
        0);
  }
}
