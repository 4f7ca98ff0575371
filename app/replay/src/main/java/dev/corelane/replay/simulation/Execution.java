package dev.corelane.replay.simulation;

import dev.corelane.replay.machine.Moment;
import dev.corelane.replay.simulation.Observer.ExtensionEnd;
import dev.corelane.replay.simulation.SimThread.After;
import dev.corelane.replay.simulation.SimThread.Doing;
import dev.corelane.replay.simulation.SimThread.State;
import dev.corelane.replay.work.ExecutionMode;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.SliceEnd;
import org.jspecify.annotations.Nullable;

/// Lets threads do the steps of their programs.
final class Execution {
  /// A program that does so many steps in no time is taken to be endless.
  private static final int MOST_STEPS_AT_ONCE = 1_000_000;

  private final Kernel kernel;

  Execution(Kernel kernel) {
    this.kernel = kernel;
  }

  /// Lets the CPU's thread go on until it does something that takes time, or the CPU is idle.
  void settle(Cpu cpu) {
    int steps = 0;
    while (true) {
      SimThread thread = cpu.current;
      if (thread == null) {
        return;
      }
      boolean timed = thread.doing == Doing.RUN || thread.doing == Doing.SPIN;
      if (timed || thread.overheadNs > 0 || cpu.progressedTo > kernel.nowNs()) {
        arm(cpu);
        return;
      }
      if (++steps > MOST_STEPS_AT_ONCE) {
        throw new IllegalStateException(
            "Thread %d did %d steps at %d ns: its program never takes time"
                .formatted(thread.id, steps, kernel.nowNs()));
      }
      if (thread.doing == Doing.LOCK) {
        kernel.locks.resume(cpu, thread);
      } else {
        Step step = thread.pending;
        if (step == null) {
          step = thread.program.next(kernel.nowNs());
        } else {
          thread.pending = null;
        }
        perform(cpu, thread, step);
      }
    }
  }

  /// Arms the end of what the current thread is in the middle of.
  void arm(Cpu cpu) {
    SimThread thread = cpu.current;
    if (thread == null) {
      return;
    }
    boolean timed = thread.doing == Doing.RUN || thread.doing == Doing.SPIN;
    long left = thread.overheadNs + (timed ? thread.remainingNs : 0);
    long due = cpu.progressedTo + left;
    if (left >= SimThread.ENDLESS / 2) {
      kernel.events.disarm(cpu.segment);
    } else if (!cpu.segment.armed() || cpu.segment.dueNs() != due) {
      kernel.events.arm(cpu.segment, due);
    }
  }

  /// A computation, a spin or an overhead is over.
  void segmentEnds(Cpu cpu) {
    kernel.progress(cpu);
    SimThread thread = cpu.current;
    if (thread != null && thread.overheadNs == 0 && thread.remainingNs <= 0) {
      switch (thread.doing) {
        case RUN -> computed(cpu, thread);
        case SPIN -> kernel.locks.spinOver(cpu, thread);
        case NEXT, LOCK -> {}
      }
    }
    settle(cpu);
  }

  private void computed(Cpu cpu, SimThread thread) {
    thread.doing = Doing.NEXT;
    After after = thread.after;
    thread.after = After.NOTHING;
    switch (after) {
      case NOTHING -> {}
      case ENABLE_PREEMPTION -> enablePreemption(cpu, thread);
      case TRY_LOCK -> kernel.locks.busyOver(cpu, thread);
      case RETURN_FROM_FAULT -> {
        thread.inFault = false;
        thread.inKernel = false;
        kernel.passes(cpu, Moment.FAULT_RETURNS_TO_USER);
      }
    }
  }

  void enablePreemption(Cpu cpu, SimThread thread) {
    if (--thread.preemptCount == 0) {
      kernel.passes(cpu, Moment.PREEMPTION_ENABLED);
    }
  }

  /// A spin ends before its time.
  void endSpin(Cpu cpu, SimThread thread) {
    kernel.progress(cpu);
    thread.remainingNs = 0;
    arm(cpu);
  }

