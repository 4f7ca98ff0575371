package dev.corelane.replay.simulation;

/// The CPUs that have nothing to run and nothing coming (`available_idle_cpu`).
final class IdleCpus {
  private final int cpus;
  private final long[] mask;
  private int count;

  IdleCpus(int cpus) {
    this.cpus = cpus;
    this.mask = new long[(cpus + 63) / 64];
  }

  void add(int cpu) {
    if (!has(cpu)) {
      mask[cpu >> 6] |= 1L << (cpu & 63);
      count++;
    }
  }

  void remove(int cpu) {
    if (has(cpu)) {
      mask[cpu >> 6] &= ~(1L << (cpu & 63));
      count--;
    }
  }

  boolean has(int cpu) {
    return (mask[cpu >> 6] & 1L << (cpu & 63)) != 0;
  }

  int count() {
    return count;
  }

  /// @param after the search begins behind this CPU and goes round
  /// @param from first CPU that counts
  /// @param to behind the last CPU that counts
  /// @return an idle CPU that the thread may run on, -1 if there is none
  int find(int after, int from, int to, SimThread thread) {
    if (count == 0) {
      return -1;
    }
    int found = search(after + 1, Math.min(to, cpus), thread);
    return found >= 0 ? found : search(from, Math.min(after + 1, cpus), thread);
  }

  private int search(int from, int to, SimThread thread) {
    int cpu = from;
    while (cpu < to) {
      int word = cpu >> 6;
      long bits = mask[word] & -1L << (cpu & 63);
      if (thread.allowed != null) {
        bits &= thread.allowed[word];
      }
      if (bits != 0) {
        int found = (word << 6) + Long.numberOfTrailingZeros(bits);
        return found < to ? found : -1;
      }
      cpu = (word + 1) << 6;
    }
    return -1;
  }
}
