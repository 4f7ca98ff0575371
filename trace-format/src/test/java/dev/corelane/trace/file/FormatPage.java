package dev.corelane.trace.file;

import dev.corelane.trace.timeline.ColumnSpec;
import dev.corelane.trace.timeline.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes those parts of the module's README that follow from the code: tables, columns and
/// constants. Run [#main] in the module's folder after a change of them.
final class FormatPage {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
  private static final Path README = MODULE.resolve("README.md");
  private static final Path SOURCES = MODULE.resolve("src/main/java/dev/corelane/trace");

  private FormatPage() {}

  public static void main(String[] args) throws IOException {
    Files.writeString(README, renewed());
  }

  static String readme() throws IOException {
    return Files.readString(README);
  }

  /// The README as it should be.
  static String renewed() throws IOException {
    String page = readme();
    page = replace(page, "tables", tables());
    return replace(page, "constants", constants());
  }

  private static String replace(String page, String part, String text) {
    String begin = "<!-- from the code: " + part + " -->\n";
    String end = "<!-- end of " + part + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new AssertionError("the README has no place for " + part);
    }
    return page.substring(0, from + begin.length()) + "\n" + text + "\n" + page.substring(to);
  }

  private static String tables() throws IOException {
    String source = Files.readString(SOURCES.resolve("timeline/TableSchema.java"));
    var text = new StringBuilder();
    for (TableSchema schema : TableSchema.values()) {
      text.append("#### %d %s%n%n".formatted(schema.id(), schema.name()));
      text.append(comment(source, schema.name())).append("\n\n| column | type | content |\n");
      text.append("|---|---|---|\n");
      for (ColumnSpec column : schema.columns()) {
        text.append("| %s | %s | %s |%n".formatted(column.name(), column.type(), column.doc()));
      }
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String constants() throws IOException {
    String model = "model/";
    return constants(dev.corelane.trace.model.SliceEnd.values(), model + "SliceEnd")
        + constants(dev.corelane.trace.model.StateKind.values(), model + "StateKind")
        + constants(dev.corelane.trace.model.Provenance.values(), model + "Provenance")
        + constants(dev.corelane.trace.model.Wakeup.Kind.values(), model + "Wakeup")
        + constants(dev.corelane.trace.model.LockKind.values(), model + "LockKind")
        + constants(dev.corelane.trace.model.LockMode.values(), model + "LockMode")
        + constants(dev.corelane.trace.diagnostics.Severity.values(), "diagnostics/Severity")
            .stripTrailing()
        + "\n";
  }

  private static String constants(Enum<?>[] constants, String file) throws IOException {
    String source = Files.readString(SOURCES.resolve(file + ".java"));
    String name = constants[0].getDeclaringClass().getCanonicalName();
    var text = new StringBuilder();
    text.append("#### %s%n%n".formatted(name.substring(name.indexOf(".trace.") + 7)));
    text.append("| number | constant | meaning |\n|---|---|---|\n");
    for (Enum<?> constant : constants) {
      text.append(
          "| %d | %s | %s |%n"
              .formatted(constant.ordinal(), constant.name(), comment(source, constant.name())));
    }
    return text.append('\n').toString();
  }

  /// The comment before a constant.
  private static String comment(String source, String constant) {
    Matcher found =
        Pattern.compile("((?: *///[^\n]*\n)+) *" + constant + "\\b[(,;\n]").matcher(source);
    if (!found.find()) {
      throw new AssertionError("no comment stands before " + constant);
    }
    return found.group(1).replaceAll(" *///", "").strip().replaceAll("\\s+", " ");
  }
}
