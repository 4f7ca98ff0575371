package dev.corelane.importers.simulator;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.EnumMap;
import java.util.Map;

/// Reads one file: record by record, with what is wrong counted and placed.
final class SimulatorReader {
  /// What the value of the metadata `format` begins with; the version follows.
  static final String FORMAT = "corelane-simulation ";

  private static final int VERSION = 1;
  private static final int PROGRESS_EVERY = 1 << 14;

  /// Metadata that has a place of its own; other names become properties of the simulator.
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "simulator", Properties.RECORDER_VERSION,
          "command", Properties.RECORDER_COMMAND,
          "preemption", Properties.KERNEL_PREEMPTION,
          "kernel", Properties.KERNEL_RELEASE,
          "host", Properties.HOST_NAME);

  private final TraceFile file;
  private final ImportContext context;
  private final Records records;
  private final LocatedProblems problems;
  private final SimulatedMachine machine;
  private final Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);

  SimulatorReader(TraceFile file, Records records, ImportContext context) {
    this.file = file;
    this.context = context;
    this.records = records;
    problems = new LocatedProblems(context.problems(), file.name(), records);
    var tracker =
        new SchedulingTracker(
            context.builder(), context.problems(), file.name(), Provenance.SYNTHETIC);
    machine = new SimulatedMachine(context.builder(), tracker, problems);
  }

  void read(String importerId) throws TraceReadException {
    var fields = new Fields();
    for (Records.Line line = records.next(fields);
        line != Records.Line.END;
        line = records.next(fields)) {
      if (records.line() % PROGRESS_EVERY == 0) {
        context.monitor().checkCancelled();
        context
            .monitor()
            .progress(records.position(), file.content().byteSize(), "reading " + file.shortName());
      }
      if (line == Records.Line.BAD) {
        problems.add(SimulatorProblems.BAD_LINE, "", "", records.wrong() + ": " + records.quote());
      } else {
        record(fields);
      }
    }
    if (counts.isEmpty()) {
      String first = problems.first();
      throw new TraceReadException(
          file.name()
              + " has no record of a simulator that can be read"
              + (first.isEmpty() ? "." : " (" + first + ")."));
    }
    finish(importerId);
  }

  private void record(Fields fields) throws TraceReadException {
    String word = fields.text("event", "");
    EventKind kind = EventKind.of(word);
    try {
      if (kind == null) {
        throw new BadFieldException(
            "event", word.isEmpty() ? "is missing" : "is unknown: " + Fields.quote(word));
      }
      if (kind == EventKind.META) {
        meta(fields);
      } else {
        machine.take(kind, fields);
      }
      counts.merge(kind, 1L, Long::sum);
      for (String field : fields.names()) {
        if (!kind.fields().contains(field)) {
          problems.add(SimulatorProblems.UNKNOWN_FIELD, word, name(field), "is none of this event");
        }
      }
    } catch (BadFieldException e) {
      String of = kind == null ? "" : word;
      problems.add(SimulatorProblems.BAD_FIELD, of, e.field(), e.getMessage());
    }
  }

  private static String name(String field) {
    String quoted = Fields.quote(field);
    return quoted.substring(1, quoted.length() - 1);
  }

  private void meta(Fields fields) throws BadFieldException, TraceReadException {
    String name = fields.text("name");
    String value = fields.text("value");
    TimelineBuilder builder = context.builder();
    switch (name) {
      case "format" -> version(value);
      case "realtime" ->
          builder.clock(
              ClockDomain.REALTIME, -fields.whole("value", -Fields.LATEST, Fields.LATEST), 0);
      default -> builder.property(PROPERTIES.getOrDefault(name, "simulator." + name(name)), value);
    }
  }

  private void version(String value) throws BadFieldException, TraceReadException {
    String version = value.startsWith(FORMAT) ? value.substring(FORMAT.length()) : "";
    if (!version.matches("[1-9][0-9]{0,3}")) {
      throw new BadFieldException(
          "value", "is " + Fields.quote(value) + ", not \"" + FORMAT + VERSION + "\"");
    }
    if (Integer.parseInt(version) > VERSION) {
      throw new TraceReadException(
          file.name()
              + " is of version "
              + version
              + " of the schema for simulators; this program reads version "
              + VERSION
              + ".");
    }
  }

  private void finish(String importerId) {
    TimelineBuilder builder = context.builder();
    machine.finish();
    problems.report();
    int clock = builder.clock("simulated time", 0, 0);
    long events = counts.values().stream().mapToLong(Long::longValue).sum();
    builder.source(file.name(), importerId, events, file.content().byteSize(), clock);
    counts.forEach((kind, count) -> builder.eventCount("simulator:" + kind.word(), count, true));
  }
}
