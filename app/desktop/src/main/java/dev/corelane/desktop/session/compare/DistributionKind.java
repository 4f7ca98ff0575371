package dev.corelane.desktop.session.compare;

/// Lengths of time whose distributions can be compared.
public enum DistributionKind {
  /// From a wake-up, or from the loss of the CPU, until a thread ran.
  RUN_DELAY("Run delay"),
  /// From a wake-up until the thread ran.
  WAKEUP_LATENCY("Wake-up latency"),
  /// From the loss of the CPU until the thread ran again.
  PREEMPTION("Time off the CPU after a preemption"),
  /// How long threads ran without a switch.
  SLICE("Slice length"),
  /// How long threads waited for locks.
  LOCK_WAIT("Lock wait"),
  /// How long threads held locks.
  LOCK_HOLD("Lock hold"),
  /// Transactions from begin to end.
  TRANSACTION("Transaction");

  private final String title;

  DistributionKind(String title) {
    this.title = title;
  }

  /// @return in words
  public String title() {
    return title;
  }
}
