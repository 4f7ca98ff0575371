/// Numbers out of runs: samples with nearest-rank percentiles, bands over seeds. It knows nothing
/// of what was measured.
package dev.corelane.replay.statistics;
