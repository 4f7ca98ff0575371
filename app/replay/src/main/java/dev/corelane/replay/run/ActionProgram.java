package dev.corelane.replay.run;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.scenario.Action;
import dev.corelane.replay.work.ExecutionMode;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;

/// A thread of a scenario: its actions, again and again, as steps.
final class ActionProgram implements Program {
  private static final int MOST_IDLE_ROUNDS = 10_000;

  private final List<Action> actions;
  private final int[] firstOfGroup;
  private final int[] locks;
  private final int number;
  private final SplittableRandom service;
  private final SplittableRandom arrival;
  private final SplittableRandom fault;
  private final SplittableRandom choice;
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private final ArrayDeque<Step> ready = new ArrayDeque<>();

  private static final class Frame {
    final List<Action> actions;
    final boolean span;
    long left;
    int next;

    Frame(List<Action> actions, long times, boolean span) {
      this.actions = actions;
      this.left = times;
      this.span = span;
    }
  }

  /// @param number of the thread within its group
  /// @param thread number of the thread in the run
  ActionProgram(
      List<Action> actions,
      int number,
      int thread,
      int[] firstOfGroup,
      int[] locks,
      Streams streams) {
    this.actions = actions;
    this.number = number;
    this.firstOfGroup = firstOfGroup.clone();
    this.locks = locks.clone();
    service = streams.stream(Purpose.SERVICE, thread);
    arrival = streams.stream(Purpose.ARRIVAL, thread);
    fault = streams.stream(Purpose.FAULT, thread);
    choice = streams.stream(Purpose.CHOICE, thread);
  }

  @Override
  public Step next(long nowNs) {
    int rounds = 0;
    while (ready.isEmpty()) {
      if (frames.isEmpty()) {
        if (++rounds > MOST_IDLE_ROUNDS) {
          throw new IllegalStateException("a program of the scenario never does anything");
        }
        frames.push(new Frame(actions, 1, false));
      }
      advance(frames.getFirst());
    }
    return ready.poll();
  }

  private void advance(Frame frame) {
    if (frame.left > 0 && frame.next < frame.actions.size()) {
      emit(frame.actions.get(frame.next++));
      return;
    }
    frame.left--;
    frame.next = 0;
    if (frame.left <= 0) {
      frames.pop();
      if (frame.span) {
        ready.add(new Step.SpanEnd("done"));
      }
    }
  }

  private void emit(Action action) {
    switch (action) {
      case Action.Run run -> run(run);
      case Action.Fault one -> {
        if (fault.nextDouble() < one.probability()) {
          ready.add(new Step.PageFault(one.length().draw(fault)));
        }
      }
      case Action.Acquire acquire ->
          ready.add(new Step.Acquire(locks[acquire.lock()], acquire.mode()));
      case Action.Release release -> ready.add(new Step.Release(locks[release.lock()]));
      case Action.Sleep sleep -> ready.add(new Step.Sleep(sleep.length().draw(arrival)));
      case Action.Block block -> ready.add(new Step.Block());
      case Action.Wake wake -> ready.add(new Step.Wake(firstOfGroup[wake.group()] + number));
      case Action.Yield yield -> ready.add(new Step.Yield());
      case Action.Extension extension -> ready.add(new Step.SliceExtension(extension.requested()));
      case Action.Span span -> {
        ready.add(new Step.SpanBegin(span.label()));
        frames.push(new Frame(span.actions(), 1, true));
      }
      case Action.Repeat repeat -> {
        if (repeat.times() > 0) {
          frames.push(new Frame(repeat.actions(), repeat.times(), false));
        }
      }
      case Action.Chance chance -> {
        if (choice.nextDouble() < chance.probability()) {
          frames.push(new Frame(chance.actions(), 1, false));
        }
      }
    }
  }

  private void run(Action.Run run) {
    long length = run.length().draw(service);
    long kernel = Math.round(length * run.kernelShare());
    if (length > kernel) {
      ready.add(Step.user(length - kernel));
    }
    if (kernel > 0) {
      ready.add(new Step.Run(kernel, ExecutionMode.KERNEL));
    }
  }
}
