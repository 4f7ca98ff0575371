package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads `heap_page_items` of pageinspect: how many tuples have a MultiXact in `t_xmax`.
///
/// Rows with a time become counters; rows without one, which may be named in a column `at`
/// ("before", "after"), a property of the timeline per name.
public final class PageItemsImporter extends TableImporter {
  /// Prefix of the properties: `postgres.heap.FILE`, and with a name `postgres.heap.FILE.NAME`.
  static final String PROPERTY = "postgres.heap.";

  // src/include/access/htup_details.h
  private static final int XMAX_LOCK_ONLY = 0x80;
  private static final int XMAX_INVALID = 0x800;
  private static final int XMAX_IS_MULTI = 0x1000;
  private static final int LP_NORMAL = 1;
  private static final int MOST_GROUPS = 1000;

  private static final class Counts {
    long tuples;
    long multi;
    long multiValid;
    long multiLockOnly;
  }

  /// Creates it; called by the service loader.
  public PageItemsImporter() {
    super(TableKind.PAGE_ITEMS);
  }

  @Override
  public String id() {
    return "postgres.page-items";
  }

  @Override
  public String displayName() {
    return "heap_page_items (pageinspect)";
  }

  @Override
  public int richness() {
    return 20;
  }

  @Override
  String eventName() {
    return "heap-page-items";
  }

  @Override
  void read(SampleRows rows, TraceFile file, ImportContext context) {
    Map<Long, Counts> timed = new LinkedHashMap<>();
    Map<String, Counts> named = new LinkedHashMap<>();
    while (rows.nextRow()) {
      int infomask = infomask(rows.get("t_infomask"));
      boolean normal = !rows.has("lp_flags") || rows.get("lp_flags").equals("" + LP_NORMAL);
      if (infomask < 0 && normal) {
        rows.bad();
      } else if (normal) {
        long timeNs = rows.timed() ? rows.timeNs(rows.timeColumn()) : PostgresTime.NONE;
        boolean full = timed.size() + named.size() >= MOST_GROUPS;
        Counts counts =
            timeNs == PostgresTime.NONE
                ? group(named, rows.timed() ? rows.get(rows.timeColumn()) : "", full)
                : group(timed, timeNs, full);
        count(counts, infomask);
      }
    }
    if (timed.isEmpty()) {
      context
          .incident()
          .untimed(
              file.name()
                  + " holds pages of a table without a time, of which no timeline can be made;"
                  + " select clock_timestamp() AS at with them, or open them together with a"
                  + " recording.");
    }
    counters(timed, context.builder());
    named.forEach((name, counts) -> property(file, name, counts, rows.facts()));
  }

  private static <K> Counts group(Map<K, Counts> groups, K key, boolean full) {
    Counts known = groups.get(key);
    if (known == null) {
      known = new Counts();
      if (!full) {
        groups.put(key, known);
      }
    }
    return known;
  }

  private static void count(Counts counts, int infomask) {
    counts.tuples++;
    if ((infomask & XMAX_IS_MULTI) != 0) {
      counts.multi++;
      if ((infomask & XMAX_INVALID) == 0) {
        counts.multiValid++;
      }
      if ((infomask & XMAX_LOCK_ONLY) != 0) {
        counts.multiLockOnly++;
      }
    }
  }

  private static int infomask(String text) {
    try {
      int value = Integer.decode(text);
      return value >= 0 && value <= 0xffff ? value : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static void counters(Map<Long, Counts> timed, TimelineBuilder builder) {
    if (timed.isEmpty()) {
      return;
    }
    int tuples = builder.counterTrack("heap tuples", "", -1, Task.UNKNOWN);
    int multi = builder.counterTrack("heap tuples with a MultiXact xmax", "", -1, Task.UNKNOWN);
    int valid =
        builder.counterTrack("heap tuples with a valid MultiXact xmax", "", -1, Task.UNKNOWN);
    timed.forEach(
        (timeNs, counts) -> {
          builder.counter(timeNs, tuples, counts.tuples);
          builder.counter(timeNs, multi, counts.multi);
          builder.counter(timeNs, valid, counts.multiValid);
        });
  }

  private static void property(TraceFile file, String name, Counts counts, PostgresFacts facts) {
    String told =
        counts.tuples
            + " tuples, "
            + counts.multi
            + " with a MultiXact in t_xmax (infomask 0x1000), "
            + counts.multiValid
            + " of them not marked invalid, "
            + counts.multiLockOnly
            + " only locked";
    facts
        .builder()
        .property(PROPERTY + file.shortName() + (name.isBlank() ? "" : "." + name), told);
    facts.problem(PostgresProblems.PAGES_UNTIMED, told, 1);
  }
}
