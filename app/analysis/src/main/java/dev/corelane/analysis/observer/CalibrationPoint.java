package dev.corelane.analysis.observer;

/// What a recorder cost in one measured case.
///
/// @param name workload, kernel, preemption model, recorder
/// @param mutexWaits whether threads waited for the recorder's mutexes, which happens where the
///   kernel is preemptible
/// @param hitsPerBusySecond as in [ProbeLoad]
/// @param eventsPerCpuSecond as in [ProbeLoad]
/// @param loss part of the throughput that was lost, 0 to 1
public record CalibrationPoint(
    String name,
    boolean mutexWaits,
    double hitsPerBusySecond,
    double eventsPerCpuSecond,
    double loss) {}
