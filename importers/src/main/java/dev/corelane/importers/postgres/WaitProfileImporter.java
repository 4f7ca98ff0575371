package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Recognises `pg_wait_sampling_profile`. Its totals have no times, so none of them is put on the
/// timeline; the largest are told in a property and a problem of the import.
public final class WaitProfileImporter extends TableImporter {
  private static final int TOLD = 5;

  /// Prefix of the property: `postgres.wait-profile.FILE`.
  private static final String PROPERTY = "postgres.wait-profile.";

  /// Creates it; called by the service loader.
  public WaitProfileImporter() {
    super(TableKind.WAIT_PROFILE);
  }

  @Override
  public String id() {
    return "postgres.wait-profile";
  }

  @Override
  public String displayName() {
    return "pg_wait_sampling_profile";
  }

  /// Read last: alone it makes no timeline.
  @Override
  public int richness() {
    return 1;
  }

  @Override
  String eventName() {
    return "wait-sampling-profile";
  }

  @Override
  void read(SampleRows rows, TraceFile file, ImportContext context) {
    Map<String, Long> totals = new HashMap<>();
    while (rows.nextRow()) {
      long count = Numbers.number(rows.get("count"), -1);
      if (count < 0) {
        rows.bad();
      } else if (!rows.get("event").isEmpty()) {
        String type = WaitEventNames.type(rows.get("event_type"));
        totals.merge(type + ":" + WaitEventNames.name(type, rows.get("event")), count, Long::sum);
      }
    }
    context
        .incident()
        .untimed(
            file.name()
                + " holds totals without times, of which no timeline can be made; open"
                + " pg_wait_sampling_history instead.");
    String largest =
        totals.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(TOLD)
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    context.builder().property(PROPERTY + file.shortName(), largest);
    rows.facts()
        .problem(PostgresProblems.TOTALS, "the largest totals are " + largest, rows.facts().rows());
  }
}
