/// Recorded programs on a simulated machine: the threads and locks of a recording as a simulation
/// takes them.
package dev.corelane.replay.recorded;
