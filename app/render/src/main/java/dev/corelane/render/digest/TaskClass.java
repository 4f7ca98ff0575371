package dev.corelane.render.digest;

/// Tasks that share a colour.
///
/// @param index its place among the classes, 0 for the one that ran longest
/// @param name what the legend calls it
/// @param color opaque
/// @param tasks number of tasks in it
/// @param busyNs how long they ran, all CPUs together
public record TaskClass(int index, String name, int color, int tasks, long busyNs) {}
