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

  FactTables(TableSet tables, References refs) {
    StringPool strings = tables.strings();
    wakeups = wakeups(tables.table(TableSchema.WAKEUPS), refs);
    migrations = migrations(tables.table(TableSchema.MIGRATIONS), refs);
    holds = holds(tables.table(TableSchema.HOLDS), refs);
    waits = waits(tables.table(TableSchema.WAITS), refs);
    spans = spans(tables.table(TableSchema.SPANS), refs, strings);
    waitSamples = waitSamples(tables.table(TableSchema.WAIT_SAMPLES), refs);
    counters = counters(tables.table(TableSchema.COUNTERS), refs);
    marks = marks(tables.table(TableSchema.MARKS), refs, strings);
  }

  private static FactTable<Wakeup> wakeups(Table t, References refs) {
    LongColumn time = t.i64("time");
    IntColumn task = t.i32("task");
    IntColumn waker = t.i32("waker");
    IntColumn info = t.i32("info");
    return new FactTable<>(
        t,
        "time",
        refs,
        i -> {
          int bits = info.get(i);
          return new Wakeup(
              i,
              refs.time(time.get(i)),
              refs.task(task.get(i)),
              refs.task(waker.get(i)),
              refs.cpu((bits & 0x3fff) - 1),
              refs.cpu((bits >> 14 & 0x3fff) - 1),
              WAKEUP_KINDS[Math.min(bits >> 28 & 3, WAKEUP_KINDS.length - 1)],
              (bits & 1 << 30) != 0);
        });
  }

  private static FactTable<Migration> migrations(Table t, References refs) {
    LongColumn time = t.i64("time");
    IntColumn task = t.i32("task");
    IntColumn cpus = t.i32("cpus");
    return new FactTable<>(
        t,
        "time",
        refs,
        i ->
            new Migration(
                refs.time(time.get(i)),
                refs.task(task.get(i)),
                refs.cpu((cpus.get(i) & 0xffff) - 1),
                refs.cpu((cpus.get(i) >>> 16) - 1)));
  }

  private static FactTable<LockHold> holds(Table t, References refs) {
    LongColumn start = t.i64("start");
    LongColumn end = t.i64("end");
    IntColumn lock = t.i32("lock");
    IntColumn task = t.i32("task");
    IntColumn info = t.i32("info");
    return new FactTable<>(
        t,
        "start",
        refs,
        i -> {
          int bits = info.get(i);
          long from = refs.time(start.get(i));
          return new LockHold(
              from,
              refs.end(from, end.get(i)),
              refs.lock(lock.get(i)),
              refs.task(task.get(i)),
              LockMode.of(bits & 0xf),
              (bits & 1 << 6) != 0,
              Provenance.of(bits >> 4 & 3));
        });
  }

  private static FactTable<LockWait> waits(Table t, References refs) {
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
        refs,
        i -> {
          int bits = info.get(i);
          long from = refs.time(start.get(i));
          return new LockWait(
              from,
              refs.end(from, end.get(i)),
              refs.lock(lock.get(i)),
              refs.task(task.get(i)),
              LockMode.of(bits & 0xf),
              refs.task(holder.get(i)),
              Math.max(-1, spin.get(i)),
              Math.max(-1, sleep.get(i)),
              (bits & 1 << 6) != 0,
              Provenance.of(bits >> 4 & 3));
        });
  }

  private static FactTable<Span> spans(Table t, References refs, StringPool strings) {
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
        refs,
        i -> {
          long from = refs.time(start.get(i));
          long enclosing = parent.get(i);
          return new Span(
              i,
              from,
              refs.end(from, end.get(i)),
              refs.task(task.get(i)),
              strings.get(category.get(i)),
              strings.get(name.get(i)),
              enclosing >= 0 && enclosing < i ? enclosing : -1,
              strings.get(outcome.get(i)),
              Provenance.of(provenance.get(i)));
        });
  }

  private static FactTable<WaitSample> waitSamples(Table t, References refs) {
    LongColumn time = t.i64("time");
    LongColumn queryId = t.i64("queryId");
    LongColumn period = t.i64("period");
    IntColumn task = t.i32("task");
    IntColumn event = t.i32("event");
    return new FactTable<>(
        t,
        "time",
        refs,
        i ->
            new WaitSample(
                refs.time(time.get(i)),
                refs.task(task.get(i)),
                refs.waitEvent(event.get(i)),
                queryId.get(i),
                period.get(i)));
  }

  private static FactTable<CounterValue> counters(Table t, References refs) {
    LongColumn time = t.i64("time");
    LongColumn value = t.i64("value");
    IntColumn track = t.i32("track");
    return new FactTable<>(
        t,
        "time",
        refs,
        i ->
            new CounterValue(
                refs.time(time.get(i)),
                refs.counterTrack(track.get(i)),
                Double.longBitsToDouble(value.get(i))));
  }

  private static FactTable<Mark> marks(Table t, References refs, StringPool strings) {
    LongColumn time = t.i64("time");
    IntColumn cpu = t.i32("cpu");
    IntColumn task = t.i32("task");
    IntColumn category = t.i32("category");
    IntColumn text = t.i32("text");
    return new FactTable<>(
        t,
        "time",
        refs,
        i ->
            new Mark(
                refs.time(time.get(i)),
                refs.cpu(cpu.get(i)),
                refs.task(task.get(i)),
                strings.get(category.get(i)),
                strings.get(text.get(i))));
  }
}
