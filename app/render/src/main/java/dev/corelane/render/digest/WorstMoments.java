package dev.corelane.render.digest;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the longest run delays by descending the levels of detail, without reading the events.
final class WorstMoments {
  /// Moments nearer to each other than this share of the timeline count as one.
  private static final double APART = 0.02;

  private static final long CANDIDATE_BUCKETS = 128;

  private final Timeline timeline;

  WorstMoments(Timeline timeline) {
    this.timeline = timeline;
  }

  private record Candidate(int cpu, int level, long bucket, long delayNs) {}

  List<WorstMoment> find(int wanted) {
    List<Candidate> candidates = new ArrayList<>();
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      addCandidates(cpu, candidates);
    }
    candidates.sort(Comparator.comparingLong(c -> -c.delayNs()));
    List<WorstMoment> found = new ArrayList<>();
    double apart = timeline.range().durationNs() * APART;
    for (Candidate candidate : candidates) {
      if (found.size() == wanted) {
        break;
      }
      locate(candidate)
          .filter(m -> found.stream().noneMatch(f -> same(f, m, apart)))
          .ifPresent(m -> found.add(m.withRank(found.size() + 1)));
    }
    return found;
  }

  private static boolean same(WorstMoment a, Moment b, double apart) {
    return a.task() == b.task() || Math.abs(a.timeNs() - b.timeNs()) < apart;
  }

  private record Moment(int cpu, int task, long timeNs, long delayNs, long slice) {
    WorstMoment withRank(int rank) {
      return new WorstMoment(rank, cpu, task, timeNs, delayNs, slice);
    }
  }

  private void addCandidates(int cpu, List<Candidate> candidates) {
    CpuLevels levels = timeline.levels(cpu);
    int level = levels.count() - 1;
    while (level > 0 && levels.buckets(level) < CANDIDATE_BUCKETS) {
      level--;
    }
    if (level < 0) {
      return;
    }
    for (long b = 0; b < levels.buckets(level); b++) {
      long delay = levels.worstDelayNs(level, b);
      if (delay > 0) {
        candidates.add(new Candidate(cpu, level, b, delay));
      }
    }
  }

  private Optional<Moment> locate(Candidate candidate) {
    CpuLevels levels = timeline.levels(candidate.cpu());
    long bucket = candidate.bucket();
    for (int level = candidate.level() - 1; level >= 0; level--) {
      long first = 2 * bucket;
      boolean second =
          first + 1 < levels.buckets(level)
              && levels.worstDelayNs(level, first + 1) > levels.worstDelayNs(level, first);
      bucket = second ? first + 1 : first;
    }
    long from = levels.startNs(0, bucket);
    return slowestStart(candidate.cpu(), from, from + levels.widthNs(0));
  }

  private Optional<Moment> slowestStart(int cpu, long fromNs, long toNs) {
    CpuSlices slices = timeline.slices(cpu);
    Moment slowest = null;
    for (long i = Math.max(0, slices.at(fromNs)); i < slices.count(); i++) {
      long start = slices.startNs(i);
      // The last bucket also takes what starts at its very end.
      if (start > toNs) {
        break;
      }
      int task = slices.task(i);
      if (start < fromNs || task <= Task.UNKNOWN) {
        continue;
      }
      long delay = RunDelay.before(timeline, task, start);
      if (slowest == null || delay > slowest.delayNs()) {
        slowest = new Moment(cpu, task, start, delay, i);
      }
    }
    return Optional.ofNullable(slowest).filter(m -> m.delayNs() > 0);
  }
}
