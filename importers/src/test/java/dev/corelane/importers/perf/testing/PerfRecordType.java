package dev.corelane.importers.perf.testing;

/// The types and misc bits of the records that are written here.
final class PerfRecordType {
  static final int LOST = 2;
  static final int COMM = 3;
  static final int EXIT = 4;
  static final int FORK = 7;
  static final int SAMPLE = 9;
  static final int MMAP2 = 10;
  static final int LOST_SAMPLES = 13;
  static final int SWITCH = 14;
  static final int SWITCH_CPU_WIDE = 15;
  static final int HEADER_ATTR = 64;
  static final int HEADER_TRACING_DATA = 66;
  static final int FINISHED_ROUND = 68;
  static final int ID_INDEX = 69;
  static final int EVENT_UPDATE = 78;
  static final int HEADER_FEATURE = 80;
  static final int FINISHED_INIT = 82;

  static final int MISC_KERNEL = 1;
  static final int MISC_USER = 2;
  static final int MISC_COMM_EXEC = 1 << 13;
  static final int MISC_SWITCH_OUT = 1 << 13;
  static final int MISC_SWITCH_OUT_PREEMPT = 1 << 14;
  static final int MISC_LOST_BY_FILTER = 1 << 15;

  private PerfRecordType() {}
}
