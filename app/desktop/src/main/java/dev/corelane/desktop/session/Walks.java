package dev.corelane.desktop.session;

import java.util.Optional;
import java.util.OptionalLong;

/// Steps from one thing to the next: from what is selected, else from an edge of what is visible.
public final class Walks {
  private final TimelineModel model;
  private final MomentWalk moments;
  private final KindWalk kinds;

  Walks(TimelineModel model) {
    this.model = model;
    moments = new MomentWalk(model.digest());
    kinds = new KindWalk(model.digest());
  }

  /// Goes to the next thing of the same kind as the selected one on its lane: wait, hold, span,
  /// state of the same kind (such as the next wake-up), sample of the same wait event, mark, value;
  /// of a slice the next one on its CPU in which a thread ran; of a lock the next lock.
  ///
  /// @return whether there is one
  public boolean nextLikeThis() {
    return stepLikeThis(1);
  }

  /// Goes to the one before.
  ///
  /// @return whether there is one
  public boolean previousLikeThis() {
    return stepLikeThis(-1);
  }

  private boolean stepLikeThis(int step) {
    Optional<Target> next = model.target().get().flatMap(t -> kinds.step(t, step));
    next.ifPresent(model::goTo);
    return next.isPresent();
  }

  /// Brings the next import problem or range of lost data after the middle of the view to the
  /// middle.
  ///
  /// @return whether there is one
  public boolean nextProblem() {
    return stepProblem(1);
  }

  /// Brings the one before to the middle.
  ///
  /// @return whether there is one
  public boolean previousProblem() {
    return stepProblem(-1);
  }

  private boolean stepProblem(int step) {
    OptionalLong next = kinds.problem(step, model.scale());
    next.ifPresent(model::jumpTo);
    return next.isPresent();
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
