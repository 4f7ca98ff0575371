package dev.corelane.trace.timeline;

import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.CounterTrack;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.model.WaitEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// The tables that are read into records at once, because they are few and always needed.
final class SmallTables {
  private final TableSet tables;
  private final StringPool strings;
  private final References refs;
  private final List<Lock> locks;
  private final List<WaitEvent> waitEvents;
  private final List<CounterTrack> counterTracks;
  private final List<Hole> holes;
  private final List<ClockDomain> clocks;
  private final List<TraceSource> sources;
  private final List<ImportProblem> problems;
  private final List<EventCount> eventCounts;
  private final Map<String, String> properties;

  SmallTables(TableSet tables, References refs) {
    this.tables = tables;
    this.refs = refs;
    this.strings = tables.strings();
    locks = readLocks();
    waitEvents = readWaitEvents();
    counterTracks = readCounterTracks();
    holes = readHoles();
    clocks = readClocks();
    sources = readSources();
    problems = readProblems();
    eventCounts = readEventCounts();
    properties = readProperties();
  }

  TimeRange range() {
    Table t = tables.table(TableSchema.RANGE);
    return new TimeRange(t.i64("start").get(0), t.i64("end").get(0));
  }

  List<Cpu> cpus() {
    Table t = tables.table(TableSchema.CPUS);
    IntColumn number = t.i32("number");
    return rows(t, i -> new Cpu(i, number.get(i)));
  }

  List<Task> tasks() {
    Table t = tables.table(TableSchema.TASKS);
    IntColumn tid = t.i32("tid");
    IntColumn pid = t.i32("pid");
    IntColumn name = t.i32("name");
    IntColumn flags = t.i32("flags");
    IntColumn priority = t.i32("priority");
    IntColumn label = t.i32("label");
    LongColumn start = t.i64("start");
    LongColumn end = t.i64("end");
    return rows(
        t,
        i ->
            new Task(
                i,
                tid.get(i),
                pid.get(i),
                strings.get(name.get(i)),
                (flags.get(i) & TaskTable.KERNEL_THREAD) != 0,
                start.get(i),
                end.get(i),
                (flags.get(i) & TaskTable.START_RECORDED) != 0,
                (flags.get(i) & TaskTable.EXIT_RECORDED) != 0,
                priority.get(i),
                strings.get(label.get(i))));
  }

  List<TaskName> taskNames() {
    Table t = tables.table(TableSchema.TASK_NAMES);
    IntColumn task = t.i32("task");
    IntColumn name = t.i32("name");
    LongColumn from = t.i64("from");
    return rows(t, i -> new TaskName(task.get(i), from.get(i), strings.get(name.get(i))));
  }

  List<Lock> locks() {
    return locks;
  }

  List<WaitEvent> waitEvents() {
    return waitEvents;
  }

  List<CounterTrack> counterTracks() {
    return counterTracks;
  }

  List<Hole> holes() {
    return holes;
  }

  List<ClockDomain> clocks() {
    return clocks;
  }

  List<TraceSource> sources() {
    return sources;
  }

  List<ImportProblem> problems() {
    return problems;
  }

  List<EventCount> eventCounts() {
    return eventCounts;
  }

  Map<String, String> properties() {
    return properties;
  }

  private List<Lock> readLocks() {
    Table t = tables.table(TableSchema.LOCKS);
    IntColumn kind = t.i32("kind");
    IntColumn name = t.i32("name");
    LongColumn address = t.i64("address");
    IntColumn single = t.i32("single");
    return rows(
        t,
        i ->
            new Lock(
                i,
                LockKind.of(kind.get(i)),
                strings.get(name.get(i)),
                address.get(i),
                single.get(i) != 0));
  }

  private List<WaitEvent> readWaitEvents() {
    Table t = tables.table(TableSchema.WAIT_EVENTS);
    IntColumn type = t.i32("type");
    IntColumn name = t.i32("name");
    IntColumn original = t.i32("original");
    return rows(
        t,
        i ->
            new WaitEvent(
                i,
                strings.get(type.get(i)),
                strings.get(name.get(i)),
                strings.get(original.get(i))));
  }

