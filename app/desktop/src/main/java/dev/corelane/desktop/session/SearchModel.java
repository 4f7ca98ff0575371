package dev.corelane.desktop.session;

import dev.corelane.render.digest.LaneFacts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Bookmark;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds threads by name or id, locks by name or address, spans such as queries, marks and
/// bookmarks by their text, and moments: `12.5ms` since the start of the trace, or a time of day.
public final class SearchModel {
  /// More results than a list of them is read.
  private static final int MOST = 60;

  /// Rows of marks or spans that are looked at while the user types: about 20 ms of work.
  private static final long MOST_LOOKED_AT = 100_000;

  private static final Pattern TIME =
      Pattern.compile("([0-9]+(?:[.,][0-9]+)?)\\s*(ns|us|\u00B5s|\u03BCs|ms|s|min)");

  private final TraceDigest digest;
  private final TimelineModel view;

  /// @param view where to go
  public SearchModel(TimelineModel view) {
    this.view = view;
    digest = view.digest();
  }

  /// Something found.
  public sealed interface Result {
    /// @return what it is
    String title();

    /// @return what else there is to say
    String detail();

    /// A thread.
    ///
    /// @param task internal task id
    /// @param title name and number
    /// @param detail its process
    record OfThread(int task, String title, String detail) implements Result {}

    /// A lock.
    ///
    /// @param lock internal lock id
    /// @param title its name
    /// @param detail how long it was waited for
    record OfLock(int lock, String title, String detail) implements Result {}

    /// A span, such as a query.
    ///
    /// @param row of SPANS
    /// @param title what it is
    /// @param detail when, and how long
    record OfSpan(long row, String title, String detail) implements Result {}

    /// A mark of the recording.
    ///
    /// @param row of MARKS
    /// @param title its text
    /// @param detail when
    record OfMark(long row, String title, String detail) implements Result {}

    /// A moment.
    ///
    /// @param timeNs the time on the timeline
    /// @param title the time
    /// @param detail what it counts from
    record OfTime(long timeNs, String title, String detail) implements Result {}
  }

  /// Searches.
  ///
  /// @param query what was typed
  /// @return what was found: the time, the threads that were most active, the locks that cost most
  public List<Result> find(String query) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    List<Result> found = new ArrayList<>();
    if (wanted.isEmpty()) {
      return found;
    }
    Timeline timeline = digest.timeline();
    TimeRange range = timeline.range();
    parseTime(wanted)
        .ifPresent(
            ns -> {
              if (ns <= range.durationNs()) {
                found.add(
                    new Result.OfTime(
                        range.startNs() + ns, TimeText.exact(ns), "since the start of the trace"));
              }
            });
    addTimesOfDay(wanted, found);
    addBookmarks(wanted, found);
    LaneFacts facts = digest.facts();
    for (var process : facts.processes()) {
      for (int task : process.tasks()) {
        Task thread = timeline.task(task);
        String title = SliceText.task(timeline, task, thread.endNs());
        if (found.size() < MOST && title.toLowerCase(Locale.ROOT).contains(wanted)) {
          found.add(new Result.OfThread(task, title, "thread of " + process.name()));
        }
      }
    }
    int most = found.size() + MOST;
    for (int lock : facts.locks()) {
      String title = facts.lockName(lock);
      if (found.size() < most && title.toLowerCase(Locale.ROOT).contains(wanted)) {
        long waited = facts.waitNs(lock);
        found.add(
            new Result.OfLock(
                lock,
                title,
                waited > 0 ? "lock, " + TimeText.duration(waited) + " waited" : "lock"));
      }
    }
    addMarks(wanted, found);
    addSpans(wanted, found);
    return found;
  }

  /// A time of day is told in the zone of this computer and in UTC; it may come once a day.
  private void addTimesOfDay(String wanted, List<Result> found) {
    Timeline timeline = digest.timeline();
    TimeRange range = timeline.range();
    ClockTime.parse(wanted)
        .ifPresent(
            time -> {
              for (TimeChoice choice : List.of(TimeChoice.LOCAL, TimeChoice.UTC)) {
                time.within(range, choice.base(timeline))
                    .ifPresent(
                        ns -> {
                          if (found.stream()
                              .noneMatch(r -> r instanceof Result.OfTime t && t.timeNs() == ns)) {
                            found.add(new Result.OfTime(ns, time.text(), choice.title()));
                          }
                        });
              }
            });
  }

  private void addBookmarks(String wanted, List<Result> found) {
    for (Bookmark bookmark : view.state().get().overlay().bookmarks()) {
      if (bookmark.note().toLowerCase(Locale.ROOT).contains(wanted)
          || "bookmark".startsWith(wanted)) {
        String when = Moments.exact(digest.timeline(), bookmark.timeNs());
        String title = bookmark.note().isEmpty() ? "Bookmark" : bookmark.note();
        found.add(new Result.OfTime(bookmark.timeNs(), title, "bookmark at " + when));
      }
    }
  }

  private void addMarks(String wanted, List<Result> found) {
    Timeline timeline = digest.timeline();
    int most = found.size() + MOST;
    long end = Math.min(timeline.marks().size(), MOST_LOOKED_AT);
    for (long row = 0; row < end && found.size() < most; row++) {
      Mark mark = timeline.marks().get(row);
      if (mark.text().toLowerCase(Locale.ROOT).contains(wanted)
          || mark.category().toLowerCase(Locale.ROOT).contains(wanted)) {
        String title = mark.text().isEmpty() ? mark.category() : mark.text();
        String when = Moments.exact(timeline, mark.timeNs());
        found.add(new Result.OfMark(row, title, mark.category() + " at " + when));
      }
    }
  }

  private void addSpans(String wanted, List<Result> found) {
    Timeline timeline = digest.timeline();
    int most = found.size() + MOST;
    long end = Math.min(timeline.spans().size(), MOST_LOOKED_AT);
    for (long row = 0; row < end && found.size() < most; row++) {
      Span span = timeline.spans().get(row);
      String title = FactText.spanName(span);
      if (title.toLowerCase(Locale.ROOT).contains(wanted)) {
        String what =
            TimeText.duration(span.endNs() - span.startNs())
                + " at "
                + Moments.exact(timeline, span.startNs());
        found.add(new Result.OfSpan(row, title, what));
      }
    }
  }

  /// Goes to a result.
  ///
  /// @param result what was found
  public void goTo(Result result) {
    switch (result) {
      case Result.OfTime time -> view.jumpTo(time.timeNs());
      case Result.OfSpan span -> view.goTo(new Target.SpanRef(span.row()));
      case Result.OfMark mark -> view.goTo(new Target.MarkRef(mark.row()));
      case Result.OfLock lock -> view.goTo(new Target.LockRef(lock.lock()));
      case Result.OfThread thread -> view.showThread(thread.task());
    }
  }

  /// Reads a length of time.
  ///
  /// @param text such as `12.5ms`, in lower case
  /// @return ns, empty if it is none
  static OptionalLong parseTime(String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      return OptionalLong.empty();
    }
    long unit =
        switch (m.group(2)) {
          case "ns" -> 1;
          case "ms" -> 1_000_000;
          case "s" -> 1_000_000_000;
          case "min" -> 60_000_000_000L;
          default -> 1_000;
        };
    BigDecimal ns = new BigDecimal(m.group(1).replace(',', '.')).multiply(BigDecimal.valueOf(unit));
    return ns.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(ns.longValue());
  }
}
