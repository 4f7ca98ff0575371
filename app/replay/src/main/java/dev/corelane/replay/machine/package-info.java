/// The machine and the kernel on it, as data: CPUs and caches, costs, what the scheduler of a
/// kernel version does, and at which moments a preemption model lets a thread lose its CPU.
package dev.corelane.replay.machine;
