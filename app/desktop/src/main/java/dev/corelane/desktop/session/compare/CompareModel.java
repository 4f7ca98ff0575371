package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TraceModel;
import java.util.ArrayList;
import java.util.List;

/// Two to four timelines side by side, with all that is said about their differences. Uses the
/// traces until it is closed. All methods are called on the UI thread, but for [#release()].
public final class CompareModel {
  /// Fewest sides.
  public static final int FEWEST = 2;

  /// Most sides.
  public static final int MOST = 4;

  private final List<ComparedSide> sides;
  private final LinkedViews views;
  private final LinkedLanes lanes;
  private final AlignmentModel alignment;
  private final DifferenceModel differences;
  private final DistributionModel distributions;
  private final CpuDifferences cpus;

  /// @param parts what to compare, [#FEWEST] to [#MOST]; the model is a user of their traces
  /// @param threads where work runs
  /// @param knowledge what is known of wait events
  /// @throws IllegalArgumentException if there are too few or too many parts
  public CompareModel(List<ComparedPart> parts, Threads threads, WaitEventLibrary knowledge) {
    if (parts.size() < FEWEST || parts.size() > MOST) {
      throw new IllegalArgumentException(parts.size() + " things cannot be compared");
    }
    // A and B are those of the analysis; of more sides any two may be these.
    char first = parts.size() > FEWEST ? '1' : 'A';
    List<ComparedSide> made = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      ComparedPart part = parts.get(i);
      TraceModel trace = new TraceModel(part.trace(), threads.nanoTime(), knowledge);
      made.add(new ComparedSide((char) (first + i), trace, part.range()));
    }
    sides = List.copyOf(made);
    views = new LinkedViews(sides);
    lanes = new LinkedLanes(sides, views, threads);
    alignment = new AlignmentModel(sides, views, threads);
    differences = new DifferenceModel(sides, alignment, threads);
    distributions = new DistributionModel(sides, threads);
    cpus = new CpuDifferences(sides, views, differences, threads);
  }

  /// @return the sides in order
  public List<ComparedSide> sides() {
    return sides;
  }

  /// @return what keeps their views together
  public LinkedViews views() {
    return views;
  }

  /// @return what keeps their lanes alike
  public LinkedLanes lanes() {
    return lanes;
  }

  /// @return what differs over the visible time
  public DifferenceLanes differenceLanes() {
    return new DifferenceLanes(this);
  }

  /// @return what ran on each CPU in one and not in the other
  public CpuDifferences cpuDifferences() {
    return cpus;
  }

  /// @return by what they are aligned
  public AlignmentModel alignment() {
    return alignment;
  }

  /// @return the numbers in which two of them differ
  public DifferenceModel differences() {
    return differences;
  }

  /// @return how lengths of time are distributed in each
  public DistributionModel distributions() {
    return distributions;
  }

  /// A title for a window.
  ///
  /// @return the names of all sides
  public String title() {
    return String.join(" \u2013 ", sides.stream().map(ComparedSide::title).toList());
  }

  /// Stops all work; the model is not used any more.
  public void dispose() {
    views.dispose();
    lanes.dispose();
    alignment.dispose();
    differences.dispose();
    distributions.dispose();
    cpus.dispose();
  }

  /// Gives the traces back, after [#dispose()]. Takes as long as reading files; any thread may call
  /// it, once.
  public void release() {
    sides.forEach(side -> side.trace().close());
  }
}
