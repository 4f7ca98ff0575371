package dev.corelane.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What is imported, and the program that reads the same file beside it.
enum Format {
  /// `perf sched timehist -s` reads the same events to per-thread sums.
  PERF_DATA("perf.data", 30_000_000, "perf sched timehist -s", "perf sched timehist -s -i %s") {
    @Override
    void write(Path file, long events) throws IOException {
      Workload.perfData(file, events);
    }
  },

  /// libkshark's bare load: an array of entries with time, CPU, task and event, as KernelShark
  /// makes it before it draws. Its small program is `src/main/c/kshark-load.c`.
  TRACE_DAT("trace.dat", 30_000_000, "libkshark, bare load", "kshark-load %s") {
    @Override
    void write(Path file, long events) throws IOException {
      Workload.traceDat(file, events);
    }
  },

  /// `perf script` of a generated perf.data; awk splits each line into fields.
  PERF_TEXT(
      "perf-script.txt",
      30_000_000,
      "awk, fields counted",
      "awk '{ n += NF } END { print n }' %s") {
    @Override
    void write(Path file, long events) throws IOException {
      Path binary = file.resolveSibling("perf.data");
      Workload.perfData(binary, events);
      Shell.run("perf script --ns -i " + binary + " > " + file + "; rm " + binary);
    }
  },

  /// `trace-cmd report` of a generated trace.dat; awk splits each line into fields.
  FTRACE_TEXT(
      "trace.txt", 30_000_000, "awk, fields counted", "awk '{ n += NF } END { print n }' %s") {
    @Override
    void write(Path file, long events) throws IOException {
      Path binary = file.resolveSibling("trace.dat");
      Workload.traceDat(binary, events);
      Shell.run("trace-cmd report -t " + binary + " > " + file + "; rm " + binary);
    }
  },

  /// A server log of PostgreSQL 17; Python's csv module, which is written in C, splits the records.
  CSVLOG(
      "postgresql.csv",
      4_000_000,
      "python3 csv.reader",
      "python3 -c 'import csv, sys; print(sum(1 for row in csv.reader(open(sys.argv[1]))))' %s") {
    @Override
    void write(Path file, long events) throws IOException {
      ServerLog.write(file, events);
    }
  };

  private final String fileName;
  private final long events;
  private final String peer;
  private final String peerCommand;

  Format(String fileName, long events, String peer, String peerCommand) {
    this.fileName = fileName;
    this.events = events;
    this.peer = peer;
    this.peerCommand = peerCommand;
  }

  /// Writes a file of this format.
  abstract void write(Path file, long events) throws IOException;

  /// A name by which users know such files.
  String fileName() {
    return fileName;
  }

  /// Events, lines or records of a file of some gigabytes: with less, compiling is what counts.
  long usualEvents() {
    return events;
  }

  Shell.Run runPeer(Path file) throws IOException {
    return Shell.measured(peer, peerCommand.formatted(file));
  }

  static List<String> names() {
    return List.of(values()).stream().map(Format::name).toList();
  }
}
