/// Measurements. Every speed is given as a ratio to a peer or a ceiling measured in the same run.
@org.jspecify.annotations.NullMarked
package dev.corelane.benchmarks;
