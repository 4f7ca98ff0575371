package dev.corelane.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

@Command(
    name = "corelane",
    description = {
      "Scheduler and lock traces on one timeline, per core.",
      "Without arguments, corelane opens its window.",
      ""
    },
    footer = {
      "",
      "corelane help COMMAND tells the options of a command.",
      "",
      "Exit codes: 0 done; 1 wrong usage; 2 a file could not be read or written;",
      "3 the data has problems and --strict was given; 4 a fault in the program."
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
final class Corelane {}
