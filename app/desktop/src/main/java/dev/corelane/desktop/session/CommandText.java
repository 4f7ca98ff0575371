package dev.corelane.desktop.session;

import dev.corelane.importers.ImportOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is to be opened as a command for a shell.
final class CommandText {
  private CommandText() {}

  /// The command that makes one file of what is opened: `corelane import FILES --drop FILE --output
  /// incident.corelane`.
  static String of(OpenRequest.Files request) {
    List<String> words = new ArrayList<>(List.of("corelane", "import"));
    for (Path path : request.paths()) {
      words.add(path.toString());
    }
    ImportOptions options = request.options();
    if (options.window().startNs() != Long.MIN_VALUE) {
      words.add("--from=" + options.window().startNs() + "ns");
    }
    if (options.window().endNs() != Long.MAX_VALUE) {
      words.add("--to=" + options.window().endNs() + "ns");
    }
    new TreeSet<>(options.processes()).forEach(name -> words.add("--only=" + name));
    new TreeSet<>(options.dropped()).forEach(name -> words.add("--drop=" + name));
    for (Map.Entry<String, ImportOptions.Clock> clock :
        new TreeMap<>(options.clocks()).entrySet()) {
      String sign = clock.getValue().relative() ? "+=" : "=";
      words.add("--offset=" + clock.getKey() + sign + clock.getValue().ns() + "ns");
    }
    words.add("--output=incident.corelane");
    return ShellWords.line(words);
  }
}
