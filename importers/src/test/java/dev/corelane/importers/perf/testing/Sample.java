package dev.corelane.importers.perf.testing;

/// The values of a PERF_RECORD_SAMPLE. Mutable, so that a stream of samples needs no allocation;
/// which of the values are written depends on the event's sample_type alone.
public final class Sample {
  /// Context marker in a callchain: the addresses that follow are kernel addresses.
  public static final long CONTEXT_KERNEL = -128;

  /// Context marker in a callchain: the addresses that follow are user addresses.
  public static final long CONTEXT_USER = -512;

  /// Instruction pointer.
  public long ip;

  /// Process and thread.
  public int pid;

  public int tid;

  /// Nanoseconds of the trace's clock.
  public long time;

  public long addr;
  public long streamId;

  /// The CPU also decides into which ring the sample goes and which id it has.
  public int cpu;

  public long period = 1;

  /// The counter's value, and the times and losses that `read_format` may add.
  public long readValue = 1;

  public long readTimeEnabled;
  public long readTimeRunning;
  public long readLost;

  public long[] callchain = {};

  /// Triples (from, to, flags).
  public long[] branches = {};

  public byte[] userStack = {};
  public byte[] aux = {};
  public long weight;
  public long dataSource;
  public long transaction;
  public long physicalAddress;
  public long cgroup;
  public long dataPageSize;
  public long codePageSize;

  /// Sets who, when and where; the rest keeps its values.
  public Sample at(long newTime, int newCpu, int newPid, int newTid) {
    time = newTime;
    cpu = newCpu;
    pid = newPid;
    tid = newTid;
    return this;
  }
}
