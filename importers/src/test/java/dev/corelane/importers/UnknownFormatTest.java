package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownFormatTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "\u007fELF\u0002\u0001\u0000x | It is binary and begins with the bytes 7f 45 4c 46 02 01 00"
            + " 78.",
        "pid,comm | Its first line begins with 'pid,comm'.",
        "\"\nx\" | Its first line is empty."
      })
  void theBeginningIsShown(String content, String shown) {
    assertThat(UnknownFormat.sentence(file(content)))
        .isEqualTo("f is in no format that Corelane reads. " + shown);
  }

  @Test
  void bytesThatAreNoCharactersAreBinary() {
    byte[] latin = {'K', (byte) 0xe4, 's', 'e'};
    var file = new TraceFile("f", MemorySegment.ofArray(latin), List.of());
    assertThat(UnknownFormat.sentence(file))
        .isEqualTo(
            "f is in no format that Corelane reads. It is binary and begins with the bytes 4b e4 73"
                + " 65.");
    assertThat(UnknownFormat.sentence(file("x" + "\u00e4".repeat(40))))
        .as("cut within a character")
        .contains("first line begins with 'x\u00e4");
  }

  @Test
  void anEmptyFileIsNoFormat() {
    assertThat(UnknownFormat.sentence(file(""))).isEqualTo("f is empty.");
  }

  @Test
  void everyImporterSaysWhatItMissed() {
    assertThat(UnknownFormat.reasons(file("{\"a\":1}")))
        .hasSameSizeAs(Importers.all())
        .contains("trace-event JSON: has no traceEvents")
        .allSatisfy(reason -> assertThat(reason).matches("[^:]+: .+"));
  }

  private static TraceFile file(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new TraceFile("f", MemorySegment.ofArray(bytes), List.of());
  }
}
