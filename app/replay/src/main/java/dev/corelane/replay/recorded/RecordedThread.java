package dev.corelane.replay.recorded;

import dev.corelane.replay.extract.Action;
import dev.corelane.replay.extract.ThreadProgram;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.LockMode;
import java.util.SplittableRandom;

/// Plays a recorded program.
final class RecordedThread implements Program {
  private static final Step EXIT = new Step.Exit();
  private static final Step ENTER = new Step.EnterKernel();
  private static final Step MIGHT_SLEEP = new Step.MightSleep();
  private static final Step RETURN = new Step.ReturnToUser();
  private static final Step BLOCK = new Step.Block();
  private static final Step YIELD = new Step.Yield();
  private static final Step SPAN_END = new Step.SpanEnd("");

  private final ThreadProgram program;
  private final Cast cast;
  private final KernelStays stays;
  private int next;
  private long workLeft;
  private int inHit;
  private long hitNs;

  RecordedThread(ThreadProgram program, Cast cast, KernelShare kernel, SplittableRandom random) {
    this.program = program;
    this.cast = cast;
    this.stays = new KernelStays(kernel, random);
  }

  @Override
  public Step next(long nowNs) {
    if (inHit > 0) {
      return hit();
    }
    if (workLeft > 0) {
      return work();
    }
    if (next >= program.size()) {
      return EXIT;
    }
    int at = next++;
    int target = program.target(at);
    return switch (program.action(at)) {
      case RUN -> {
        workLeft = program.amountNs(at);
        yield work();
      }
      case HIT -> {
        hitNs = program.amountNs(at);
        inHit = 1;
        yield hit();
      }
      case ACQUIRE_EXCLUSIVE -> new Step.Acquire(cast.lock(target), LockMode.EXCLUSIVE);
      case ACQUIRE_SHARED -> new Step.Acquire(cast.lock(target), LockMode.SHARED);
      case RELEASE -> new Step.Release(cast.lock(target));
      case BLOCK -> BLOCK;
      case SLEEP -> new Step.Sleep(program.amountNs(at));
      case SLEEP_UNTIL -> new Step.SleepUntil(program.amountNs(at));
      case WAKE -> new Step.Wake(cast.thread(target));
      case YIELD -> YIELD;
      case SPAN_BEGIN -> new Step.SpanBegin(cast.span(target));
      case SPAN_END -> SPAN_END;
      case EXIT -> EXIT;
    };
  }

  /// @return whether the thread has done all that it did in the recording
  boolean done() {
    return next >= program.size() && workLeft == 0
        || next > 0 && program.action(next - 1) == Action.EXIT;
  }

  /// Exception, `mutex_lock` (which may give way first), the event, `mutex_unlock`, return.
  private Step hit() {
    return switch (inHit++) {
      case 1 -> ENTER;
      case 2 -> MIGHT_SLEEP;
      case 3 -> new Step.AcquireOfCpu(cast.probeMutex());
      case 4 -> Step.kernel(hitNs);
      case 5 -> new Step.ReleaseOfCpu(cast.probeMutex());
      default -> {
        inHit = 0;
        yield RETURN;
      }
    };
  }

  private Step work() {
    Step.Run run = stays.run(workLeft);
    workLeft -= run.ns();
    return run;
  }
}
