package dev.corelane.replay.multixact;

import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/// A backend in a storm: works, looks MultiXacts up, makes new ones.
final class StormProgram implements Program {
  private final StormLoad load;
  private final MultiXactCaches caches;
  private final SplittableRandom choice;
  private final ArrayDeque<Step> steps = new ArrayDeque<>();
  private final ArrayDeque<Touch> touches = new ArrayDeque<>();
  private boolean begun;

  private record Touch(boolean member, boolean newest) {}

  StormProgram(StormLoad load, MultiXactCaches caches, SplittableRandom choice) {
    this.load = load;
    this.caches = caches;
    this.choice = choice;
  }

  @Override
  public Step next(long nowNs) {
    while (steps.isEmpty()) {
      if (!touches.isEmpty()) {
        touch(touches.poll());
      } else if (begun) {
        end();
      } else {
        begin();
      }
    }
    return steps.poll();
  }

  private void begin() {
    begun = true;
    steps.add(new Step.SpanBegin("transaction"));
    steps.add(Step.user(1 + (long) (-Math.log(1 - choice.nextDouble()) * load.workNs())));
    for (int i = 0; i < load.lookups(); i++) {
      touches.add(new Touch(false, false));
      touches.add(new Touch(true, false));
    }
    for (int i = 0; i < load.creates(); i++) {
      touches.add(new Touch(false, true));
      touches.add(new Touch(true, true));
    }
  }

  private void end() {
    begun = false;
    steps.add(new Step.SpanEnd("commit"));
    steps.add(new Step.Sleep((long) (-Math.log(1 - choice.nextDouble()) * load.thinkNs())));
  }

  /// A page that is missing is read without the lock, which is taken again afterwards.
  private void touch(Touch what) {
    SlruCache cache = what.member ? caches.members() : caches.offsets();
    long pages = what.member ? load.memberPages() : load.pages();
    long page = what.newest ? pages : choice.nextLong(pages);
    int lock = (what.member ? caches.memberLocks() : caches.offsetLocks()).get(cache.bank(page));
    boolean there = cache.use(page);
    hold(lock);
    if (!there) {
      steps.add(new Step.Sleep(load.readNs()));
      hold(lock);
    }
  }

  private void hold(int lock) {
    steps.add(Step.acquire(lock));
    steps.add(Step.user(load.holdNs()));
    steps.add(Step.release(lock));
  }
}
