package dev.corelane.integration.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.comparison.Finding;
import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.cli.Program;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.ComparedPart;
import dev.corelane.desktop.session.compare.ComparisonSummary;
import dev.corelane.importers.Importers;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.task.ProgressMonitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The table of differences in the window is the one that the command line prints.
final class ComparisonTableTest {
  @TempDir private Path folder;

  @Test
  void theTableEqualsTheCommandLineNumberForNumber() throws IOException {
    Path a = sample("spinlock-6.12-none-full");
    Path b = sample("spinlock-7.2-lazy-full");
    Map<?, ?> json = (Map<?, ?>) Objects.requireNonNull(printed(a, b));
    var model =
        new CompareModel(
            List.of(part(a), part(b)),
            new Threads(Runnable::run, Runnable::run, System::nanoTime),
            WaitEventLibrary.load());
    model.differences().start();

    assertThat(model.differences().rows().get())
        .hasSizeGreaterThan(50)
        .extracting(ComparisonTableTest::numbers)
        .isEqualTo(json.get("differences"));

    var summary =
        ComparisonSummary.of(Objects.requireNonNull(model.differences().comparison().get()));
    assertThat(summary.findings())
        .isNotEmpty()
        .extracting(Finding::text)
        .isEqualTo(texts(json.get("findings")));
    assertThat(summary.warnings())
        .containsExactly(
            "Warning, A: " + warnings(json.get("a")), "Warning, B: " + warnings(json.get("b")));
    model.dispose();
    model.release();
  }

  private Path sample(String id) throws IOException {
    return SampleTraces.of(id).orElseThrow().copyTo(folder);
  }

  private static ComparedPart part(Path file) throws IOException {
    return ComparedPart.all(
        new SharedTrace(
            file.toString(), TraceDigest.of(Importers.open(List.of(file), ProgressMonitor.NONE))));
  }

  private static @Nullable Object printed(Path a, Path b) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        new Program(Terminal.of(out, err), new AtomicBoolean())
            .run("compare", "--json", a.toString(), b.toString());
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    String text = out.toString(StandardCharsets.UTF_8);
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    var elements = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  private static List<?> texts(@Nullable Object objects) {
    return ((List<?>) Objects.requireNonNull(objects))
        .stream().map(o -> ((Map<?, ?>) Objects.requireNonNull(o)).get("text")).toList();
  }

  private static String warnings(@Nullable Object side) {
    Map<?, ?> observer =
        (Map<?, ?>)
            Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(side)).get("observer"));
    return texts(observer.get("warnings")).stream()
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  /// A row as the command line writes it.
  private static Map<String, @Nullable Object> numbers(MetricDifference d) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("kind", name(d.id().kind()));
    fields.put("subject", d.id().subject());
    fields.put("quantity", name(d.id().quantity()));
    fields.put("unit", name(d.id().quantity().unit()));
    fields.put("a", number(d.a()));
    fields.put("b", number(d.b()));
    fields.put("difference", number(d.difference()));
    fields.put("differenceLow", number(d.differenceLow()));
    fields.put("differenceHigh", number(d.differenceHigh()));
    fields.put("ratio", number(d.ratio()));
    fields.put("ratioLow", number(d.ratioLow()));
    fields.put("ratioHigh", number(d.ratioHigh()));
    fields.put("countA", d.countA());
    fields.put("countB", d.countB());
    fields.put("probability", number(d.probability()));
    fields.put("certain", d.certain());
    return fields;
  }

  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
