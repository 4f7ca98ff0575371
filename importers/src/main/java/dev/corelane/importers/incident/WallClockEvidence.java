package dev.corelane.importers.incident;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.LongArrayList;

/// Finds how wall-clock time stands to a recording that does not tell, from what files with
/// wall-clock times and the recording both tell of the same processes.
///
/// Tried in this order: waits for heavyweight locks against those of the server's log; waits for
/// LWLocks against samples that name the lock; transactions against those of pgbench; futex waits,
/// and at last sleeps, against samples of waiting backends. What wins must agree with the lives of
/// the processes.
public final class WallClockEvidence {
  /// The server writes milliseconds. A log of whole seconds places nothing: its waits agree in no
  /// shift.
  private static final long LOG_CUT_NS = 1_000_000;

  /// A wait may take longer by the probes than by the log, which begins to count after the first
  /// probe and is written before the second: by 0.2 to 3 ms in the median of a real recording, and
  /// by more than this in about one wait of ten.
  private static final long LOG_SHORTER_NS = 5_000_000;

  /// What lies within something else may be measured a little longer, by another clock.
  private static final long SAME_LENGTH_NS = 100_000;

  private static final long SAME_LENGTH_SHARE = 1000;

  /// What the way there and back may add to a transaction of the server, and what a client may do
  /// before it sends and after it has received.
  private static final long WAY_NS = 1_000_000;

  private static final long WAY_SHARE = 20;

  /// pgbench looks at the wall clock once, then at the clock that it goes by from there on; what
  /// comes between the two looks is missing in all of its times. In 2 of 14 real logs that was 1.1
  /// and 1.7 ms.
  private static final long CLIENT_CLOCK_NS = 2_000_000;

  /// What is compared before a sort of evidence is judged by what it has told so far: some seconds.
  private static final long MOST_COMPARISONS = 100_000_000;

  /// Transactions of either side that are compared; they are held in memory.
  private static final int MOST_SPANS = 100_000;

  private static final long LIFE_SLACK_NS = 100_000_000;

  /// Waits in which a backend sleeps; those for I/O may be spent running.
  private static final Set<String> ASLEEP = Set.of("LWLock", "Lock", "Client", "BufferPin", "IPC");

  private final Timeline recording;
  private final Timeline files;
  private final Map<Backend, LongArrayList> waits = new HashMap<>();

  /// Comparisons that may still be made for the evidence that is looked at.
  private long left;

  private record Backend(int tid, LockKind kind) {}

  /// @param recording on its own clock
  /// @param files the facts of the other files, on wall-clock time
  public WallClockEvidence(Timeline recording, Timeline files) {
    this.recording = recording;
    this.files = files;
    IntHashSet tids = tidsOfFiles();
    IntColumn tasks = recording.waits().table().i32("task");
    IntColumn locks = recording.waits().table().i32("lock");
    for (long row = 0; row < recording.waits().size(); row++) {
      int tid = recording.task(Math.clamp(tasks.get(row), 0, recording.taskCount() - 1)).tid();
      int lock = locks.get(row);
      if (tid > 0 && tids.contains(tid) && lock >= 0 && lock < recording.locks().size()) {
        waits
            .computeIfAbsent(
                new Backend(tid, recording.locks().get(lock).kind()), b -> new LongArrayList())
            .addLong(row);
      }
    }
  }

  private IntHashSet tidsOfFiles() {
    var tids = new IntHashSet();
    for (int task = Task.UNKNOWN + 1; task < files.taskCount(); task++) {
      int tid = files.task(task).tid();
      if (tid > 0) {
        tids.add(tid);
      }
    }
    return tids;
  }

  private boolean enough(IntervalVotes votes) {
    return votes.full() || left <= 0;
  }

