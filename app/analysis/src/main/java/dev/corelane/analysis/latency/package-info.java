/// Run time, run delay and sleep of every thread.
package dev.corelane.analysis.latency;
