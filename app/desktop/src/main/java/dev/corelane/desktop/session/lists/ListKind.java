package dev.corelane.desktop.session.lists;

import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.analysis.locks.HolderPreemptionAnalysis;
import dev.corelane.analysis.locks.LockClass;
import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.analysis.postgres.WaitProfileAnalysis;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.Set;

/// The lists there are.
public enum ListKind {
  /// Every involuntary switch.
  PREEMPTIONS("Preemptions", "Nobody lost a CPU involuntarily") {
    @Override
    Rows rows(TraceDigest digest, TimeRange range, ProgressMonitor monitor) {
      HolderRows holders = holders(digest, range, monitor);
      return new PreemptionRows(
          digest.timeline(),
          new PreemptionAnalysis().run(digest.timeline(), range, monitor),
          holders);
    }
  },
  /// Every involuntary switch of a thread that held a lock.
  HOLDER_PREEMPTIONS("Lock holders", "Nobody lost a CPU while holding a lock") {
    @Override
    Rows rows(TraceDigest digest, TimeRange range, ProgressMonitor monitor) {
      return holders(digest, range, monitor);
    }
  },
  /// Locks.
  LOCKS("Locks", "No lock was waited for or held") {
    @Override
    Rows rows(TraceDigest digest, TimeRange range, ProgressMonitor monitor) {
      return new LockRows(
          digest, new LocksAnalysis().run(digest.timeline(), range, monitor).byLock());
    }
  },
  /// Locks of one name, of the rows of one table, of transactions together.
  LOCK_CLASSES("Lock classes", "No lock was waited for or held") {
    @Override
    Rows rows(TraceDigest digest, TimeRange range, ProgressMonitor monitor) {
      return new LockRows(
          digest, new LocksAnalysis().run(digest.timeline(), range, monitor).byClass());
    }
  },
  /// Threads.
  THREADS("Threads", "No thread was seen") {
    @Override
    Rows rows(TraceDigest digest, TimeRange range, ProgressMonitor monitor) {
      var times = new ThreadTimesAnalysis().run(digest.timeline(), range, monitor);
      return new ThreadRows(digest.timeline(), times.threads(), range);
    }
  },
  /// Sampled wait events.
  WAIT_EVENTS("Wait events", "No wait events of PostgreSQL were sampled") {
    @Override
    Rows rows(TraceDigest digest, TimeRange range, ProgressMonitor monitor) {
      var profile = new WaitProfileAnalysis().run(digest.timeline(), range, monitor);
      return new WaitEventRows(digest.timeline(), profile.rows(), range);
    }
  },
  /// Spans.
  SPANS("Spans", "No transactions, queries or requests were recorded") {
    @Override
    Rows rows(TraceDigest digest, TimeRange range, ProgressMonitor monitor) {
      return new SpanRows(digest.timeline(), range);
    }
  };

  private final String title;
  private final String nothing;

  ListKind(String title, String nothing) {
    this.title = title;
    this.nothing = nothing;
  }

  /// @return the heading
  public String title() {
    return title;
  }

  /// What to say of an empty list.
  ///
  /// @return a sentence without a full stop
  public String nothing() {
    return nothing;
  }

  /// Finds the rows, in the caller's thread.
  ///
  /// @param digest where
  /// @param range when
  /// @param monitor told of the progress
  /// @return the rows
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  abstract Rows rows(TraceDigest digest, TimeRange range, ProgressMonitor monitor);

  /// Whether a timeline can have rows.
  ///
  /// @param timeline the timeline
  /// @return false if the data was not recorded
  public boolean possibleOn(Timeline timeline) {
    return switch (this) {
      case PREEMPTIONS, THREADS -> has(timeline, new PreemptionAnalysis().requires());
      case HOLDER_PREEMPTIONS -> possible(timeline, new HolderPreemptionAnalysis());
      case LOCKS -> !timeline.locks().isEmpty();
      case LOCK_CLASSES -> LockClass.anyOfSeveral(timeline.locks());
      case WAIT_EVENTS -> possible(timeline, new WaitProfileAnalysis());
      case SPANS -> timeline.spans().size() > 0;
    };
  }

  private static boolean possible(Timeline timeline, TraceAnalysis<?> analysis) {
    return analysis.possibleOn(timeline);
  }

  private static boolean has(Timeline timeline, Set<RequiredData> data) {
    return data.stream().allMatch(d -> d.in(timeline));
  }

  private static HolderRows holders(TraceDigest digest, TimeRange range, ProgressMonitor monitor) {
    var found = new HolderPreemptionAnalysis().run(digest.timeline(), range, monitor);
    return new HolderRows(digest, found, monitor);
  }
}
