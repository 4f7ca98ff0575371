package dev.corelane.analysis.postgres;

import dev.corelane.trace.model.Span;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which query a backend ran at a time.
final class QueryTimes {
  private final Map<Integer, List<Span>> byTask = new HashMap<>();
  private final Set<String> texts = new TreeSet<>();

  QueryTimes(Timeline timeline) {
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (span.category().equals("query")) {
        byTask.computeIfAbsent(span.task(), t -> new ArrayList<>()).add(span);
        texts.add(span.name());
      }
    }
  }

  /// @return all texts seen
  Set<String> texts() {
    return texts;
  }

  /// @return "" if none is known
  String at(int task, long timeNs) {
    List<Span> spans = byTask.getOrDefault(task, List.of());
    int low = 0;
    int high = spans.size();
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (spans.get(mid).startNs() <= timeNs) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low > 0 && timeNs < spans.get(low - 1).endNs() ? spans.get(low - 1).name() : "";
  }
}
