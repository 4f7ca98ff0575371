package dev.corelane.cli;

import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.task.TaskCancelledException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line without the process around it.
public final class Program {
  private static final String HELP = "help";

  private final Session session;

  /// @param terminal where it writes to
  /// @param cancelled set when the user cancels
  public Program(Terminal terminal, AtomicBoolean cancelled) {
    this.session = new Session(terminal, cancelled);
  }

  /// Runs a command.
  ///
  /// @param args the command and its arguments
  /// @return one of [ExitCode]
  public int run(String... args) {
    Terminal terminal = session.terminal();
    int code;
    try {
      code = commandLine(args).execute(args);
    } catch (OutOfMemoryError e) {
      terminal.err().println("corelane: " + outOfMemory(e));
      return ExitCode.FAULT;
    } catch (Error e) {
      terminal.err().println("corelane: " + fault(e));
      return ExitCode.FAULT;
    }
    terminal.out().flush();
    IOException failure = terminal.results().failure();
    if (failure == null || terminal.results().readerHasGone()) {
      return code;
    }
    terminal.err().println("corelane: cannot write to standard output: " + failure.getMessage());
    return ExitCode.FILE;
  }

  /// Makes only the command that is asked for, because reading the annotations of all of them takes
  /// a tenth of a second.
  CommandLine commandLine(String... args) {
    Map<String, Supplier<Object>> commands = commands();
    var corelane = new CommandLine(new Corelane());
    String asked = args.length > 0 ? args[0] : "";
    if (commands.containsKey(asked) && !asked.equals(HELP)) {
      corelane.addSubcommand(commands.get(asked).get());
    } else {
      commands.values().forEach(command -> corelane.addSubcommand(command.get()));
    }
    corelane.setOut(writer(session.terminal().out()));
    corelane.setErr(writer(session.terminal().err()));
    corelane.setCaseInsensitiveEnumValuesAllowed(true);
    corelane.setParameterExceptionHandler(this::usage);
    corelane.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    return corelane;
  }

  private Map<String, Supplier<Object>> commands() {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("info", () -> new InfoCommand(session));
    commands.put("threads", () -> new ThreadsCommand(session));
    commands.put("preemptions", () -> new PreemptionsCommand(session));
    commands.put("locks", () -> new LocksCommand(session));
    commands.put("analyze", () -> new AnalyzeCommand(session));
    commands.put("waits", () -> new WaitsCommand(session));
    commands.put("load", () -> new LoadCommand(session));
    commands.put("compare", () -> new CompareCommand(session));
    commands.put("replay", () -> new ReplayCommand(session));
    commands.put("sweep", () -> new SweepCommand(session));
    commands.put("import", () -> new ImportCommand(session));
    commands.put("render", () -> new RenderCommand(session));
    commands.put("sample", () -> new SampleCommand(session));
    commands.put("open", () -> new OpenCommand(session));
    commands.put(HELP, CommandLine.HelpCommand::new);
    return commands;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private int usage(ParameterException e, String[] args) {
    PrintStream err = session.terminal().err();
    err.println("corelane: " + e.getMessage());
    CommandLine command = e.getCommandLine();
    if (!UnmatchedArgumentException.printSuggestions(e, command.getErr())) {
      String name = command.getParent() == null ? "" : " " + command.getCommandName();
      err.println("corelane help" + name + " tells what can be written.");
    }
    return ExitCode.USAGE;
  }

  private int failed(Exception e) {
    PrintStream err = session.terminal().err();
    if (session.terminal().results().failure() != null) {
      return ExitCode.OK;
    }
    return switch (e) {
      case TaskCancelledException cancelled -> ExitCode.CANCELLED;
      case IOException unreadable -> {
        err.println("corelane: " + unreadable.getMessage());
        yield ExitCode.FILE;
      }
      default -> {
        err.println("corelane: " + fault(e));
        yield ExitCode.FAULT;
      }
    };
  }

  /// The heap has a limit that can be raised; facts lie outside, and there it is the machine that
  /// has no more.
  static String outOfMemory(OutOfMemoryError e) {
    String message = e.getMessage();
    if (message != null && message.startsWith("Unable to allocate")) {
      return "the machine has no more memory to give; --from and --to, --only or --drop import"
          + " less.";
    }
    return "the memory is used up (%s allowed); CORELANE_JAVA_OPTIONS=-Xmx8g allows more."
        .formatted(Units.bytes(Runtime.getRuntime().maxMemory()));
  }

  private static String fault(Throwable e) {
    String what = "this is a fault in the program (" + e + ")";
    try {
      Path file = Files.createTempFile("corelane-fault-", ".txt");
      try (var out = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8)) {
        e.printStackTrace(out);
      }
      return what + "; please report it with the file " + file + ".";
    } catch (IOException unwritable) {
      return what + "; please report it.";
    }
  }
}
