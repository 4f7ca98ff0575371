package dev.corelane.importers;

import java.io.IOException;

/// Reads one format. Found by [java.util.ServiceLoader]; formats do not know each other.
public interface TraceImporter {
  /// @return a stable id for scripts ("perf.data")
  String id();

  /// @return what a person calls the format
  String displayName();

  /// @return what sort of facts the format holds
  default SourceKind kind() {
    return SourceKind.RECORDING;
  }

  /// How much a recording of this format tells, for choosing between two of the same run.
  ///
  /// @return 0 to 100
  default int richness() {
    return 50;
  }

  /// Looks at the beginning of a file. Decides by content; the name may only break ties.
  ///
  /// @param head the beginning
  /// @return how sure it is, with a reason when it is not the format
  ProbeResult probe(TraceHead head);

  /// Reads a file into the context's timeline builder. What cannot be read is counted in the
  /// context's problem log, and everything that can be is kept.
  ///
  /// @param file the file
  /// @param context where the facts go
  /// @throws TraceReadException if nothing of the file can be read
  /// @throws IOException if the system cannot read it
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  void importTrace(TraceFile file, ImportContext context) throws IOException;

  /// Looks at a folder. Decides by the names of its files, and by their content where names say
  /// little.
  ///
  /// @param folder the folder
  /// @return how sure it is, with a reason when it is not of the format
  /// @throws IOException if the folder cannot be read
  default ProbeResult probeFolder(TraceFolder folder) throws IOException {
    return ProbeResult.no("comes as a file");
  }

  /// Reads a folder, in the way of [#importTrace]. Only called when [#probeFolder] says yes.
  ///
  /// @param folder the folder
  /// @param context where the facts go
  /// @throws TraceReadException if nothing of the folder can be read
  /// @throws IOException if the system cannot read it
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  default void importFolder(TraceFolder folder, ImportContext context) throws IOException {
    throw new TraceReadException(folder.name() + " is a folder, but " + displayName() + " is not.");
  }
}
