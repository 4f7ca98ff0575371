package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.comparison.MetricDifference;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes differences as comma-separated values by RFC 4180, with the names and units of the JSON
/// that the command line writes: times in ns, empty where there is no number.
final class DifferenceCsv {
  private static final String LINE_END = "\r\n";
  private static final List<String> HEADINGS =
      List.of(
          "kind",
          "subject",
          "quantity",
          "unit",
          "a",
          "b",
          "difference",
          "differenceLow",
          "differenceHigh",
          "ratio",
          "ratioLow",
          "ratioHigh",
          "countA",
          "countB",
          "probability",
          "certain");

  private DifferenceCsv() {}

  static void write(List<MetricDifference> rows, Appendable out) throws IOException {
    out.append(String.join(",", HEADINGS)).append(LINE_END);
    for (MetricDifference d : rows) {
      out.append(
              Stream.of(
                      name(d.id().kind()),
                      quoted(d.id().subject()),
                      name(d.id().quantity()),
                      name(d.id().quantity().unit()),
                      number(d.a()),
                      number(d.b()),
                      number(d.difference()),
                      number(d.differenceLow()),
                      number(d.differenceHigh()),
                      number(d.ratio()),
                      number(d.ratioLow()),
                      number(d.ratioHigh()),
                      Long.toString(d.countA()),
                      Long.toString(d.countB()),
                      number(d.probability()),
                      Boolean.toString(d.certain()))
                  .collect(Collectors.joining(",")))
          .append(LINE_END);
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
