package dev.corelane.desktop.session;

import java.util.Optional;

/// Steps from one thing to the next: from what is selected, else from an edge of what is visible.
public final class Walks {
  private final TimelineModel model;
  private final MomentWalk moments;

  Walks(TimelineModel model) {
    this.model = model;
    moments = new MomentWalk(model.digest());
  }

  /// Goes to the next moment at which a thread lost the CPU although it held a lock that others
  /// waited for.
  ///
  /// @return whether there is one
  public boolean nextHolderPreemption() {
    return stepHolderPreemption(1);
  }

  /// Goes to such a moment before.
  ///
  /// @return whether there is one
  public boolean previousHolderPreemption() {
    return stepHolderPreemption(-1);
  }

  private boolean stepHolderPreemption(int step) {
    Optional<Target> next =
        moments.holderPreemption(step, model.target().get(), model.scale().visible());
    next.ifPresent(model::goToReadable);
    return next.isPresent();
  }

  /// Selects the slice that ended one of the worst run delays and brings it into sight.
  ///
  /// @param rank 1 for the worst
  /// @return whether there is one of that rank
  public boolean goToWorst(int rank) {
    Optional<Target> worst = moments.worst(rank);
    worst.ifPresent(model::goTo);
    return worst.isPresent();
  }

  /// Goes to the next involuntary switch after the selected slice, else after the left edge.
  ///
  /// @return whether there is one
  public boolean nextPreemption() {
    Optional<Target> next =
        moments.nextPreemption(model.selection().get(), model.scale().visible());
    next.ifPresent(model::goTo);
    return next.isPresent();
  }

  /// Goes to the last involuntary switch before the end of the selected slice, else before the
  /// right edge.
  ///
  /// @return whether there is one
  public boolean previousPreemption() {
    Optional<Target> previous =
        moments.previousPreemption(model.selection().get(), model.scale().visible());
    previous.ifPresent(model::goTo);
    return previous.isPresent();
  }
}
