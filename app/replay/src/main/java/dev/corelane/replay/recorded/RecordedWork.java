package dev.corelane.replay.recorded;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.extract.Extraction;
import dev.corelane.replay.extract.ThreadProgram;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// The threads and locks of a recording, ready for a simulation. To be made anew for every run,
/// because programs remember how far they are.
public final class RecordedWork {
  private static final int REAL_TIME_BELOW = 100;
  private static final int NICE_0 = 120;

  /// Every process of a PostgreSQL server begins a session (`InitPostmasterChild`, miscinit.c).
  private static final String POSTGRES = "postgres";

  private final List<ThreadSpec> threads = new ArrayList<>();
  private final List<LockSpec> locks = new ArrayList<>();
  private final int ownLocks;
  private final List<RecordedThread> programs = new ArrayList<>();

  /// @param timeline the recording
  /// @param extraction its programs
  /// @param kernel how much of the work runs in the kernel
  /// @param cpus number of CPUs of the machine
  /// @param seed decides where stays in the kernel begin
  public RecordedWork(
      Timeline timeline, Extraction extraction, KernelShare kernel, int cpus, long seed) {
    var cast = new Cast(timeline, extraction);
    var streams = new Streams(seed);
    var conversations = new Conversations(extraction.programs(), cast);
    for (ThreadProgram program : extraction.programs()) {
      var played =
          new RecordedThread(
              program,
              cast,
              conversations,
              kernel,
              streams.stream(Purpose.SERVICE, program.task()));
      programs.add(played);
      threads.add(thread(timeline, program.task(), played));
    }
    for (int id : extraction.locks()) {
      locks.add(lock(timeline.locks().get(id)));
    }
    ownLocks = locks.size();
    extraction
        .probes()
        .ifPresent(
            cost -> {
              for (int cpu = 0; cpu < cpus; cpu++) {
                String name = "uprobe buffer of CPU " + cpu;
                locks.add(new LockSpec.KernelMutex(name, cost.contendedNs()));
              }
            });
  }

  /// @return the threads, in the order of [Extraction#programs()]
  public List<ThreadSpec> threads() {
    return List.copyOf(threads);
  }

  /// @return the locks, in the order of [Extraction#locks()]; after them the mutexes of probes, one
  ///   per CPU
  public List<LockSpec> locks() {
    return List.copyOf(locks);
  }

  /// @return how many of the locks are those of [Extraction#locks()]
  public int ownLocks() {
    return ownLocks;
  }

  /// @return how many threads have done all that they did in the recording
  public int finished() {
    return Math.toIntExact(programs.stream().filter(RecordedThread::done).count());
  }

  /// Whether threads of a recording are known to be alone in their sessions: processes of
  /// PostgreSQL.
  ///
  /// @param timeline the recording
  /// @return whether there are such threads
  public static boolean hasOwnSessions(Timeline timeline) {
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      if (timeline.task(task).name().equals(POSTGRES)) {
        return true;
      }
    }
    return false;
  }

  private static ThreadSpec thread(Timeline timeline, int id, RecordedThread program) {
    Task task = timeline.task(id);
    return new ThreadSpec(
        task.name(),
        task.label(),
        task.pid(),
        task.name().equals(POSTGRES)
            ? params(task.priority()).inOwnSession()
            : params(task.priority()),
        task.kernelThread() ? onlyCpu(timeline, id) : List.of(),
        0,
        program);
  }

  /// A kernel thread that was seen on one CPU only belongs to that CPU.
  private static List<Integer> onlyCpu(Timeline timeline, int id) {
    TaskStates states = timeline.states(id);
    int only = -1;
    for (long i = 0; i < states.count(); i++) {
      if (states.kind(i) == StateKind.RUNNING) {
        if (only >= 0 && only != states.cpu(i)) {
          return List.of();
        }
        only = states.cpu(i);
      }
    }
    return only < 0 ? List.of() : List.of(only);
  }

  /// The kernel's priorities: 0 to 98 real-time (99 - priority), 100 to 139 nice -20 to 19, -1
  /// deadline, which is played by the highest real-time priority.
  private static SchedParams params(int priority) {
    if (priority == Task.PRIORITY_UNKNOWN || priority > NICE_0 + 19) {
      return SchedParams.NORMAL;
    }
    return priority < REAL_TIME_BELOW
        ? SchedParams.fifo(Math.clamp(99L - priority, 1, 99))
        : SchedParams.nice(priority - NICE_0);
  }

  private static LockSpec lock(Lock lock) {
    String name = lock.name();
    return switch (lock.kind()) {
      case LWLOCK -> new LockSpec.LwLock(name);
      case PG_SPINLOCK -> new LockSpec.PgSpinlock(name);
      case HEAVYWEIGHT -> new LockSpec.Heavyweight(name);
      case KERNEL_SPIN -> new LockSpec.KernelSpinlock(name);
      case KERNEL_MUTEX, KERNEL_RWSEM, KERNEL_RTMUTEX, KERNEL_PERCPU ->
          new LockSpec.KernelMutex(name);
      case FUTEX -> new LockSpec.FutexMutex(name, 0);
      case SIMULATED, OTHER -> new LockSpec.FifoHandOff(name);
    };
  }
}
