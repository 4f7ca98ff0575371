package dev.corelane.analysis.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the file of wait events; see [WaitEventLibrary].
final class KnowledgeParser {
  private static final Pattern SOURCE = Pattern.compile("source ([A-Z]) +(.+)");
  private static final Pattern HEAD = Pattern.compile("([A-Za-z]+):([A-Za-z]+)");
  private static final Pattern LINE =
      Pattern.compile(" +([a-z]+)(?: (\\d+\\+|\\.\\.\\d+|\\d+\\.\\.\\d+))? +(.+)");

  private final Map<String, KnowledgeSource> sources = new LinkedHashMap<>();
  private final Map<String, WaitEventKnowledge> entries = new LinkedHashMap<>();
  private @Nullable Entry open;

  /// The entry that is being read.
  private static final class Entry {
    final String type;
    final String name;
    int since;
    int until = Integer.MAX_VALUE;
    final Map<String, List<VersionedText>> texts = new LinkedHashMap<>();
    final List<KnowledgeSource> sources = new ArrayList<>();

    Entry(String type, String name) {
      this.type = type;
      this.name = name;
    }

    List<VersionedText> texts(String keyword) {
      return List.copyOf(texts.getOrDefault(keyword, List.of()));
    }

    WaitEventKnowledge finished() {
      return new WaitEventKnowledge(
          type,
          name,
          since,
          until,
          texts("named"),
          texts("is"),
          texts("cause"),
          texts("look"),
          texts("fix"),
          List.copyOf(sources));
    }
  }

  Map<String, WaitEventKnowledge> parse(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        read(line);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    close();
    return entries;
  }

  private void read(String line) {
    Matcher source = SOURCE.matcher(line);
    Matcher head = HEAD.matcher(line);
    Matcher indented = LINE.matcher(line);
    if (source.matches()) {
      sources.put(source.group(1), new KnowledgeSource(source.group(1), source.group(2)));
    } else if (head.matches()) {
      close();
      open = new Entry(head.group(1), head.group(2));
    } else if (open != null && indented.matches()) {
      String versions = indented.group(2);
      add(open, indented.group(1), versions == null ? "" : versions, indented.group(3));
    } else {
      throw new IllegalArgumentException("neither a source, an entry nor a line of one: " + line);
    }
  }

  private void add(Entry entry, String keyword, String versions, String text) {
    switch (keyword) {
      case "since" -> entry.since = Integer.parseInt(text);
      case "until" -> entry.until = Integer.parseInt(text);
      case "from" -> {
        for (String key : text.split(" +", -1)) {
          KnowledgeSource source = sources.get(key);
          if (source == null) {
            throw new IllegalArgumentException("no source " + key);
          }
          entry.sources.add(source);
        }
      }
      case "is", "cause", "look", "fix", "named" ->
          entry
              .texts
              .computeIfAbsent(keyword, k -> new ArrayList<>())
              .add(versioned(text, versions));
      default -> throw new IllegalArgumentException("no keyword " + keyword);
    }
  }

  private static VersionedText versioned(String text, String versions) {
    if (versions.isEmpty()) {
      return new VersionedText(text, 0, Integer.MAX_VALUE);
    }
    if (versions.endsWith("+")) {
      String since = versions.substring(0, versions.length() - 1);
      return new VersionedText(text, Integer.parseInt(since), Integer.MAX_VALUE);
    }
    int dots = versions.indexOf("..");
    int since = dots == 0 ? 0 : Integer.parseInt(versions.substring(0, dots));
    return new VersionedText(text, since, Integer.parseInt(versions.substring(dots + 2)));
  }

  private void close() {
    if (open == null) {
      return;
    }
    WaitEventKnowledge entry = open.finished();
    if (entries.put(entry.type() + ':' + entry.name(), entry) != null) {
      throw new IllegalArgumentException(entry.type() + ':' + entry.name() + " stands twice");
    }
    open = null;
  }
}
