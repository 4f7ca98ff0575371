/// A run: threads with programs on the CPUs of a machine, over locks, from a seed. One simulation
/// is one run on one thread; what happens in it is told to observers.
package dev.corelane.replay.simulation;
