package dev.corelane.replay.scheduler;

/// What a nice level is worth (`sched_prio_to_weight`, kernel/sched/core.c): one level is about 10
/// % of CPU time, a factor of 1.25.
final class Weights {
  /// Nice 0, the unit of virtual time.
  static final int UNIT = 1024;

  /// `WEIGHT_IDLEPRIO`.
  static final int IDLE = 3;

  private static final int[] OF_NICE = {
    88761, 71755, 56483, 46273, 36291, //
    29154, 23254, 18705, 14949, 11916, //
    9548, 7620, 6100, 4904, 3906, //
    3121, 2501, 1991, 1586, 1277, //
    1024, 820, 655, 526, 423, //
    335, 272, 215, 172, 137, //
    110, 87, 70, 56, 45, //
    36, 29, 23, 18, 15
  };

  private Weights() {}

  static int ofNice(int nice) {
    return OF_NICE[nice + 20];
  }

  /// @return virtual time that a weight needs for a time on the CPU (`calc_delta_fair`)
  static long virtual(long ns, int weight) {
    return weight == UNIT ? ns : ns * UNIT / weight;
  }

  /// @return time on the CPU that a weight needs for a virtual time
  static long real(long virtualNs, int weight) {
    return weight == UNIT ? virtualNs : (virtualNs * weight + UNIT - 1) / UNIT;
  }
}
