package dev.corelane.importers.postgres;

import dev.corelane.importers.TraceFile;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.LongArrayList;

/// A server of an incident: what its files share. One is taken for that of the recording. Process
/// ids, transactions and relations of any other mean something else than there, so it has tasks and
/// locks of its own.
final class Server {
  /// Heavyweight locks by tag.
  final Map<String, Integer> locks = new HashMap<>();

  /// Hashes of the messages of each log.
  final List<LongArrayList> messages = new ArrayList<>();

  private final Map<Integer, Integer> tasks = new HashMap<>();
  private final String file;
  private final String why;

  /// @param file a file of it by which it is called, "" for the server of the recording
  /// @param why what tells that it is another one, words that complete "... is of another server
  ///   than ", or ""
  Server(String file, String why) {
    this.file = file;
    this.why = why;
  }

  /// @return whether it is another one than that of the recording
  boolean other() {
    return !file.isEmpty();
  }

  /// @param of a file of this server
  /// @return a sentence that tells why it is another one
  String why(TraceFile of) {
    return of.shortName() + " is of another server than " + why;
  }

  /// What something is called that means nothing to other servers.
  String named(String name) {
    return other() ? name + " (" + file + ")" : name;
  }

  /// The task of a process of another server. It has no thread id, for that is a thread of the
  /// recording.
  ///
  /// @param pid its id; 0 or less stands for none
  /// @param timeNs when it lived
  /// @param name what such processes are called
  /// @param builder takes the task
  /// @return internal task id
  int backend(int pid, long timeNs, String name, TimelineBuilder builder) {
    return pid <= 0
        ? Task.UNKNOWN
        : tasks.computeIfAbsent(
            pid, p -> builder.task(-1, -1, named(name + " " + p), timeNs, false));
  }
}
