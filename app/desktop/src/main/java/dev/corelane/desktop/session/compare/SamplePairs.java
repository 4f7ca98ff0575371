package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.OpenRequest;
import dev.corelane.desktop.session.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Samples that show one workload under two preemption models.
public final class SamplePairs {
  private static final Pattern WITHOUT = Pattern.compile("(.+)-6\\.12-none-(.+)");

  private SamplePairs() {}

  /// Two samples of one workload.
  ///
  /// @param without recorded without preemption
  /// @param lazy recorded with lazy preemption
  public record Pair(Sample without, Sample lazy) {
    /// @return a name for people
    public String title() {
      Matcher name = WITHOUT.matcher(without.id());
      return name.matches()
          ? name.group(1) + ", " + events(name.group(2)) + ": no preemption and lazy"
          : without.id();
    }

    private static String events(String recorder) {
      return switch (recorder) {
        case "full" -> "all locks probed";
        case "sched" -> "scheduler events only";
        case "wait" -> "waits for locks probed";
        default -> recorder;
      };
    }

    /// @return the two, to be opened
    public List<CompareSource> sources() {
      return List.of(
          new CompareSource.ToOpen(new OpenRequest.OfSample(without)),
          new CompareSource.ToOpen(new OpenRequest.OfSample(lazy)));
    }
  }

  /// Finds the pairs by the ids of samples: `6.12-none` against `7.2-lazy`.
  ///
  /// @param samples all samples
  /// @return the pairs in the order of the samples
  public static List<Pair> of(List<Sample> samples) {
    List<Pair> pairs = new ArrayList<>();
    for (Sample sample : samples) {
      Matcher name = WITHOUT.matcher(sample.id());
      if (name.matches()) {
        String other = name.group(1) + "-7.2-lazy-" + name.group(2);
        samples.stream()
            .filter(s -> s.id().equals(other))
            .findFirst()
            .ifPresent(lazy -> pairs.add(new Pair(sample, lazy)));
      }
    }
    return pairs;
  }
}
