package dev.corelane.analysis.observer;

import java.util.List;

/// What recorders cost, measured: throughput of one workload with and without a recorder.
/// PostgreSQL 17.11 with pgbench on 4 CPUs of an emulated x86 machine that is about as fast as 500
/// million instructions per second; on a faster machine the same rate costs less.
final class Calibration {
  private static final List<CalibrationPoint> POINTS =
      List.of(
          point("spinlock, 6.12 none, sched", false, 0, 3_667, 577.2, 551.8),
          point("spinlock, 6.12 none, spin", false, 3_320, 6_418, 577.2, 473.8),
          point("spinlock, 6.12 none, full", false, 10_759, 13_249, 577.2, 307.9),
          point("spinlock, 6.12 full, full", true, 6_518, 15_199, 580.2, 173.4),
          point("spinlock, 7.2 lazy, sched", true, 0, 4_331, 539.4, 505.6),
          point("spinlock, 7.2 lazy, spin", true, 2_639, 8_990, 539.4, 362.1),
          point("spinlock, 7.2 lazy, full", true, 5_995, 15_098, 539.4, 154.5),
          point("spinlock, 7.2 full, full", true, 5_418, 15_753, 544.9, 138.9),
          point("multixact, 6.12 none, wait", false, 885, 7_313, 231.4, 180.9),
          point("multixact, 6.12 none, full", false, 24_836, 23_154, 231.4, 43.4));

  private static final double NEAR = 2;

  private Calibration() {}

  private static CalibrationPoint point(
      String name, boolean mutex, double hits, double events, double without, double with) {
    return new CalibrationPoint(name, mutex, hits, events, 1 - with / without);
  }

  /// Recordings whose recorder worked about as hard, within a factor of two.
  ///
  /// @param load of the recording in question
  /// @param mutex whether its threads waited for the recorder's mutexes
  /// @return empty if there is none to compare with
  static List<CalibrationPoint> near(ProbeLoad load, boolean mutex) {
    if (load.hits() == 0) {
      return POINTS.stream()
          .filter(p -> p.hitsPerBusySecond() == 0)
          .filter(p -> near(p.eventsPerCpuSecond(), load.eventsPerCpuSecond()))
          .toList();
    }
    return POINTS.stream()
        .filter(p -> p.hitsPerBusySecond() > 0 && p.mutexWaits() == mutex)
        .filter(p -> near(p.hitsPerBusySecond(), load.hitsPerBusySecond()))
        .toList();
  }

  static List<CalibrationPoint> all() {
    return POINTS;
  }

  private static boolean near(double a, double b) {
    return a <= b * NEAR && b <= a * NEAR;
  }
}
