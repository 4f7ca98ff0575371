package dev.corelane.importers.perf.testing;

import java.util.Arrays;
import java.util.stream.Collectors;

/// A kernel whose tracepoint layouts are known here: one for each layout that is told apart.
public enum KernelVersion {
  V3_4("3.4.0"),
  V3_10("3.10.49"),
  V4_4("4.4.162"),
  V4_9("4.9.337"),
  V4_14("4.14.62"),
  V5_15("5.15.18"),
  V6_12("6.12.107"),
  V7_2("7.2.13");

  private final String release;

  KernelVersion(String release) {
    this.release = release;
  }

  /// The kernel of a short version, `7.2`.
  ///
  /// @throws IllegalArgumentException naming the versions known
  public static KernelVersion of(String shortVersion) {
    return Arrays.stream(values())
        .filter(v -> v.shortVersion().equals(shortVersion))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "kernel "
                        + shortVersion
                        + " is not one of "
                        + Arrays.stream(values())
                            .map(KernelVersion::shortVersion)
                            .collect(Collectors.joining(", "))));
  }

  /// `7.2`.
  public String shortVersion() {
    return name().substring(1).replace('_', '.');
  }

  /// What `uname -r` says, `7.2.13`.
  public String release() {
    return release;
  }

  TaskStateTable states() {
    return switch (this) {
      case V3_4 -> TaskStateTable.BITS_512;
      case V3_10 -> TaskStateTable.BITS_1024;
      case V4_4 -> TaskStateTable.BITS_2048;
      case V4_9 -> TaskStateTable.BITS_4096;
      case V4_14 -> TaskStateTable.INDEX;
      case V5_15 -> TaskStateTable.REPORT_4;
      case V6_12, V7_2 -> TaskStateTable.REPORT_8;
    };
  }

  private boolean before(KernelVersion other) {
    return compareTo(other) < 0;
  }

  /// A fifth common field, `common_padding`, moves all own fields by four bytes.
  boolean hasCommonPadding() {
    return before(V3_10);
  }

  /// sched_waking came with 4.3; before it perf records sched_wakeup.
  public boolean hasWaking() {
    return !before(V4_4);
  }

  boolean hasWakeupSuccess() {
    return before(V5_15);
  }

  boolean printsWakeupSuccess() {
    return before(V4_4);
  }

  boolean hasVruntime() {
    return before(V6_12);
  }

  /// Names of variable length (`__data_loc char[] comm`) instead of `char comm[16]`, except in the
  /// events on the hottest paths.
  boolean hasDynamicComm() {
    return !before(V7_2);
  }

  boolean hasGroupDead() {
    return !before(V7_2);
  }

  /// The `signed:` mark of `char` arrays.
  boolean marksCharSigned() {
    return before(V4_14);
  }
}
