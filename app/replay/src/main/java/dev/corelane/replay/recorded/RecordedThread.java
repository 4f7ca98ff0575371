package dev.corelane.replay.recorded;

import dev.corelane.replay.extract.Action;
import dev.corelane.replay.extract.ThreadProgram;
import dev.corelane.replay.recorded.Mail.Sleep;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.LockMode;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

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
  private final Conversations conversations;
  private final int number;

  /// Steps that come before the next action.
  private final Queue<Step> due = new ArrayDeque<>();

  private int next;
  private long workLeft;

  RecordedThread(
      ThreadProgram program,
      Cast cast,
      Conversations conversations,
      KernelShare kernel,
      SplittableRandom random) {
    this.program = program;
    this.cast = cast;
    this.conversations = conversations;
    this.number = cast.thread(program.task());
    this.stays = new KernelStays(kernel, random);
  }

  @Override
  public Step next(long nowNs) {
    while (true) {
      Step step = due.poll();
      if (step == null && workLeft > 0) {
        step = work();
      }
      if (step == null) {
        step = next < program.size() ? action(next++) : EXIT;
      }
      if (step != null) {
        return step;
      }
    }
  }

  /// @return what an action begins with, null if there is nothing to do
  private @Nullable Step action(int at) {
    int target = program.target(at);
    return switch (program.action(at)) {
      case RUN -> {
        workLeft = program.amountNs(at);
        yield work();
      }
      case HIT -> {
        hit(program.amountNs(at));
        yield due.poll();
      }
      case ACQUIRE_EXCLUSIVE -> new Step.Acquire(cast.lock(target), LockMode.EXCLUSIVE);
      case ACQUIRE_SHARED -> new Step.Acquire(cast.lock(target), LockMode.SHARED);
      case RELEASE -> release(cast.lock(target));
      case BLOCK -> block(target < 0 ? -1 : cast.thread(target));
      case SLEEP -> new Step.Sleep(program.amountNs(at), target);
      case SLEEP_UNTIL -> new Step.SleepUntil(program.amountNs(at));
      case WAKE -> wake(at, cast.thread(target));
      case YIELD -> YIELD;
      case SPAN_BEGIN -> new Step.SpanBegin(cast.span(target));
      case SPAN_END -> SPAN_END;
      case EXIT -> EXIT;
    };
  }

  /// @return what blocks the thread, null if it need not
  private @Nullable Step block(int waker) {
    Mail mail = conversations.mail(number);
    if (waker >= 0 && conversations.asks(number, waker)) {
      if (conversations.of(waker).awaited(number)) {
        return null;
      }
      return sleep(Sleep.ANSWER, wokenIf(waker, Sleep.QUESTION, Sleep.ANYTHING));
    }
    if (waker >= 0 && conversations.asks(waker, number)) {
      if (conversations.of(number).wanted()) {
        return null;
      }
      if (mail.remarks > 0) {
        mail.remarks--;
        return null;
      }
      return sleep(Sleep.ANYTHING, null);
    }
    if (mail.wakeups > 0) {
      mail.wakeups--;
      return null;
    }
    return sleep(Sleep.WAKE_UP, null);
  }

  private Step sleep(Sleep why, @Nullable Step before) {
    conversations.mail(number).sleep = why;
    if (before == null) {
      return BLOCK;
    }
    due.add(BLOCK);
    return before;
  }

  /// @return what wakes another thread if it sleeps for one of two things, else null
  private @Nullable Step wokenIf(int thread, Sleep one, Sleep other) {
    Mail mail = conversations.mail(thread);
    if (mail.sleep != one && mail.sleep != other) {
      return null;
    }
    mail.sleep = Sleep.AWAKE;
    return new Step.Wake(thread);
  }

  /// @return what wakes the other thread, or blocks this one until somebody asks it; null if
  ///   neither is needed
  private @Nullable Step wake(int at, int thread) {
    if (conversations.asks(thread, number)) {
      return answer(thread);
    }
    if (conversations.asks(number, thread)) {
      if (isQuestion(at)) {
        conversations.of(thread).asked(number);
        return wokenIf(thread, Sleep.QUESTION, Sleep.ANYTHING);
      }
      Step wake = wokenIf(thread, Sleep.ANYTHING, Sleep.ANYTHING);
      conversations.mail(thread).remarks += wake == null ? 1 : 0;
      return wake;
    }
    Step wake = wokenIf(thread, Sleep.WAKE_UP, Sleep.WAKE_UP);
    conversations.mail(thread).wakeups += wake == null ? 1 : 0;
    return wake;
  }

  private @Nullable Step answer(int thread) {
    Answers own = conversations.of(number);
    if (!own.wanted()) {
      next--;
      return sleep(Sleep.QUESTION, null);
    }
    int woken = own.next(thread);
    Step wake = wokenIf(woken, Sleep.ANSWER, Sleep.ANSWER);
    if (wake == null) {
      own.early(woken);
    }
    return wake;
  }

  /// @return whether the thread next blocks until the one answers that it wakes
  private boolean isQuestion(int at) {
    for (int i = at + 1; i < program.size(); i++) {
      switch (program.action(i)) {
        case BLOCK -> {
          return program.target(i) == program.target(at);
        }
        case WAKE -> {
          if (program.target(i) == program.target(at)) {
            return false;
          }
        }
        case SLEEP, SLEEP_UNTIL, EXIT -> {
          return false;
        }
        default -> {
          // goes on
        }
      }
    }
    return false;
  }

  /// PostgreSQL frees an LWLock, hits the probe of the release, then wakes (lwlock.c,
  /// `LWLockRelease`).
  private Step release(int lock) {
    if (next == program.size() || program.action(next) != Action.HIT) {
      return new Step.Release(lock);
    }
    hit(program.amountNs(next++));
    due.add(new Step.WakeWaiters(lock));
    return new Step.Free(lock);
  }

  /// Exception, `mutex_lock` (which may give way first), the event, `mutex_unlock`, return.
  private void hit(long ns) {
    due.add(ENTER);
    due.add(MIGHT_SLEEP);
    due.add(new Step.AcquireOfCpu(cast.probeMutex()));
    due.add(Step.kernel(ns));
    due.add(new Step.ReleaseOfCpu(cast.probeMutex()));
    due.add(RETURN);
  }

  /// @return whether the thread has done all that it did in the recording
  boolean done() {
    return next >= program.size() && workLeft == 0 && due.isEmpty()
        || next > 0 && program.action(next - 1) == Action.EXIT;
  }

  private Step work() {
    Step.Run run = stays.run(workLeft);
    workLeft -= run.ns();
    return run;
  }
}
