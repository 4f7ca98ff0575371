/// Policies of a database that schedules its own transactions: workers pinned to cores, one thread
/// that admits urgent ones.
///
/// The rules are those of PreemptDB's public code (`benchmarks/tpcc/tpcc-sequential.cc`,
/// `benchmarks/bench.cc`, `uintr.cc`): arrivals in bursts, bounded queues filled round robin from
/// worker 0, user interrupts that are dropped in locked regions and while contexts are swapped, a
/// bound on what a long query may lose. Entry is [UserspaceModel].
package dev.corelane.replay.userspace;
