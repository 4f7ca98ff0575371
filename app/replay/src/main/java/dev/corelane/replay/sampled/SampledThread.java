package dev.corelane.replay.sampled;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.recorded.KernelShare;
import dev.corelane.replay.recorded.KernelStays;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/// Draws what a backend of a class does. Waits are spans, so that a replay can be asked for them.
final class SampledThread implements Program {
  private static final long NEVER = Long.MAX_VALUE / 4;

  private final ThreadClass kind;
  private final List<SampledLock> locks;
  private final KernelStays stays;
  private final SplittableRandom service;
  private final SplittableRandom arrival;
  private final SplittableRandom choice;
  private final double takesPerNs;
  private final Deque<Step> next = new ArrayDeque<>();
  private long burstLeft;
  private long untilTake;
  private int held = -1;
  private long holdLeft;

  SampledThread(
      ThreadClass kind, List<SampledLock> locks, KernelShare kernel, Streams streams, int number) {
    this.kind = kind;
    this.locks = locks;
    this.service = streams.stream(Purpose.SERVICE, 2 * number);
    this.stays = new KernelStays(kernel, streams.stream(Purpose.SERVICE, 2 * number + 1));
    this.arrival = streams.stream(Purpose.ARRIVAL, number);
    this.choice = streams.stream(Purpose.CHOICE, number);
    this.takesPerNs = kind.takes().stream().mapToDouble(ThreadClass.Take::perNs).sum();
    this.burstLeft = burst();
    this.untilTake = untilTake();
    // Not all of them begin with a burst: each somewhere in its first round.
    if (!kind.waits().isEmpty() && choice.nextBoolean()) {
      waitForSomething();
    }
  }

  @Override
  public Step next(long nowNs) {
    while (true) {
      Step queued = next.poll();
      if (queued != null) {
        return queued;
      }
      if (holdLeft > 0) {
        Step.Run run = stays.run(holdLeft);
        holdLeft -= run.ns();
        if (holdLeft == 0) {
          next.add(Step.release(held));
        }
        return run;
      }
      if (burstLeft == 0) {
        waitForSomething();
        burstLeft = burst();
        continue;
      }
      if (untilTake == 0) {
        take();
        untilTake = untilTake();
        continue;
      }
      Step.Run run = stays.run(Math.min(burstLeft, untilTake));
      burstLeft -= run.ns();
      untilTake -= run.ns();
      return run;
    }
  }

  private long burst() {
    return kind.waits().isEmpty() ? NEVER : kind.burst().draw(service);
  }

  private long untilTake() {
    return takesPerNs == 0 ? NEVER : Lengths.exponential(1 / takesPerNs).draw(service);
  }

  private void take() {
    double at = choice.nextDouble() * takesPerNs;
    int which = 0;
    while (which + 1 < kind.takes().size() && at >= kind.takes().get(which).perNs()) {
      at -= kind.takes().get(which++).perNs();
    }
    held = kind.takes().get(which).lock();
    holdLeft = locks.get(held).hold().draw(service);
    next.add(Step.acquire(held));
  }

  private void waitForSomething() {
    double at = choice.nextDouble();
    int which = 0;
    while (which + 1 < kind.waits().size() && at >= kind.waits().get(which).chance()) {
      at -= kind.waits().get(which++).chance();
    }
    ThreadClass.Wait wait = kind.waits().get(which);
    next.add(new Step.SpanBegin(wait.name()));
    next.add(new Step.Sleep(wait.length().draw(arrival)));
    next.add(new Step.SpanEnd(""));
  }
}
