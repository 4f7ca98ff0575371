package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceReadException;

/// Reads samples of `pg_locks`. Holds and waits are inferred between samples.
public final class LockSamplesImporter extends TableImporter {
  private static final String PROPERTY = "postgres.";
  private static final String RELATION = "relation ";

  /// Rows from which names are learnt.
  private static final int MOST_LOOKED_AT = 50_000;

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
    RelationNames names = names(rows.again());
    names.found().forEach((lock, name) -> context.builder().property(PROPERTY + lock, name));
    var samples = new LockSamples(rows.facts(), rows.periodNs());
    var blocker = new Blocker(rows);
    while (rows.nextSample(true)) {
      String granted = rows.get("granted");
      if (granted.isEmpty()) {
        rows.bad();
        continue;
      }
      samples.add(
          rows.timeNs(),
          rows.facts().backend(rows.pid(), rows.timeNs()),
          tag(rows, names),
          rows.get("mode"),
          isTrue(granted),
          rows.timeNs("waitstart"),
          blocker.pid());
    }
    samples.finish();
  }

  private static RelationNames names(SampleRows rows) {
    var names = new RelationNames(rows.facts().known());
    for (int row = 0; row < MOST_LOOKED_AT && rows.nextSample(true); row++) {
      String relation = rows.get("relation");
      String tag = isTrue(rows.get("granted")) ? "" : tag(rows, names);
      if (RelationNames.isName(relation) && tag.contains(RELATION)) {
        names.seen(
            rows.timeNs(),
            rows.facts().backend(rows.pid(), rows.timeNs()),
            tag.substring(0, tag.indexOf(RELATION)),
            relation,
            rows.get("database"));
      }
    }
    return names;
  }

  private static boolean isTrue(String value) {
    return value.startsWith("t") || value.startsWith("T");
  }

  /// What is locked, in the words of the server's log (`DescribeLockTag`).
  private static String tag(SampleRows rows, RelationNames names) {
    String database = rows.get("database");
    String relation =
        RELATION + names.number(rows.get("relation"), database) + " of database " + database;
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
