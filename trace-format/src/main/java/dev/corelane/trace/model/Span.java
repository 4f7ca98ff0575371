package dev.corelane.trace.model;

/// A named piece of work of a task: a transaction, a query, a request of a replay. Spans of a task
/// nest.
///
/// @param index row in the span table
/// @param startNs begin
/// @param endNs end
/// @param task internal task id
/// @param category what sort of span ("transaction", "query", ...)
/// @param name its class or text
/// @param parent row of the enclosing span, -1 if none
/// @param outcome how it ended ("commit", "abort", ...), "" when not told
/// @param provenance recorded, derived, inferred or synthetic
public record Span(
    long index,
    long startNs,
    long endNs,
    int task,
    String category,
    String name,
    long parent,
    String outcome,
    Provenance provenance) {
  /// Category of the handler of a device's interrupt (`irq:irq_handler_entry`).
  public static final String IRQ = "irq";

  /// Category of deferred interrupt work (`irq:softirq_entry`).
  public static final String SOFTIRQ = "softirq";

  /// Category of a timer's function (`timer:*_expire_entry`).
  public static final String TIMER = "timer";

  /// Whether this is what an interrupt did while the task was on the CPU, and no work of the task.
  ///
  /// @return false for work of the task
  public boolean ofInterrupt() {
    return category.equals(SOFTIRQ) || category.equals(IRQ) || category.equals(TIMER);
  }
}
