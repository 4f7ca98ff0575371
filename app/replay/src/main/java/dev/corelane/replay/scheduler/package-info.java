/// The run queue of one CPU: which thread is next, when a slice is used up, whether a woken thread
/// is to replace the running one. It knows neither time nor interrupts nor other CPUs; a run tells
/// it how long the running thread ran.
package dev.corelane.replay.scheduler;