  /// Looks for the shift.
  ///
  /// @return what is added to wall-clock time, empty if the evidence is weak
  public Optional<Placement> find() {
    return heavyweightWaits()
        .or(this::lwlockSamples)
        .or(this::transactions)
        .or(this::futexSamples)
        .or(this::sleepingSamples);
  }

  private Optional<Placement> lwlockSamples() {
    var votes = new IntervalVotes();
    forEachSample(
        Set.of("LWLock"),
        (sample, event) -> {
          forEachWait(
              sample.task(),
              LockKind.LWLOCK,
              wait -> {
                if (recording.locks().get(wait.lock()).name().contains(event.name())) {
                  votes.add(wait.startNs() - sample.timeNs(), wait.endNs() - sample.timeNs());
                }
              });
        },
        votes);
    return placement(votes, "samples of LWLock waits that fall into recorded waits for the lock");
  }

  private Optional<Placement> futexSamples() {
    var votes = new IntervalVotes();
    forEachSample(
        Set.of("LWLock"),
        (sample, event) -> {
          forEachWait(
              sample.task(),
              LockKind.FUTEX,
              wait -> votes.add(wait.startNs() - sample.timeNs(), wait.endNs() - sample.timeNs()));
        },
        votes);
    return placement(votes, "samples of LWLock waits that fall into futex waits of the backend");
  }

  private Optional<Placement> sleepingSamples() {
    var votes = new IntervalVotes();
    forEachSample(
        ASLEEP,
        (sample, event) -> {
          for (Task task : recording.tasksOfTid(files.task(sample.task()).tid())) {
            TaskStates states = recording.states(task.id());
            for (long i = 0; i < states.count() && !votes.full(); i++) {
              StateKind kind = states.kind(i);
              if (kind.blocked()) {
                votes.add(states.startNs(i) - sample.timeNs(), states.endNs(i) - sample.timeNs());
              }
            }
          }
        },
        votes);
    return placement(votes, "samples of waiting backends that fall into their sleeps");
  }

  /// The server cuts the time of a message to its millisecond, writes it before the probe of the
  /// wait's end, and counts its length from after the probe of its begin. So with the right shift
  /// the logged end lies before the recorded one, and the logged begin, were it not cut, behind the
  /// recorded one.
  private Optional<Placement> heavyweightWaits() {
    var votes = new IntervalVotes();
    left = MOST_COMPARISONS;
    for (long row = 0; row < files.waits().size() && !enough(votes); row++) {
      LockWait logged = files.waits().get(row);
      if (!logged(logged)) {
        continue;
      }
      long length = logged.endNs() - logged.startNs();
      votes.point();
      forEachWait(
          logged.task(),
          LockKind.HEAVYWEIGHT,
          wait -> {
            long longer = wait.endNs() - wait.startNs() - length;
            if (wait.provenance() == Provenance.RECORDED
                && longer >= -slack(length)
                && longer <= LOG_SHORTER_NS) {
              long byBegin = wait.startNs() - logged.startNs() - LOG_CUT_NS;
              long byEnd = wait.endNs() - logged.endNs();
              votes.add(Math.min(byBegin, byEnd), Math.max(byBegin, byEnd));
            }
          });
    }
    return placement(votes, "lock waits of the server's log that the recording has, too");
  }

  private static long slack(long lengthNs) {
    return SAME_LENGTH_NS + lengthNs / SAME_LENGTH_SHARE;
  }

  /// Whether the end of a wait is the time of a message.
  private static boolean logged(LockWait wait) {
    return wait.provenance() == Provenance.DERIVED && wait.acquired();
  }

