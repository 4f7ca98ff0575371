package dev.corelane.desktop.session;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/// Where a window's work runs, so that tests can do without threads.
///
/// @param background runs long work
/// @param ui runs what touches view models; one task at a time, in order
/// @param nanoTime a clock in nanoseconds that only goes forwards
public record Threads(Executor background, Executor ui, LongSupplier nanoTime) {}
