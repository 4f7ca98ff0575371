package dev.corelane.importers.kernel.text;

import dev.corelane.importers.EventWindow;
import dev.corelane.importers.ImportContext;
import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.EventField;
import dev.corelane.importers.kernel.EventFormat;
import dev.corelane.importers.kernel.KernelTracepoints;
import dev.corelane.importers.kernel.RawEvent;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.importers.kernel.TracepointHandler;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.ProblemKind;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The events of one text, from their lines to the timeline: writes the record of each, brings them
/// into the order of time, and gives each to the handler of its tracepoint.
public final class TextSession {
  /// Something other than an event that has its place in the order of time.
  @FunctionalInterface
  public interface Action {
    /// @param tracker takes what happened
    /// @param row when and where; only until the call returns
    void run(SchedulingTracker tracker, TextRow row);
  }

  /// Latest time that a line may have: nearer to 2^63, differences of times would not fit.
  private static final long LATEST = 1L << 62;

  /// Group of an event that has none and whose text begins with an address, as that of probes does
  /// (kernel/trace/trace_uprobe.c).
  private static final String PROBES = "uprobes";

  private static final TracepointHandler NOTHING = e -> {};
  private static final int PREV_PID =
      Catalogue.switchLayout(TaskStates.PRINT_FORMAT).offset("prev_pid");

  private final String source;
  private final ImportContext context;
  private final @Nullable EventWindow window;
  private final SchedulingTracker tracker;
  private final TaskStates states = new TaskStates();
  private final OrderedRecords records = new OrderedRecords(this::dispatch);
  private final Slab slab = records.slab();
  private final BodyParser parser = new BodyParser(states, slab);
  private final EventTable events = new EventTable();
  private final RowNames names = new RowNames();
  private final TextRow actionRow = new TextRow();
  private final RawEvent raw = new RawEvent(new ByteView(MemorySegment.NULL, false));
  private String architecture = "";
  private @Nullable KernelTracepoints tracepoints;
  private boolean switchSeen;
  private boolean quoteOpen;
  private long lastTime = Long.MIN_VALUE;
  private long untoldPreemptions;
  private long late;
  private long rows;
  private long rowsWithCpu;

  /// @param source file name for the problems
  /// @param context where the facts go
  public TextSession(String source, ImportContext context) {
    this.source = source;
    this.context = context;
    this.window = context.window();
    tracker = new SchedulingTracker(context.builder(), context.problems(), source);
  }

  /// Tells the machine that was recorded.
  ///
  /// @param newArchitecture `uname -m`
  public void architecture(String newArchitecture) {
    architecture = newArchitecture;
  }

  /// Takes an event.
  ///
  /// @param row its line
  /// @param lines the line itself
  public void event(TextRow row, LineReader lines) {
    byte[] b = lines.bytes();
    TextEvent event = events.get(b, row.nameStart, row.nameEnd);
    event.count++;
    rows++;
    if (row.timeNs < 0 || row.timeNs > LATEST) {
      problem(TextProblems.BAD_EVENT, lines, "has no possible time");
      return;
    }
    rowsWithCpu += row.cpu >= 0 ? 1 : 0;
    if (names.isNews(row)) {
      meet(row, names.name(row, b));
    }
    if (!event.resolved) {
      resolve(event, b, row);
    }
    boolean catalogued = event.entry != null && !event.learnt;
    quoteOpen = !catalogued && quotes(b, row.bodyStart, row.bodyEnd) % 2 != 0;
    if (event.handler == null || event.entry == null) {
      records.addBare(row, event);
      return;
    }
    if (!write(event, event.entry, row, b)) {
      problem(TextProblems.BAD_EVENT, lines, "is not readable as " + event.fullName);
      slab.drop();
      records.addBare(row, event);
      return;
    }
    TextEvent plugin = event.plugin;
    boolean less = plugin != null && BodyParser.isPlugin(b, row.bodyStart, row.bodyEnd);
    records.add(row, plugin != null && less ? plugin : event);
  }

