package dev.corelane.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

  @ParameterizedTest
  @CsvSource({
    "504b0304140000, is a ZIP archive; unpack it and open the folder.",
    "377abcaf271c0004, is a 7z archive; unpack it and open the folder.",
    "526172211a0700, is a RAR archive; unpack it and open the folder.",
    "04224d186440a7, is packed by lz4; unpack it first (lz4 -d).",
    "fffe23002000, 'is text in UTF-16, as PowerShell writes it; convert it first (iconv -f UTF-16"
        + " -t UTF-8).'",
    "feff00230020, 'is text in UTF-16, as PowerShell writes it; convert it first (iconv -f UTF-16"
        + " -t UTF-8).'",
  })
  void whatCanBeMadeReadableIsNamed(String bytes, String what) {
    var content = MemorySegment.ofArray(HexFormat.of().parseHex(bytes));
    assertThat(UnknownFormat.sentence(new TraceFile("f", content, List.of())))
        .isEqualTo("f " + what);
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
