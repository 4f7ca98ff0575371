/// Analyses: what a timeline says about who waited, why and for how long.
///
/// - [dev.corelane.analysis] what all analyses have in common;
/// - [dev.corelane.analysis.all] all of the following at once;
/// - [dev.corelane.analysis.overview] the recording in numbers;
/// - [dev.corelane.analysis.latency] run time, run delay and sleep of every thread;
/// - [dev.corelane.analysis.preemption] every involuntary switch with its cause and its cost;
/// - [dev.corelane.analysis.inversion] locks against priorities;
/// - [dev.corelane.analysis.load] run queues, utilisation, moves between CPUs, idle CPUs beside
///   waiting threads;
/// - [dev.corelane.analysis.locks] who held and who waited for which lock;
/// - [dev.corelane.analysis.blocking] who was blocked by whom;
/// - [dev.corelane.analysis.criticalpath] what the duration of a piece of work was made of;
/// - [dev.corelane.analysis.incident] what was worst;
/// - [dev.corelane.analysis.postgres] what backends waited for, and which known incident it is;
/// - [dev.corelane.analysis.knowledge] wait events and switches of the kernel, by version;
/// - [dev.corelane.analysis.observer] how much the recording changed what it measured;
/// - [dev.corelane.analysis.comparison] two recordings beside each other.
@org.jspecify.annotations.NullMarked
module dev.corelane.analysis {
  requires transitive dev.corelane.trace;
  requires HdrHistogram;
  requires static org.jspecify;

  exports dev.corelane.analysis;
  exports dev.corelane.analysis.all;
  exports dev.corelane.analysis.blocking;
  exports dev.corelane.analysis.comparison;
  exports dev.corelane.analysis.criticalpath;
  exports dev.corelane.analysis.incident;
  exports dev.corelane.analysis.inversion;
  exports dev.corelane.analysis.knowledge;
  exports dev.corelane.analysis.latency;
  exports dev.corelane.analysis.load;
  exports dev.corelane.analysis.locks;
  exports dev.corelane.analysis.observer;
  exports dev.corelane.analysis.overview;
  exports dev.corelane.analysis.postgres;
  exports dev.corelane.analysis.preemption;
}