  private List<CounterTrack> readCounterTracks() {
    Table t = tables.table(TableSchema.COUNTER_TRACKS);
    IntColumn name = t.i32("name");
    IntColumn unit = t.i32("unit");
    IntColumn cpu = t.i32("cpu");
    IntColumn task = t.i32("task");
    return rows(
        t,
        i ->
            new CounterTrack(
                i,
                strings.get(name.get(i)),
                strings.get(unit.get(i)),
                refs.cpu(cpu.get(i)),
                refs.task(task.get(i))));
  }

  private List<Hole> readHoles() {
    Table t = tables.table(TableSchema.HOLES);
    LongColumn start = t.i64("start");
    LongColumn end = t.i64("end");
    LongColumn lost = t.i64("lost");
    IntColumn cpu = t.i32("cpu");
    IntColumn reason = t.i32("reason");
    return rows(
        t,
        i ->
            new Hole(
                refs.cpu(cpu.get(i)),
                refs.time(start.get(i)),
                refs.end(refs.time(start.get(i)), end.get(i)),
                lost.get(i),
                strings.get(reason.get(i))));
  }

  private List<ClockDomain> readClocks() {
    Table t = tables.table(TableSchema.CLOCKS);
    IntColumn name = t.i32("name");
    LongColumn offset = t.i64("offset");
    LongColumn uncertainty = t.i64("uncertainty");
    return rows(
        t, i -> new ClockDomain(i, strings.get(name.get(i)), offset.get(i), uncertainty.get(i)));
  }

  private List<TraceSource> readSources() {
    Table t = tables.table(TableSchema.SOURCES);
    IntColumn path = t.i32("path");
    IntColumn importer = t.i32("importer");
    IntColumn clock = t.i32("clock");
    LongColumn events = t.i64("events");
    LongColumn bytes = t.i64("bytes");
    return rows(
        t,
        i ->
            new TraceSource(
                strings.get(path.get(i)),
                strings.get(importer.get(i)),
                events.get(i),
                bytes.get(i),
                refs.clock(clock.get(i))));
  }

  private List<ImportProblem> readProblems() {
    Table t = tables.table(TableSchema.PROBLEMS);
    IntColumn id = t.i32("id");
    IntColumn severity = t.i32("severity");
    IntColumn message = t.i32("message");
    IntColumn advice = t.i32("advice");
    LongColumn count = t.i64("count");
    LongColumn offset = t.i64("offset");
    LongColumn time = t.i64("time");
    IntColumn source = t.i32("source");
    Severity[] severities = Severity.values();
    return rows(
        t,
        i ->
            new ImportProblem(
                strings.get(id.get(i)),
                severities[Math.clamp(severity.get(i), 0, severities.length - 1)],
                strings.get(message.get(i)),
                strings.get(advice.get(i)),
                count.get(i),
                strings.get(source.get(i)),
                offset.get(i),
                time.get(i)));
  }

  private List<EventCount> readEventCounts() {
    Table t = tables.table(TableSchema.EVENT_COUNTS);
    IntColumn name = t.i32("name");
    IntColumn used = t.i32("used");
    LongColumn count = t.i64("count");
    return rows(t, i -> new EventCount(strings.get(name.get(i)), count.get(i), used.get(i) != 0));
  }

  private Map<String, String> readProperties() {
    Table t = tables.table(TableSchema.PROPERTIES);
    IntColumn key = t.i32("key");
    IntColumn value = t.i32("value");
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < t.rows(); i++) {
      map.put(strings.get(key.get(i)), strings.get(value.get(i)));
    }
    return java.util.Collections.unmodifiableMap(map);
  }

  private static <T> List<T> rows(Table table, IntFunction<T> decoder) {
    int count = Math.toIntExact(table.rows());
    List<T> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(decoder.apply(i));
    }
    return java.util.Collections.unmodifiableList(list);
  }
}
