package dev.corelane.importers.ftrace.testing;

import dev.corelane.importers.ftrace.testing.TraceDatWriter.Buffer;
import dev.corelane.importers.ftrace.testing.TraceDatWriter.Option;
import dev.corelane.importers.perf.testing.EventFormats;
import dev.corelane.importers.perf.testing.GroundTruth;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.TracingData;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/// A synthetic workload as `trace-cmd record -C mono` on some kernel would have recorded it.
///
/// @param bytes the file
/// @param truth what is in it
/// @param names the newest name that events gave each thread
@SuppressWarnings("ArrayRecordComponent") // bytes of a file, never compared
public record FtraceRecording(byte[] bytes, GroundTruth truth, Map<Integer, String> names) {
  /// Records a workload.
  public static FtraceRecording of(
      KernelVersion kernel, TraceDatOptions options, WorkloadOptions workload, long events)
      throws IOException {
    var formats = new EventFormats(kernel, options.longSize());
    var recorder = new FtraceRecorder(options, formats, tracepoint -> true);
    GroundTruth truth = SyntheticWorkload.run(workload, events, recorder);
    byte[] bytes =
        TraceDatWriter.write(
            options,
            tracing(options, formats, workload),
            options(kernel),
            List.of(new Buffer("", "mono", recorder.pages())));
    return new FtraceRecording(bytes, truth, recorder.names());
  }

  /// The description of a kernel's events.
  public static TracingData tracing(
      TraceDatOptions options, EventFormats formats, WorkloadOptions workload) {
    return TracingData.of(
        options.longSize(),
        EnumSet.copyOf(workload.recorded()).stream().map(formats::get).toList());
  }

  /// What trace-cmd writes beside the events.
  public static List<Option> options(KernelVersion kernel) {
    return List.of(
        Option.text(TraceDatWriter.TRACECLOCK, "local global [mono] boot"),
        Option.text(TraceDatWriter.UNAME, "Linux synthetic " + kernel.release() + " x86_64"),
        Option.text(TraceDatWriter.VERSION, "3.3.1"));
  }
}
