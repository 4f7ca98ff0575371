package dev.corelane.analysis.comparison;

import dev.corelane.analysis.observer.ObserverEffect;

/// One of two recordings.
///
/// @param release its kernel, "" if not told
/// @param preemption its preemption model, "" if not told
/// @param arch its machine (`uname -m`), "" if not told
/// @param durationNs length of the part that was compared
/// @param cpus number of CPUs
/// @param transactions transactions in it, 0 if none were recorded
/// @param observer how much the recording changed what it measured
public record Side(
    String release,
    String preemption,
    String arch,
    long durationNs,
    int cpus,
    long transactions,
    ObserverEffect observer) {}
