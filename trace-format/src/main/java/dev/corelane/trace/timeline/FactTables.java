package dev.corelane.trace.timeline;

import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Migration;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.model.Wakeup;

/// The large tables of point and interval facts, decoded row by row on demand.
final class FactTables {
  private static final Wakeup.Kind[] WAKEUP_KINDS = Wakeup.Kind.values();

  final FactTable<Wakeup> wakeups;
  final FactTable<Migration> migrations;
  final FactTable<LockHold> holds;
  final FactTable<LockWait> waits;
  final FactTable<Span> spans;
  final FactTable<WaitSample> waitSamples;
  final FactTable<CounterValue> counters;
  final FactTable<Mark> marks;

  FactTables(TableSet tables) {
    StringPool strings = tables.strings();
    wakeups = wakeups(tables.table(TableSchema.WAKEUPS));
    migrations = migrations(tables.table(TableSchema.MIGRATIONS));
    holds = holds(tables.table(TableSchema.HOLDS));
    waits = waits(tables.table(TableSchema.WAITS));
    spans = spans(tables.table(TableSchema.SPANS), strings);
    waitSamples = waitSamples(tables.table(TableSchema.WAIT_SAMPLES));
    counters = counters(tables.table(TableSchema.COUNTERS));
    marks = marks(tables.table(TableSchema.MARKS), strings);
  }

  private static FactTable<Wakeup> wakeups(Table t) {
    LongColumn time = t.i64("time");
    IntColumn task = t.i32("task");
    IntColumn waker = t.i32("waker");
    IntColumn info = t.i32("info");
    return new FactTable<>(
        t,
        "time",
        i -> {
          int bits = info.get(i);
          return new Wakeup(
              i,
              time.get(i),
              task.get(i),
              waker.get(i),
              (bits & 0x3fff) - 1,
              (bits >> 14 & 0x3fff) - 1,
              WAKEUP_KINDS[Math.min(bits >> 28 & 3, WAKEUP_KINDS.length - 1)],
              (bits & 1 << 30) != 0);
        });
  }

  private static FactTable<Migration> migrations(Table t) {
    LongColumn time = t.i64("time");
    IntColumn task = t.i32("task");
    IntColumn cpus = t.i32("cpus");
    return new FactTable<>(
        t,
        "time",
        i ->
            new Migration(
                time.get(i), task.get(i), (cpus.get(i) & 0xffff) - 1, (cpus.get(i) >>> 16) - 1));
  }

  private static FactTable<LockHold> holds(Table t) {
    LongColumn start = t.i64("start");
    LongColumn end = t.i64("end");
    IntColumn lock = t.i32("lock");
    IntColumn task = t.i32("task");
    IntColumn info = t.i32("info");
    return new FactTable<>(
        t,
        "start",
        i -> {
          int bits = info.get(i);
          return new LockHold(
              start.get(i),
              end.get(i),
              lock.get(i),
              task.get(i),
              LockMode.of(bits & 0xf),
              (bits & 1 << 6) != 0,
              Provenance.of(bits >> 4 & 3));
        });
  }

  private static FactTable<LockWait> waits(Table t) {
    LongColumn start = t.i64("start");
    LongColumn end = t.i64("end");
    LongColumn spin = t.i64("spin");
    LongColumn sleep = t.i64("sleep");
    IntColumn lock = t.i32("lock");
    IntColumn task = t.i32("task");
    IntColumn holder = t.i32("holder");
    IntColumn info = t.i32("info");
    return new FactTable<>(
        t,
        "start",
        i -> {
          int bits = info.get(i);
          return new LockWait(
              start.get(i),
              end.get(i),
              lock.get(i),
              task.get(i),
              LockMode.of(bits & 0xf),
              holder.get(i),
              spin.get(i),
              sleep.get(i),
              (bits & 1 << 6) != 0,
              Provenance.of(bits >> 4 & 3));
        });
  }

  private static FactTable<Span> spans(Table t, StringPool strings) {
    LongColumn start = t.i64("start");
    LongColumn end = t.i64("end");
    LongColumn parent = t.i64("parent");
    IntColumn task = t.i32("task");
    IntColumn category = t.i32("category");
    IntColumn name = t.i32("name");
    IntColumn outcome = t.i32("outcome");
    IntColumn provenance = t.i32("provenance");
    return new FactTable<>(
        t,
        "start",
        i ->
            new Span(
                i,
                start.get(i),
                end.get(i),
                task.get(i),
                strings.get(category.get(i)),
                strings.get(name.get(i)),
                parent.get(i),
                strings.get(outcome.get(i)),
                Provenance.of(provenance.get(i))));
  }

  private static FactTable<WaitSample> waitSamples(Table t) {
    LongColumn time = t.i64("time");
    LongColumn queryId = t.i64("queryId");
    LongColumn period = t.i64("period");
    IntColumn task = t.i32("task");
    IntColumn event = t.i32("event");
    return new FactTable<>(
        t,
        "time",
        i -> new WaitSample(time.get(i), task.get(i), event.get(i), queryId.get(i), period.get(i)));
  }

  private static FactTable<CounterValue> counters(Table t) {
    LongColumn time = t.i64("time");
    LongColumn value = t.i64("value");
    IntColumn track = t.i32("track");
    return new FactTable<>(
        t,
        "time",
        i -> new CounterValue(time.get(i), track.get(i), Double.longBitsToDouble(value.get(i))));
  }

  private static FactTable<Mark> marks(Table t, StringPool strings) {
    LongColumn time = t.i64("time");
    IntColumn cpu = t.i32("cpu");
    IntColumn task = t.i32("task");
    IntColumn category = t.i32("category");
    IntColumn text = t.i32("text");
    return new FactTable<>(
        t,
        "time",
        i ->
            new Mark(
                time.get(i),
                cpu.get(i),
                task.get(i),
                strings.get(category.get(i)),
                strings.get(text.get(i))));
  }
}
