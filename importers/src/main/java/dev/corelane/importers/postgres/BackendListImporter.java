package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.SourceKind;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads lists that tell which process id belongs to which application: `pid,application_name` with
/// a header, or without one `pid,application_name,backend_type[,backend_start]`. They label the
/// backends that other files tell of.
public final class BackendListImporter implements TraceImporter {
  private static final int SURE = 90;

  /// Backend types as `pg_stat_activity` names them (src/backend/utils/init/miscinit.c).
  private static final String TYPES =
      "client backend|autovacuum (?:launcher|worker)|background (?:writer|worker)|checkpointer|"
          + "parallel worker|logical replication \\w[\\w ]*|wal\\w+|archiver|startup|"
          + "standalone backend|slotsync worker|io worker|[\\w ]+ (?:collector|worker|launcher)";

  private static final Pattern ROW =
      Pattern.compile("(\\d{1,9}),([^,\"]*|\"[^\"]*\"),(" + TYPES + ")(?:,([^,]*))?\r?");

  /// Creates it; called by the service loader.
  public BackendListImporter() {}

  @Override
  public String id() {
    return "postgres.backends";
  }

  @Override
  public String displayName() {
    return "list of PostgreSQL backends";
  }

  @Override
  public SourceKind kind() {
    return SourceKind.COMPANION;
  }

  /// Read late: it only labels what others tell of.
  @Override
  public int richness() {
    return 2;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    if (hasHeader(head.bytes())) {
      return new ProbeResult(SURE, "has the columns pid and application_name");
    }
    List<String> lines =
        new String(head.bytes(), StandardCharsets.UTF_8).lines().limit(50).toList();
    int whole = head.size() > head.bytes().length ? lines.size() - 1 : lines.size();
    long rows = lines.stream().limit(whole).filter(l -> ROW.matcher(l).matches()).count();
    return rows > 0 && rows == whole
        ? new ProbeResult(SURE, "has rows of process id, application name and backend type")
        : ProbeResult.no("has no rows of process id, application name and backend type");
  }

  private static boolean hasHeader(byte[] head) {
    TableForm form = TableForm.of(head);
    return form != null && TableKind.of(form.columns(head)) == TableKind.BACKENDS;
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    var facts = new PostgresFacts(file, context);
    var problems = new RowProblems(context.problems(), file.name(), TableKind.BACKENDS.row());
    var time = new PostgresTime();
    MemorySegment content = file.content();
    byte[] head = TraceHead.bytesOf(content);
    if (hasHeader(head)) {
      TableForm form = TableForm.of(head);
      if (form != null) {
        var rows = new SampleRows(log -> form.open(content, log), "", Set.of(), problems, facts, 0);
        BackendLabels.read(rows, "backend_start");
        time = rows.time();
      }
    } else {
      readRows(RecordFramer.lines(content), facts, problems, time);
    }
    context
        .incident()
        .untimed(
            file.name()
                + " only tells the names of backends; open it together with a recording or samples"
                + " of them.");
    facts.finish(id(), "backends", time);
  }

  private static void readRows(
      RecordFramer lines, PostgresFacts facts, RowProblems problems, PostgresTime time) {
    while (lines.next()) {
      String line = lines.text();
      if (line.isBlank()) {
        continue;
      }
      var row = ROW.matcher(line);
      int pid = row.matches() ? Numbers.nonNegative(row.group(1)) : -1;
      if (pid <= 0) {
        problems.bad(lines.line(), lines.offset(), line);
        continue;
      }
      facts.row(lines.offset());
      String start = row.group(4);
      long unixNs = start == null ? PostgresTime.NONE : time.parse(start);
      BackendLabels.label(
          facts,
          pid,
          unixNs == PostgresTime.NONE ? PostgresTime.NONE : facts.place(unixNs),
          row.group(3),
          row.group(2).replace("\"", ""));
    }
  }
}
