/// Simulated time: events in a total order and random numbers from one seed. It knows nothing of
/// processors, threads or locks. There is no wall clock in it and no thread of its own: a run is a
/// function of its inputs and its seed.
package dev.corelane.replay.engine;
