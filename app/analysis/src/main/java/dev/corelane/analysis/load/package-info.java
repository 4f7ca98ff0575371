/// How busy the CPUs were: run queues, utilisation, moves between CPUs, and CPUs that were idle
/// while threads waited for others.
package dev.corelane.analysis.load;
