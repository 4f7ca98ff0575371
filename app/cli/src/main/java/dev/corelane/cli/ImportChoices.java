package dev.corelane.cli;

import dev.corelane.importers.ImportOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The options that say what of an incident is wanted.
final class ImportChoices {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private RangeOptions part = new RangeOptions();

  @Option(
      names = "--only",
      paramLabel = "THREAD",
      split = ",",
      description = "Only these threads: names, process ids or thread ids; may be given again.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--drop",
      paramLabel = "FILE",
      split = ",",
      description = "Leave out a file (its name without folders) or all files of a format.")
  private List<String> drop = new ArrayList<>();

  @Option(
      names = "--offset",
      paramLabel = "FILE=TIME",
      description =
          "What is added to the times of a file; FILE+=TIME adds to what would hold otherwise.")
  private List<String> offsets = new ArrayList<>();

  ImportOptions options() {
    return new ImportOptions(
        part.range(command), new HashSet<>(only), new HashSet<>(drop), clocks());
  }

  private Map<String, ImportOptions.Clock> clocks() {
    var clocks = new HashMap<String, ImportOptions.Clock>();
    for (String offset : offsets) {
      int equals = offset.lastIndexOf('=');
      boolean relative = equals > 0 && offset.charAt(equals - 1) == '+';
      int end = relative ? equals - 1 : equals;
      if (end <= 0) {
        throw new ParameterException(
            command.commandLine(),
            "--offset " + offset + " names no file; write FILE=TIME or FILE+=TIME");
      }
      try {
        long ns = new TimeArgument().convert(offset.substring(equals + 1));
        clocks.put(offset.substring(0, end), new ImportOptions.Clock(ns, relative));
      } catch (TypeConversionException e) {
        throw new ParameterException(
            command.commandLine(), "--offset " + offset + ": " + e.getMessage(), e);
      }
    }
    return clocks;
  }
}
