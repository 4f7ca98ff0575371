package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.SourceKind;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.trace.model.Provenance;
import java.util.List;
import java.util.regex.Pattern;

/// Reads `pgbench --log`: one line a transaction.
///
/// The log tells clients, not server processes, so each client becomes a task of its own without a
/// thread id. Transactions end at the time logged and began their latency before (with `--rate`, at
/// the time they were scheduled for).
public final class PgbenchLogImporter implements TraceImporter {
  private static final Pattern LINE =
      Pattern.compile(
          "\\d{1,6} \\d{1,12} (?:\\d{1,15}|skipped|failed|serialization|deadlock) \\d{1,4}"
              + " [1-4]\\d{9} \\d{1,6}(?: -?\\d{1,15}){0,2}\r?");
  private static final long MICROSECOND = 1000;
  private static final long SECOND = 1_000_000_000L;
  private static final int SURE = 90;
  private static final int LONGEST = 200;

  /// Creates it; called by the service loader.
  public PgbenchLogImporter() {}

  @Override
  public String id() {
    return "pgbench.log";
  }

  @Override
  public String displayName() {
    return "pgbench log of transactions";
  }

  @Override
  public SourceKind kind() {
    return SourceKind.COMPANION;
  }

  @Override
  public int richness() {
    return 30;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    return PgbenchFiles.allLines(head, LINE)
        ? new ProbeResult(SURE, "has lines as pgbench --log writes them")
        : ProbeResult.no("has other lines than pgbench --log");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) {
    var facts = new PostgresFacts(file, context);
    var problems =
        new RowProblems(context.problems(), file.name(), "a transaction of pgbench --log");
    var clients = new PgbenchClients(facts, file.shortName());
    PgbenchFiles.rows(
        file, LINE, LONGEST, problems, facts, words -> transaction(words, facts, clients));
    facts.finish(id(), "pgbench-transaction", new PostgresTime());
  }

  private static void transaction(String[] words, PostgresFacts facts, PgbenchClients clients) {
    long end =
        facts.place(
            Numbers.number(words[4], 0) * SECOND + Numbers.number(words[5], 0) * MICROSECOND);
    int script = Numbers.nonNegative(words[3]);
    int task = clients.task(Numbers.nonNegative(words[0]), end);
    long latency = Numbers.number(words[2], -1);
    if (latency >= 0) {
      facts
          .builder()
          .span(
              end - latency * MICROSECOND,
              end,
              task,
              "transaction",
              clients.script(script),
              "",
              Provenance.DERIVED);
    } else {
      facts
          .builder()
          .mark(
              end,
              -1,
              task,
              "transaction",
              clients.script(script)
                  + (words[2].equals("skipped") ? " skipped" : failure(words[2])));
    }
  }

  private static String failure(String word) {
    return word.equals("failed") ? " failed" : " failed: " + word;
  }

  /// The clients of one run, and what they run.
  private static final class PgbenchClients {
    private final PostgresFacts facts;
    private final String run;
    private final int pid;
    private final List<String> scripts;

    PgbenchClients(PostgresFacts facts, String shortName) {
      this.facts = facts;
      run = PgbenchFiles.run(shortName);
      pid = PgbenchFiles.pid(shortName);
      scripts = facts.session().scripts.getOrDefault(run, List.of());
    }

    int task(int client, long timeNs) {
      return facts
          .session()
          .clients
          .computeIfAbsent(
              run + '/' + pid + '/' + client,
              key -> {
                String name = ("pgbench " + run).strip() + " client " + client;
                int task = facts.builder().task(-1, pid, name, timeNs, false);
                facts.builder().taskLabel(task, "pgbench client");
                return task;
              });
    }

    String script(int number) {
      return number < scripts.size() ? scripts.get(number) : "script " + number;
    }
  }
}