  /// A client begins before the server does and ends after it, so with the right shift its
  /// transaction reaches over that of the server on both sides.
  private Optional<Placement> transactions() {
    var votes = new IntervalVotes();
    List<Span> recorded = transactions(recording);
    left = MOST_COMPARISONS;
    for (Span client : transactions(files)) {
      left -= recorded.size();
      if (enough(votes)) {
        break;
      }
      long length = client.endNs() - client.startNs();
      votes.point();
      for (Span server : recorded) {
        long shorter = length - (server.endNs() - server.startNs());
        if (shorter >= -slack(length) && shorter <= WAY_NS + length / WAY_SHARE) {
          long byBegin = server.startNs() - client.startNs();
          long byEnd = server.endNs() - client.endNs();
          votes.add(Math.min(byBegin, byEnd), Math.max(byBegin, byEnd));
        }
      }
    }
    return placement(votes, "transactions of pgbench that the recording has, too")
        .map(p -> new Placement(p.shiftNs(), p.uncertaintyNs() + CLIENT_CLOCK_NS, p.why()));
  }

  private static List<Span> transactions(Timeline timeline) {
    var spans = new ArrayList<Span>();
    for (long row = 0; row < timeline.spans().size() && spans.size() < MOST_SPANS; row++) {
      Span span = timeline.spans().get(row);
      if (span.category().equals("transaction") && span.provenance() != Provenance.INFERRED) {
        spans.add(span);
      }
    }
    return spans;
  }

  @FunctionalInterface
  private interface SampleVote {
    void vote(WaitSample sample, WaitEvent event);
  }

  private void forEachSample(Set<String> types, SampleVote vote, IntervalVotes votes) {
    left = MOST_COMPARISONS;
    for (long row = 0; row < files.waitSamples().size() && !enough(votes); row++) {
      WaitSample sample = files.waitSamples().get(row);
      if (sample.event() >= 0) {
        WaitEvent event = files.waitEvents().get(sample.event());
        if (types.contains(event.type())) {
          votes.point();
          vote.vote(sample, event);
        }
      }
    }
  }

  private void forEachWait(int taskOfFiles, LockKind kind, Consumer<LockWait> use) {
    LongArrayList rows = waits.get(new Backend(files.task(taskOfFiles).tid(), kind));
    if (rows != null) {
      left -= rows.size();
      rows.forEachLong(row -> use.accept(recording.waits().get(row)));
    }
  }

  private Optional<Placement> placement(IntervalVotes votes, String what) {
    return votes
        .winner()
        .filter(winner -> agreesWithLives(winner.shiftNs()))
        .map(
            winner ->
                new Placement(
                    winner.shiftNs(),
                    winner.uncertaintyNs(),
                    winner.votes() + " of " + winner.points() + " " + what));
  }

  /// Whether the processes of the files lived when the files tell of them, as far as the recording
  /// has their births and deaths.
  private boolean agreesWithLives(long shiftNs) {
    int known = 0;
    int wrong = 0;
    var seen = new HashMap<Integer, long[]>();
    for (long row = 0; row < files.waitSamples().size(); row++) {
      WaitSample sample = files.waitSamples().get(row);
      long[] range =
          seen.computeIfAbsent(
              files.task(sample.task()).tid(), t -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
      range[0] = Math.min(range[0], sample.timeNs() + shiftNs);
      range[1] = Math.max(range[1], sample.timeNs() + shiftNs);
    }
    for (Map.Entry<Integer, long[]> process : seen.entrySet()) {
      List<Task> lives = recording.tasksOfTid(process.getKey());
      if (lives.size() == 1
          && (bornInRecording(lives.getFirst()) || lives.getFirst().exitRecorded())) {
        Task life = lives.getFirst();
        boolean before =
            bornInRecording(life) && process.getValue()[0] < life.startNs() - LIFE_SLACK_NS;
        boolean after = life.exitRecorded() && process.getValue()[1] > life.endNs() + LIFE_SLACK_NS;
        known++;
        wrong += before || after ? 1 : 0;
      }
    }
    return wrong * 10 <= known;
  }

  /// Recorders list the processes that live when they begin as if they were born then.
  private boolean bornInRecording(Task task) {
    return task.startRecorded() && task.startNs() > recording.range().startNs();
  }
}
