package dev.corelane.trace.model;

/// Names of the timeline's text properties. A property that is absent is not known.
public final class Properties {
  /// Kernel release of the recorded machine (`uname -r`).
  public static final String KERNEL_RELEASE = "kernel.release";

  /// Preemption model, when the trace itself tells: "none", "voluntary", "full", "lazy", "rt".
  public static final String KERNEL_PREEMPTION = "kernel.preemption";

  /// Machine name of the recorded machine.
  public static final String HOST_NAME = "host.name";

  /// Hardware architecture (`uname -m`).
  public static final String HOST_ARCH = "host.arch";

  /// Processor model.
  public static final String HOST_CPU = "host.cpu";

  /// Command line of the recorder.
  public static final String RECORDER_COMMAND = "recorder.command";

  /// Version of the recorder.
  public static final String RECORDER_VERSION = "recorder.version";

  /// Number of involuntary switches etc. are derived; this is the recorder's own count of lost
  /// records, a decimal number.
  public static final String LOST_EVENTS = "events.lost";

  private Properties() {}
}
