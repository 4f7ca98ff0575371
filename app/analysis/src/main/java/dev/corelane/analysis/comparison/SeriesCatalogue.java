package dev.corelane.analysis.comparison;

import dev.corelane.analysis.comparison.Tally.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The numbers of one recording by their id.
final class SeriesCatalogue {
  private final Measures measures;
  private final Tally tally;

  SeriesCatalogue(Measures measures) {
    this.measures = measures;
    this.tally = measures.tally();
  }

  /// Numbers that a kind of subject has.
  static List<Quantity> quantities(SubjectKind kind) {
    return switch (kind) {
      case WHOLE ->
          List.of(
              Quantity.THROUGHPUT,
              Quantity.LATENCY,
              Quantity.LATENCY_P95,
              Quantity.CPU_PER_TRANSACTION,
              Quantity.RUN_DELAY_PER_TRANSACTION,
              Quantity.RUN_DELAY_RATE,
              Quantity.WAKEUP_LATENCY,
              Quantity.USER_PREEMPTIONS,
              Quantity.KERNEL_PREEMPTIONS,
              Quantity.HOLDER_PREEMPTIONS,
              Quantity.PREEMPTED_SLICE);
      case THREADS ->
          List.of(
              Quantity.CPU_RATE,
              Quantity.RUN_DELAY_RATE,
              Quantity.USER_PREEMPTIONS,
              Quantity.KERNEL_PREEMPTIONS);
      case LOCK_KIND, LOCK ->
          List.of(
              Quantity.WAITS,
              Quantity.WAITERS,
              Quantity.WAITING_CPUS,
              Quantity.WAIT_PER_TRANSACTION,
              Quantity.HOLD);
      case WAIT_EVENT -> List.of(Quantity.SESSIONS);
      case QUERY -> List.of(Quantity.THROUGHPUT, Quantity.LATENCY);
    };
  }

  List<MetricId> ids() {
    var ids = new ArrayList<MetricId>();
    for (SubjectKind kind : SubjectKind.values()) {
      Set<String> subjects =
          kind == SubjectKind.WHOLE ? Set.of(Measures.WHOLE) : tally.subjects(kind);
      for (String subject : subjects) {
        quantities(kind).forEach(quantity -> ids.add(new MetricId(kind, subject, quantity)));
      }
    }
    return ids;
  }

  /// @return the number; without observations where nothing of it was recorded
  Series series(MetricId id) {
    return switch (id.quantity()) {
      case THROUGHPUT, WAITS -> rate(id, What.COUNT);
      case USER_PREEMPTIONS -> rate(id, What.USER);
      case KERNEL_PREEMPTIONS -> rate(id, What.KERNEL);
      case HOLDER_PREEMPTIONS -> rate(id, What.HOLDER);
      case LATENCY -> mean(id, What.TIME, What.COUNT);
      case HOLD -> mean(id, What.HOLD_TIME, What.HOLDS);
      case WAKEUP_LATENCY -> mean(id, What.WOKEN_TIME, What.WOKEN);
      case LATENCY_P95 -> measures.latencies(0.95);
      case PREEMPTED_SLICE -> measures.preemptedSlices();
      case CPU_RATE -> threads(id, What.RUN);
      case RUN_DELAY_RATE -> threads(id, What.DELAY);
      case WAITERS -> threads(id, What.TIME);
      case WAITING_CPUS -> threads(id, What.RUN);
      case SESSIONS -> threads(id, What.SAMPLES);
      case CPU_PER_TRANSACTION -> perTransaction(id, What.RUN);
      case RUN_DELAY_PER_TRANSACTION -> perTransaction(id, What.DELAY);
      case WAIT_PER_TRANSACTION -> perTransaction(id, What.TIME);
    };
  }

  private Series rate(MetricId id, What what) {
    return quotient(id, what, measures.blocks().seconds());
  }

  private Series threads(MetricId id, What what) {
    return quotient(id, what, measures.blocks().nanoseconds());
  }

  private Series mean(MetricId id, What above, What below) {
    return quotient(id, above, tally.blocks(id.kind(), id.subject(), below));
  }

  private Series perTransaction(MetricId id, What what) {
    return quotient(id, what, tally.blocks(SubjectKind.WHOLE, Measures.WHOLE, What.COUNT));
  }

  private Series quotient(MetricId id, What what, double[] below) {
    return new Series.Quotient(
        tally.blocks(id.kind(), id.subject(), what),
        below,
        tally.observations(id.kind(), id.subject(), what));
  }
}
