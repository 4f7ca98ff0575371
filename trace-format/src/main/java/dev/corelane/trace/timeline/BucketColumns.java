package dev.corelane.trace.timeline;

final class BucketColumns {
  final IntColumn busy;
  final IntColumn unknown;
  final IntColumn dominant;
  final IntColumn involuntary;
  final IntColumn holderPreempted;
  final IntColumn runnable;
  final LongColumn worstDelay;

  BucketColumns(Table buckets) {
    busy = buckets.i32("busy");
    unknown = buckets.i32("unknown");
    dominant = buckets.i32("dominant");
    involuntary = buckets.i32("involuntary");
    holderPreempted = buckets.i32("holderPreempted");
    runnable = buckets.i32("runnable");
    worstDelay = buckets.i64("worstDelay");
  }
}
