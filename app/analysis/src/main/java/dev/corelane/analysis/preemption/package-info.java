/// Involuntary switches: who lost the CPU, to whom, where, and for how long.
package dev.corelane.analysis.preemption;
