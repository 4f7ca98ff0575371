package dev.corelane.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/// A csvlog of PostgreSQL 17 as a busy server writes it with `log_lock_waits` and
/// `log_min_duration_statement`: statements with their duration, some over several lines, waits for
/// row locks, checkpoints.
final class ServerLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final int BACKENDS = 200;
  private static final int FIRST_PID = 4000;

  private ServerLog() {}

  static void write(Path file, long records) throws IOException {
    var random = new SplittableRandom(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long i = 0; i < records; i++) {
        Instant time = START.plusMillis(i / 4);
        int backend = random.nextInt(BACKENDS);
        int kind = random.nextInt(20);
        if (kind == 0) {
          waiting(out, time, backend, i, random.nextInt(BACKENDS));
        } else if (kind == 1) {
          checkpoint(out, time, i);
        } else {
          statement(out, time, backend, i, random.nextInt(1000), kind < 6);
        }
      }
    }
  }

  private static void statement(
      BufferedWriter out, Instant time, int backend, long line, int tenths, boolean manyLines)
      throws IOException {
    String text =
        manyLines
            ? "UPDATE pgbench_accounts\n   SET abalance = abalance + 17, note = ''it\"\"s late''\n"
                + " WHERE aid = "
                + line
            : "SELECT abalance FROM pgbench_accounts WHERE aid = " + line;
    String message = "duration: " + (tenths + 10) / 10.0 + " ms  statement: " + text;
    record(out, time, backend, line, "LOG", message, "", "");
  }

  private static void waiting(BufferedWriter out, Instant time, int backend, long line, int holder)
      throws IOException {
    int pid = FIRST_PID + backend;
    record(
        out,
        time,
        backend,
        line,
        "LOG",
        "process "
            + pid
            + " still waiting for ShareLock on transaction "
            + line
            + " after 1000.123 ms",
        "Process holding the lock: " + (FIRST_PID + holder) + ". Wait queue: " + pid + ".",
        "UPDATE pgbench_branches SET bbalance = bbalance + 1 WHERE bid = 1");
  }

  private static void checkpoint(BufferedWriter out, Instant time, long line) throws IOException {
    out.write(TIME.format(time));
    out.write(",,,812,,69a3f0c0.32c," + line + ",,2026-03-01 07:59:12 UTC,,0,LOG,00000,");
    out.write("\"checkpoint starting: time\",,,,,,,,,\"\",\"checkpointer\",,0\n");
  }

  private static void record(
      BufferedWriter out,
      Instant time,
      int backend,
      long line,
      String severity,
      String message,
      String detail,
      String query)
      throws IOException {
    out.write(TIME.format(time));
    out.write(",\"app\",\"bench\"," + (FIRST_PID + backend) + ",\"10.0.0.7:5" + (1000 + backend));
    out.write(
        "\",69a3f0d0." + Integer.toHexString(FIRST_PID + backend) + "," + line + ",\"SELECT\",");
    out.write("2026-03-01 07:59:28 UTC," + backend + "/" + line + ",0," + severity + ",00000,\"");
    out.write(message + "\"," + (detail.isEmpty() ? "" : "\"" + detail + "\"") + ",,,,,");
    out.write(
        (query.isEmpty() ? "" : "\"" + query + "\"") + ",,,\"pgbench\",\"client backend\",,0\n");
  }
}
