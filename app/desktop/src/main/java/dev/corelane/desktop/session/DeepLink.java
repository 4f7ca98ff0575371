package dev.corelane.desktop.session;

import dev.corelane.trace.model.TimeRange;
import java.util.Optional;
import java.util.OptionalLong;

/// Where to look first in a recording, as given on the command line.
///
/// @param at a time since the start such as `12.5ms`, or a range such as `12.5ms..14ms`; "" for
///   none
/// @param select part of the name of a thread or a lock; "" for none
public record DeepLink(String at, String select) {
  /// Nowhere in particular.
  public static final DeepLink NONE = new DeepLink("", "");

  private static final String TO = "..";

  /// Goes there.
  ///
  /// @param view the timeline
  /// @return a sentence about what was not found, empty if all was
  public Optional<String> follow(TimelineModel view) {
    SearchModel search = new SearchModel(view);
    if (!select.isEmpty()) {
      Optional<SearchModel.Result> found =
          search.find(select).stream()
              .filter(result -> !(result instanceof SearchModel.Result.OfTime))
              .findFirst();
      if (found.isEmpty()) {
        return Optional.of("No thread and no lock is called " + select + ".");
      }
      search.goTo(found.get());
    }
    return at.isEmpty() ? Optional.empty() : goToTime(view, search);
  }

  private Optional<String> goToTime(TimelineModel view, SearchModel search) {
    TimeRange all = view.digest().timeline().range();
    int split = at.indexOf(TO);
    OptionalLong from = SearchModel.parseTime(split < 0 ? at : at.substring(0, split));
    OptionalLong to = split < 0 ? from : SearchModel.parseTime(at.substring(split + TO.length()));
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.of(at + " is no time; write 12.5ms, or 12.5ms..14ms for a range.");
    }
    if (from.getAsLong() > all.durationNs() || to.getAsLong() < from.getAsLong()) {
      return Optional.of(at + " is not within the recording.");
    }
    long startNs = all.startNs() + from.getAsLong();
    if (split < 0) {
      search.goTo(new SearchModel.Result.OfTime(startNs, at, ""));
    } else {
      long endNs = Math.min(all.endNs(), all.startNs() + to.getAsLong());
      view.show(new TimeRange(startNs, Math.max(startNs, endNs)));
    }
    return Optional.empty();
  }
}
