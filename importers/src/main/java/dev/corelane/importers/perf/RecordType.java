package dev.corelane.importers.perf;

/// Numbers and names of perf's records (include/uapi/linux/perf_event.h, tools/lib/perf/include/
/// perf/event.h).
final class RecordType {
  static final int LOST = 2;
  static final int COMM = 3;
  static final int EXIT = 4;
  static final int FORK = 7;
  static final int SAMPLE = 9;
  static final int LOST_SAMPLES = 13;
  static final int SWITCH = 14;
  static final int SWITCH_CPU_WIDE = 15;
  static final int HEADER_ATTR = 64;
  static final int HEADER_TRACING_DATA = 66;
  static final int FINISHED_ROUND = 68;
  static final int AUXTRACE = 71;
  static final int EVENT_UPDATE = 78;
  static final int HEADER_FEATURE = 80;
  static final int COMPRESSED = 81;
  static final int COMPRESSED2 = 83;

  /// No perf writes records of a higher number; a number above is text or garbage.
  static final int HIGHEST = 200;

  private static final String[] NAMES = new String[HIGHEST + 1];

  static {
    String[] kernel = {
      "",
      "MMAP",
      "LOST",
      "COMM",
      "EXIT",
      "THROTTLE",
      "UNTHROTTLE",
      "FORK",
      "READ",
      "SAMPLE",
      "MMAP2",
      "AUX",
      "ITRACE_START",
      "LOST_SAMPLES",
      "SWITCH",
      "SWITCH_CPU_WIDE",
      "NAMESPACES",
      "KSYMBOL",
      "BPF_EVENT",
      "CGROUP",
      "TEXT_POKE",
      "AUX_OUTPUT_HW_ID",
      "CALLCHAIN_DEFERRED"
    };
    String[] user = {
      "HEADER_ATTR",
      "HEADER_EVENT_TYPE",
      "HEADER_TRACING_DATA",
      "HEADER_BUILD_ID",
      "FINISHED_ROUND",
      "ID_INDEX",
      "AUXTRACE_INFO",
      "AUXTRACE",
      "AUXTRACE_ERROR",
      "THREAD_MAP",
      "CPU_MAP",
      "STAT_CONFIG",
      "STAT",
      "STAT_ROUND",
      "EVENT_UPDATE",
      "TIME_CONV",
      "HEADER_FEATURE",
      "COMPRESSED",
      "FINISHED_INIT",
      "COMPRESSED2",
      "BPF_METADATA",
      "SCHEDSTAT_CPU",
      "SCHEDSTAT_DOMAIN"
    };
    for (int i = 0; i < NAMES.length; i++) {
      NAMES[i] = "PERF_RECORD_" + i;
    }
    for (int i = 1; i < kernel.length; i++) {
      NAMES[i] = "PERF_RECORD_" + kernel[i];
    }
    for (int i = 0; i < user.length; i++) {
      NAMES[HEADER_ATTR + i] = "PERF_RECORD_" + user[i];
    }
  }

  private RecordType() {}

  static String name(int type) {
    return NAMES[type];
  }
}
