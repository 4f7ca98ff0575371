package dev.corelane.analysis.blocking;

import dev.corelane.trace.model.StateKind;

/// A thread that others wait for and that waits for no lock itself.
///
/// @param task internal task id
/// @param state what it was doing at the moment
/// @param width threads that wait for it, directly or through others
/// @param depth length of the longest chain that ends in it, 1 or more
public record BlockingRoot(int task, StateKind state, int width, int depth) {}