  /// Tells of a thread what only the head of a line does.
  private void meet(TextRow row, String name) {
    action(
        row,
        "",
        (to, when) -> {
          int task = to.task(when.tid, when.timeNs);
          to.process(task, when.pid);
          if (!name.isEmpty()) {
            to.comm(when.tid, when.pid, name, when.timeNs);
          }
        });
  }

  private boolean write(TextEvent event, Catalogue.Entry entry, TextRow row, byte[] b) {
    RecordLayout layout = entry.layout();
    slab.begin(layout.size);
    slab.putByte(RecordLayout.COMMON_FLAGS, row.flags);
    slab.putInt(RecordLayout.COMMON_PID, row.tid);
    if (event.learnt) {
      parser.learnt(layout, b, row.bodyStart, row.bodyEnd);
    } else if (!parser.parse(entry.grammar(), layout, b, row.bodyStart, row.bodyEnd)) {
      return false;
    }
    for (int tid : layout.namedTids) {
      names.namedByEvent(slab.getInt(slab.recordStart() + tid));
    }
    return true;
  }

  /// Whether the text of the last event's argument goes on in the next line: it holds an odd number
  /// of quotes, as the text of an SQL statement with line breaks does.
  ///
  /// @return whether the next lines may be no events
  public boolean quoteOpen() {
    return quoteOpen;
  }

  private static int quotes(byte[] b, int from, int end) {
    int count = 0;
    for (int at = Scan.find(b, from, end, '"'); at >= 0; at = Scan.find(b, at + 1, end, '"')) {
      count++;
    }
    return count;
  }

  /// Counts something that makes no fact of its own.
  ///
  /// @param what its name
  public void count(String what) {
    byte[] name = what.getBytes(StandardCharsets.UTF_8);
    TextEvent counted = events.get(name, 0, name.length);
    counted.count++;
    counted.resolved = true;
    counted.handler = NOTHING;
  }

  /// Takes something that is no event but has its place in the order of time.
  ///
  /// @param row when and where
  /// @param what what is counted, "" for nothing
  /// @param action what to do
  public void action(TextRow row, String what, Action action) {
    action(row, what, false, action);
  }

  /// Takes what is told of a task, maybe of long before the recording: it has its place in the
  /// order of time, but does not show the CPU of its line at work.
  ///
  /// @param row when
  /// @param what what is counted, "" for nothing
  /// @param action what to do
  public void aside(TextRow row, String what, Action action) {
    action(row, what, true, action);
  }

  private void action(TextRow row, String what, boolean aside, Action action) {
    if (!what.isEmpty()) {
      count(what);
    }
    if (row.timeNs < 0 || row.timeNs > LATEST) {
      return;
    }
    var event = new TextEvent(what);
    event.aside = aside;
    event.resolved = true;
    event.handler =
        e -> {
          actionRow.timeNs = e.timeNs;
          actionRow.cpu = e.cpu;
          actionRow.tid = e.tid;
          actionRow.pid = e.pid;
          action.run(tracker, actionRow);
        };
    records.addBare(row, event);
  }

  /// The state machine, for what comes before the first event.
  ///
  /// @return the tracker
  public SchedulingTracker tracker() {
    return tracker;
  }

  /// @return number of events so far, with those that were not readable
  public long rows() {
    return rows;
  }

  /// Whether a switch of tasks was met.
  ///
  /// @return true once a sched_switch was read
  public boolean switchSeen() {
    return switchSeen;
  }

  private void resolve(TextEvent event, byte[] b, TextRow row) {
    event.resolved = true;
    int colon = event.fullName.indexOf(':');
    int body = Scan.skipBlanks(b, row.bodyStart, row.bodyEnd);
    if (colon < 0 && !Scan.startsWith(b, body, row.bodyEnd, "(")) {
      return;
    }
    String system = colon < 0 ? PROBES : event.fullName.substring(0, colon);
    String name = event.fullName.substring(colon + 1);
    Catalogue.Entry entry = Catalogue.find(system, name);
    if (entry == null) {
      RecordLayout layout = LearntLayout.of(system, name, b, row.bodyStart, row.bodyEnd);
      entry = new Catalogue.Entry(Catalogue.Grammar.KEYS, layout);
      event.learnt = true;
    }
    event.entry = entry;
    event.handler = handler(entry.layout().format);
    if (entry.grammar() == Catalogue.Grammar.SWITCH) {
      switchSeen = true;
      event.stateOffset = entry.layout().offset("prev_state");
      var plugin = new TextEvent(event.fullName);
      plugin.resolved = true;
      plugin.stateOffset = event.stateOffset;
      plugin.tellsLess = true;
      plugin.handler = handler(Catalogue.switchLayout(TaskStates.PRINT_FORMAT_WITHOUT_PLUS).format);
      event.plugin = plugin;
    }
  }

