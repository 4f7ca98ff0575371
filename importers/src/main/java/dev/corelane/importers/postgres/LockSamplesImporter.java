package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;

/// Reads samples of `pg_locks`. Holds and waits are inferred between samples.
public final class LockSamplesImporter extends TableImporter {
  /// Creates it; called by the service loader.
  public LockSamplesImporter() {
    super(TableKind.LOCKS);
  }

  @Override
  public String id() {
    return "postgres.locks";
  }

  @Override
  public String displayName() {
    return "pg_locks samples";
  }

  @Override
  public int richness() {
    return 40;
  }

  @Override
  String eventName() {
    return "locks";
  }

  @Override
  void read(SampleRows rows, TraceFile file, ImportContext context) throws TraceReadException {
    if (!rows.timed()) {
      throw withoutTime(file);
    }
    var samples = new LockSamples(rows.facts(), rows.periodNs());
    while (rows.nextSample(true)) {
      String granted = rows.get("granted");
      if (granted.isEmpty()) {
        rows.bad();
        continue;
      }
      samples.add(
          rows.timeNs(),
          rows.facts().backend(rows.pid(), rows.timeNs()),
          tag(rows),
          rows.get("mode"),
          granted.charAt(0) == 't' || granted.charAt(0) == 'T',
          rows.timeNs("waitstart"),
          firstBlocker(rows.get("blocked_by")));
    }
    samples.finish();
  }

  /// The first number of an array of process ids.
  private static int firstBlocker(String array) {
    int to = 0;
    String inner = array.startsWith("{") ? array.substring(1) : array;
    while (to < inner.length() && Character.isDigit(inner.charAt(to))) {
      to++;
    }
    return Numbers.nonNegative(inner.substring(0, to));
  }

  /// What is locked, in the words of the server's log (`DescribeLockTag`).
  private static String tag(SampleRows rows) {
    String relation = "relation " + rows.get("relation") + " of database " + rows.get("database");
    return switch (rows.get("locktype")) {
      case "relation" -> relation;
      case "extend" -> "extension of " + relation;
      case "page" -> "page " + rows.get("page") + " of " + relation;
      case "tuple" -> "tuple (" + rows.get("page") + "," + rows.get("tuple") + ") of " + relation;
      case "transactionid" -> "transaction " + rows.get("transactionid");
      case "virtualxid" -> "virtual transaction " + rows.get("virtualxid");
      case "object" ->
          "object "
              + rows.get("objid")
              + " of class "
              + rows.get("classid")
              + " of database "
              + rows.get("database");
      case "advisory" -> "advisory lock " + numbers(rows);
      case "userlock" -> "user lock " + numbers(rows);
      case "frozenid" -> "pg_database.datfrozenxid of database " + rows.get("database");
      default -> rows.get("locktype") + " " + numbers(rows);
    };
  }

  private static String numbers(SampleRows rows) {
    String last = rows.get("objsubid");
    return "["
        + rows.get("database")
        + ","
        + rows.get("classid")
        + ","
        + rows.get("objid")
        + (last.isEmpty() ? "" : "," + last)
        + "]";
  }
}
