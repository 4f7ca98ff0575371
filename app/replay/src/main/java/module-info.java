/// Replay: recorded or described work under another scheduler, preemption model or policy.
///
/// - [dev.corelane.replay.engine] simulated time: events in a total order, seeded random streams.
/// - [dev.corelane.replay.work] what a thread does: programs made of steps.
/// - [dev.corelane.replay.machine] machine and kernel as data; the moments of preemption.
/// - [dev.corelane.replay.scheduler] the run queue of one CPU: EEVDF, CFS, real-time.
/// - [dev.corelane.replay.lock] how locks are taken, waited for and given on.
/// - [dev.corelane.replay.simulation] one run: all of these together.
/// - [dev.corelane.replay.extract] from a recording to programs.
/// - [dev.corelane.replay.record] a run as a timeline.
/// - [dev.corelane.replay.recorded] these programs on a simulated machine.
/// - [dev.corelane.replay.fidelity] a recording and a replay by the same measures.
/// - [dev.corelane.replay.multixact] what MultiXacts cost, by version of PostgreSQL.
/// - [dev.corelane.replay.run] runs of scenarios over seeds, variants and values of parameters.
/// - [dev.corelane.replay.sampled] from samples to programs that draw what they do.
/// - [dev.corelane.replay.scenario] documented descriptions of what is to be run.
/// - [dev.corelane.replay.statistics] samples with nearest-rank percentiles.
/// - [dev.corelane.replay.userspace] policies of a database that schedules its own transactions.
@org.jspecify.annotations.NullMarked
module dev.corelane.replay {
  requires static transitive org.jspecify;
  requires transitive dev.corelane.trace;
  requires transitive dev.corelane.analysis;
  requires tools.jackson.core;

  exports dev.corelane.replay.engine;
  exports dev.corelane.replay.extract;
  exports dev.corelane.replay.fidelity;
  exports dev.corelane.replay.lock;
  exports dev.corelane.replay.machine;
  exports dev.corelane.replay.record;
  exports dev.corelane.replay.recorded;
  exports dev.corelane.replay.scheduler;
  exports dev.corelane.replay.simulation;
  exports dev.corelane.replay.work;
  exports dev.corelane.replay.multixact;
  exports dev.corelane.replay.run;
  exports dev.corelane.replay.scenario;
  exports dev.corelane.replay.statistics;
  exports dev.corelane.replay.userspace;
}