  private void perform(Cpu cpu, SimThread thread, Step step) {
    switch (step) {
      case Step.Run run -> run(cpu, thread, run);
      case Step.Acquire acquire -> kernel.locks.acquire(cpu, thread, acquire);
      case Step.Release release -> kernel.locks.release(cpu, thread, release);
      case Step.Free free -> kernel.locks.free(cpu, thread, free);
      case Step.WakeWaiters wake -> kernel.locks.wakeWaiters(thread, wake.lock());
      case Step.AcquireOfCpu acquire ->
          kernel.locks.acquire(
              cpu, thread, new Step.Acquire(acquire.first() + cpu.number, LockMode.EXCLUSIVE));
      case Step.ReleaseOfCpu release ->
          kernel.locks.release(
              cpu,
              thread,
              new Step.Release(
                  thread.held.findWithin(release.first(), release.first() + kernel.cpus.length)));
      case Step.PageFault fault -> {
        if (!thread.inKernel) {
          thread.inKernel = true;
          thread.inFault = true;
          thread.after = After.RETURN_FROM_FAULT;
        }
        compute(thread, fault.ns());
      }
      case Step.EnterKernel enter -> toKernel(cpu, thread, enter);
      case Step.ReturnToUser back -> toUser(cpu, thread, null);
      case Step.CondResched here -> atPoint(cpu, thread, Moment.COND_RESCHED);
      case Step.MightSleep here -> atPoint(cpu, thread, Moment.MIGHT_SLEEP);
      case Step.Sleep sleep -> {
        if (toKernel(cpu, thread, sleep)) {
          thread.wokenFrom = sleep.cpu();
          kernel.events.arm(thread.sleepTimer, kernel.nowNs() + sleep.ns());
          block(cpu, thread);
        }
      }
      case Step.SleepUntil sleep -> {
        if (toKernel(cpu, thread, sleep) && sleep.atNs() > kernel.nowNs()) {
          kernel.events.arm(thread.sleepTimer, sleep.atNs());
          block(cpu, thread);
        }
      }
      case Step.Block block -> {
        if (toKernel(cpu, thread, block)) {
          awaitToken(cpu, thread);
        }
      }
      case Step.Wake wake -> {
        if (toKernel(cpu, thread, wake)) {
          wake(cpu, thread, kernel.thread(wake.thread()));
        }
      }
      case Step.Yield yield -> {
        if (toKernel(cpu, thread, yield)) {
          kernel.charge(cpu);
          cpu.queue.yieldCpu();
          kernel.schedule(cpu, SliceEnd.YIELDED);
        }
      }
      case Step.SliceExtension extension -> {
        if (toUser(cpu, thread, extension)) {
          extension(cpu, thread, extension.requested());
        }
      }
      case Step.SpanBegin span -> {
        thread.openSpans++;
        kernel.observer.spanBegun(kernel.nowNs(), thread.id, span.label());
      }
      case Step.SpanEnd span -> {
        if (thread.openSpans-- == 0) {
          throw new IllegalStateException(
              "Thread " + thread.id + " closes a span it has not opened");
        }
        kernel.observer.spanEnded(kernel.nowNs(), thread.id, span.outcome());
      }
      case Step.Exit exit -> exit(cpu, thread);
    }
  }

  void exit(Cpu cpu, SimThread thread) {
    if (thread.held.size() > 0) {
      throw new IllegalStateException("Thread " + thread.id + " ends and holds a lock");
    }
    kernel.schedule(cpu, SliceEnd.EXITED);
  }

  private void run(Cpu cpu, SimThread thread, Step.Run run) {
    boolean there =
        run.mode() == ExecutionMode.USER ? toUser(cpu, thread, run) : toKernel(cpu, thread, run);
    if (!there) {
      return;
    }
    if (run.mode() == ExecutionMode.PREEMPT_OFF) {
      thread.preemptCount++;
      thread.after = After.ENABLE_PREEMPTION;
    }
    compute(thread, run.ns());
  }

  private static void compute(SimThread thread, long ns) {
    thread.doing = Doing.RUN;
    thread.remainingNs = Math.min(ns, SimThread.ENDLESS);
  }

  /// `cond_resched()` and `might_sleep()`: not with preemption off.
  private void atPoint(Cpu cpu, SimThread thread, Moment moment) {
    if (!thread.inKernel || thread.preemptCount > 0) {
      throw new IllegalStateException(
          "Thread " + thread.id + " cannot sleep here: it is in user mode or preemption is off");
    }
    kernel.passes(cpu, moment);
  }

  /// @return whether the step can be done now; else the thread lost the CPU before
  boolean toKernel(Cpu cpu, SimThread thread, Step step) {
    if (thread.inKernel) {
      return true;
    }
    if (thread.extensionGranted) {
      kernel.endGrant(cpu, thread, ExtensionEnd.ABORTED);
      thread.pending = step;
      kernel.schedule(cpu, SliceEnd.PREEMPTED_USER);
      return false;
    }
    thread.inKernel = true;
    return true;
  }

  /// @param step what is done there, null for nothing
  boolean toUser(Cpu cpu, SimThread thread, @Nullable Step step) {
    if (!thread.inKernel) {
      return true;
    }
    if (thread.preemptCount > 0) {
      throw new IllegalStateException(
          "Thread " + thread.id + " returns to user mode with preemption off");
    }
    thread.inKernel = false;
    if (kernel.passes(cpu, Moment.SYSCALL_RETURNS_TO_USER)) {
      return true;
    }
    thread.pending = step;
    return false;
  }

  /// Blocks until a timer or another thread wakes it.
  void block(Cpu cpu, SimThread thread) {
    if (thread.preemptCount > 0) {
      throw new IllegalStateException("Thread " + thread.id + " blocks with preemption off");
    }
    kernel.schedule(cpu, SliceEnd.SLEEPING);
  }

  private void awaitToken(Cpu cpu, SimThread thread) {
    if (thread.wakeTokens > 0) {
      thread.wakeTokens--;
      return;
    }
    thread.awaitsToken = true;
    block(cpu, thread);
  }

  private void wake(Cpu cpu, SimThread waker, SimThread thread) {
    waker.overheadNs += kernel.costs.wakeNs();
    if (thread.awaitsToken && thread.state == State.BLOCKED) {
      thread.awaitsToken = false;
      kernel.wakeups.wake(thread, cpu, waker);
    } else {
      thread.wakeTokens++;
    }
  }

  private void extension(Cpu cpu, SimThread thread, boolean requested) {
    thread.extensionRequested = requested;
    if (!requested && thread.extensionGranted) {
      kernel.endGrant(cpu, thread, ExtensionEnd.YIELDED);
      kernel.schedule(cpu, SliceEnd.YIELDED);
    }
  }
}
