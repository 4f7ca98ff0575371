/// A writer of valid perf.data files and a synthetic scheduler workload to fill them, for tests and
/// benchmarks.
///
/// - Writing files byte by byte: [dev.corelane.importers.perf.testing.PerfDataWriter], set up by
///   [dev.corelane.importers.perf.testing.PerfDataOptions].
/// - Tracepoints as kernels from 3.4 to 7.2 describe and encode them:
///   [dev.corelane.importers.perf.testing.EventFormats] and
///   [dev.corelane.importers.perf.testing.SchedPayload].
/// - A deterministic stream of scheduler events with its own ground truth:
///   [dev.corelane.importers.perf.testing.SyntheticWorkload] and
///   [dev.corelane.importers.perf.testing.GroundTruth].
/// - Both together, from code and from the command line:
///   [dev.corelane.importers.perf.testing.SyntheticRecording] and, with the test jar of this module
///   and zstd-jni on the class path, [dev.corelane.importers.perf.testing.GeneratePerfData].
///
/// Nothing here reads a trace, and nothing here uses the importers: a mistake in them cannot be
/// repeated here by using the same code.
@NullMarked
package dev.corelane.importers.perf.testing;

import org.jspecify.annotations.NullMarked;