  private @Nullable TracepointHandler handler(EventFormat format) {
    if (format.system().equals("ftrace")) {
      EventField text = format.field("buf");
      return e -> mark(e, tracker.task(e.tid, e.timeNs), "print", e.string(text));
    }
    if (format.fullName().equals("sched:sched_blocked_reason")) {
      return blockedReason(format);
    }
    if (tracepoints == null) {
      tracepoints = new KernelTracepoints(tracker, architecture);
    }
    return tracepoints.handler(format);
  }

  /// In a text the caller is a symbol and not an address.
  private TracepointHandler blockedReason(EventFormat format) {
    EventField pid = format.field("pid");
    EventField ioWait = format.field("io_wait");
    EventField caller = format.field("caller");
    return e -> {
      int task = tracker.task((int) e.number(pid), e.timeNs);
      String how = e.number(ioWait) != 0 ? "I/O at " : "at ";
      mark(e, task, "blocked", how + e.string(caller));
    };
  }

  private void mark(RawEvent e, int task, String category, String text) {
    context.builder().mark(e.timeNs, tracker.cpuIndex(e.cpu), task, category, text);
  }

  private void dispatch(OrderedRecords from, int index) {
    TextEvent event = from.event(index);
    long time = from.time(index);
    if (time < lastTime) {
      late++;
      time = lastTime;
    }
    lastTime = time;
    raw.timeNs = time;
    raw.cpu = from.cpu(index);
    raw.tid = from.tid(index);
    raw.pid = from.pid(index);
    TracepointHandler handler = event.handler;
    if (window != null && !window.takes(time, raw.cpu)) {
      // What only heads of lines tell of threads holds within the window, too.
      if (handler != null && event.fullName.isEmpty()) {
        handler.handle(raw);
      }
      return;
    }
    if (!event.aside) {
      tracker.advance(time, raw.cpu, raw.tid);
    }
    if (handler == null || from.length(index) == 0 && event.entry != null) {
      return;
    }
    int start = from.start(index);
    if (event.stateOffset >= 0) {
      int at = start + event.stateOffset;
      long state = states.decide(slab.getLong(at));
      slab.setLong(at, state);
      if (event.tellsLess && state == 0 && slab.getInt(start + PREV_PID) != 0) {
        untoldPreemptions++;
      }
    }
    raw.window(slab.reader(), start, from.length(index));
    handler.handle(raw);
  }

  /// Ends the reading, and tells what was not readable.
  ///
  /// @return number of events
  public long finish() {
    records.finish();
    tracker.finish();
    tracker.shortRecords(raw.overruns());
    count(TextProblems.OUT_OF_ORDER, "lines come too late to be put in order", late);
    count(TextProblems.STATE_UNCLEAR, "task states cannot be told", states.unclearStates());
    count(
        TextProblems.PREEMPTION_UNTOLD,
        "preemptions of an untold kind (R of the plugin layout)",
        untoldPreemptions);
    if (rows > 0 && rowsWithCpu == 0) {
      count(TextProblems.NO_CPU, "no event has a CPU", 1);
    }
    for (TextEvent event : events.all()) {
      context.builder().eventCount(event.fullName, event.count, event.handler != null);
    }
    return rows;
  }

  private void count(ProblemKind kind, String message, long count) {
    if (count > 0) {
      context.problems().add(kind, message, source, -1, ImportProblem.NO_TIME, count);
    }
  }

  private void problem(ProblemKind kind, LineReader lines, String what) {
    lines.report(context.problems(), kind, source, what);
  }
}
