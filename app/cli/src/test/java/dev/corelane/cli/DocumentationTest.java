package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What the document says of fields and options is what the program does, and it says everything.
class DocumentationTest {
  static final List<String> COMMANDS =
      List.of(
          "info",
          "threads",
          "preemptions",
          "locks",
          "analyze",
          "waits",
          "load",
          "compare",
          "replay",
          "sweep",
          "import",
          "render",
          "sample",
          "open");

  /// What `perf sched latency` prints: no events.
  private static final String SUMS =
      """

       -------------------------------------------------------------------------------------------------------------------------------------------
        Task                  |   Runtime ms  |  Count   | Avg delay ms    | Max delay ms    | Max delay start           | Max delay end          |
       -------------------------------------------------------------------------------------------------------------------------------------------
        postgres:(24)         |  14502.151 ms |    11000 | avg:   5.132 ms | max:  82.123 ms | max start:    19.010001 s | max end:    19.092124 s
      """;

  @TempDir static Path folder;

  static List<Arguments> jsonCommands() throws IOException {
    return List.of(
        Arguments.of("compare", List.of(SampleFiles.DISTURBED.copyTo(folder).toString())),
        Arguments.of("waits", List.of(SampleFiles.waits(folder).toString())),
        Arguments.of("info", List.of()),
        Arguments.of("threads", List.of()),
        Arguments.of("preemptions", List.of()),
        Arguments.of("locks", List.of()),
        Arguments.of(
            "analyze",
            List.of(
                SampleFiles.DISTURBED.copyTo(folder).toString(),
                SampleFiles.deadlocks(folder).toString(),
                SampleFiles.waits(folder).toString())),
        Arguments.of("load", List.of()),
        Arguments.of("import", List.of("-o", folder.resolve("x.corelane").toString())),
        Arguments.of("render", List.of("-o", folder.resolve("x.png").toString())));
  }

  @ParameterizedTest
  @MethodSource("jsonCommands")
  void fieldsAreThoseOfTheDocument(String command, List<String> options) throws IOException {
    var seen = new TreeSet<String>();
    for (Path file : SampleFiles.each(folder)) {
      var words = new ArrayList<Object>(List.of(command, "--json", file));
      words.addAll(options);
      Run run = Run.of(words.toArray());
      assertThat(run.code()).as(run.err()).isZero();
      seen.addAll(Json.parse(run.out()).shape());
    }
    var documented = Readme.read().fields(command + " --json");
    assertThat(names(seen)).isEqualTo(documented.keySet());
    for (String field : seen) {
      String[] nameAndType = field.split(" ", 2);
      assertThat(documented.get(nameAndType[0]))
          .as("type of " + nameAndType[0])
          .containsPattern("\\b" + nameAndType[1] + "\\b");
    }
  }

  @Test
  void fieldsOfThePreviewAreThoseOfTheDocument() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "no trace");
    Path sums = Files.writeString(folder.resolve("sums.txt"), SUMS);
    Run run = Run.of("info", "--preview", "--json", SampleFiles.SMALL.copyTo(folder), notes, sums);
    assertThat(run.code()).as(run.err()).isZero();
    SortedSet<String> seen = Json.parse(run.out()).shape();
    assertThat(names(seen)).isEqualTo(Readme.read().fields("info --preview --json").keySet());
  }

  @Test
  void choicesAreRefusedWhereTheyMakeNoSense() throws IOException {
    Path file = SampleFiles.SMALL.copyTo(folder);
    for (List<String> options :
        List.of(
            List.of("--offset", "x"),
            List.of("--offset", "=5ms"),
            List.of("--offset", "x=soon"),
            List.of("--from", "2s", "--to", "1s"))) {
      var words = new ArrayList<Object>(List.of("info", file));
      words.addAll(options);
      Run run = Run.of(words.toArray());
      assertThat(run.code()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains(options.getFirst());
    }
  }

  @Test
  void partIsWhatWasAskedFor() throws IOException {
    Path file = SampleFiles.SMALL.copyTo(folder);
    Run whole = Run.of("info", "--json", file);
    Run part = Run.of("info", "--json", "--only", "postgres", file);
    assertThat(part.out()).contains("incident.part-only");
    assertThat(whole.out()).doesNotContain("incident.part-only");
    Run text = Run.of("info", "--offset", file.getFileName() + "=1s", file);
    assertThat(text.out()).contains("1000000000 ns are added to it, exactly");
  }

  private static SortedSet<String> names(SortedSet<String> shape) {
    var names = new TreeSet<String>();
    shape.forEach(field -> names.add(field.substring(0, field.indexOf(' '))));
    return names;
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void optionsAreThoseOfTheDocument(String command) throws IOException {
    Readme readme = Readme.read();
    var documented = new TreeSet<>(readme.options("Options of all commands"));
    documented.addAll(readme.options(command));
    var actual = new TreeSet<String>();
    program()
        .getSubcommands()
        .get(command)
        .getCommandSpec()
        .options()
        .forEach(option -> actual.addAll(Arrays.asList(option.names())));
    assertThat(documented).isEqualTo(actual);
  }

  @Test
  void commandsAreThoseOfTheDocument() throws IOException {
    var actual = new TreeSet<>(program().getSubcommands().keySet());
    actual.remove("help");
    assertThat(actual).isEqualTo(new TreeSet<>(COMMANDS));
    assertThat(Readme.read().tables()).containsKeys(COMMANDS.toArray(String[]::new));
  }

  /// The names that other programs read, whatever the document says.
  @Test
  void fixedNamesStay() throws IOException {
    Readme readme = Readme.read();
    assertThat(readme.fields("info --json"))
        .containsKeys(
            "cpus",
            "tasks",
            "startNs",
            "endNs",
            "events",
            "switches",
            "involuntarySwitches",
            "wakeups",
            "lostEvents",
            "kernel.release",
            "kernel.preemption",
            "sources[].path",
            "sources[].importer",
            "sources[].events",
            "problems[].id",
            "problems[].severity",
            "problems[].count",
            "problems[].advice");
    assertThat(readme.fields("threads --json"))
        .containsKeys(
            "[].tid",
            "[].pid",
            "[].name",
            "[].runTimeNs",
            "[].runDelayNs",
            "[].maxRunDelayNs",
            "[].sleepNs",
            "[].switches",
            "[].involuntarySwitches",
            "[].migrations");
    assertThat(readme.fields("preemptions --json"))
        .containsKeys(
            "[].timeNs",
            "[].cpu",
            "[].victim.tid",
            "[].victim.name",
            "[].by.tid",
            "[].by.name",
            "[].kind",
            "[].offCpuNs",
            "[].heldLocks[].name",
            "[].waiters",
            "[].costNs");
    assertThat(readme.fields("locks --json"))
        .containsOnlyKeys(
            "[].name",
            "[].kind",
            "[].acquisitions",
            "[].contended",
            "[].waitNs",
            "[].spinNs",
            "[].sleepNs",
            "[].runDelayNs",
            "[].holdNs",
            "[].holdOffCpuNs",
            "[].lhpCount",
            "[].lhpStretchNs",
            "[].lhpWasteNs");
  }

  private static CommandLine program() {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return new Program(Terminal.of(nowhere, nowhere), new AtomicBoolean()).commandLine("help");
  }
}
