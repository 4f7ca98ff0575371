package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.SourceKind;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.io.ByteSearch;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Reads a server log, in whatever way it is written.
abstract sealed class LogImporter implements TraceImporter, TellsSessions
    permits CsvLogImporter, JsonLogImporter, StderrLogImporter {
  private static final int SURE = 90;
  private static final int LOOKED_AT = 5;

  private static final int MESSAGES_PER_CHECK = 4096;

  @Override
  public SourceKind kind() {
    return SourceKind.COMPANION;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    int length = head.bytes().length;
    if (ByteSearch.find(head.bytes(), 0, length, '\0') < length) {
      return ProbeResult.no("is not text");
    }
    var log = new ProblemLog();
    LogReader reader = reader(MemorySegment.ofArray(head.bytes()), log, "");
    var message = new LogMessage();
    int good = 0;
    while (reader != null && good < LOOKED_AT && reader.next(message)) {
      good++;
    }
    long bad = log.problems().stream().mapToLong(p -> p.count()).sum();
    return good > 0 && good >= bad
        ? new ProbeResult(SURE, "has messages of a PostgreSQL server")
        : ProbeResult.no("has no messages of a PostgreSQL server");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    LogReader reader = reader(file.content(), context.problems(), file.name());
    var message = new LogMessage();
    if (reader == null || !reader.next(message)) {
      throw new TraceReadException(
          file.name() + " has no message of a PostgreSQL server with a time and a process id.");
    }
    var facts = new PostgresFacts(file, context);
    var log = new LogFacts(facts);
    do {
      log.message(message);
    } while (reader.next(message));
    log.finish();
    facts.finish(id(), "log-message", reader.time());
  }

  @Override
  public SessionLives sessions(TraceFile file, long most, ProgressMonitor monitor) {
    var lives = new SessionLives();
    LogReader reader = reader(file.content(), new ProblemLog(), file.name());
    var message = new LogMessage();
    for (long n = 0; reader != null && n < most && reader.next(message); n++) {
      lives.seen(message.pid, message.sessionStart, message.unixNs);
      if (n % MESSAGES_PER_CHECK == 0) {
        monitor.checkCancelled();
      }
    }
    if (reader != null && !reader.time().sure()) {
      lives.forgetEnds();
    }
    return lives;
  }

  /// @param file the bytes
  /// @param log takes what cannot be read
  /// @param name name of the file, for messages
  /// @return a reader, or null if the bytes are no such log
  abstract @Nullable LogReader reader(MemorySegment file, ProblemLog log, String name);
}
