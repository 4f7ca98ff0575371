package dev.corelane.trace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatPageTest {
  @Test
  void thePageListsTheTablesAndConstantsOfTheCode() throws IOException {
    assertThat(FormatPage.readme())
        .as("running FormatPage in the module's folder brings it up to date")
        .isEqualTo(FormatPage.renewed());
  }

  @Test
  void thePageNamesTheNumbersOfTheCode() throws IOException {
    assertThat(FormatPage.readme())
        .contains("version %d.%d".formatted(TimelineFile.MAJOR, TimelineFile.MINOR))
        .contains(TimelineFile.EXTENSION)
        .contains("%d MiB".formatted(TimelineFile.VERIFIED_AT_OPEN_BYTES >> 20));
  }

  @Test
  void theReaderInThePageReadsAFile(@TempDir Path folder) throws Exception {
    Matcher code =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(FormatPage.readme());
    assertThat(code.find()).isTrue();
    Path script = Files.writeString(folder.resolve("read.py"), code.group(1));
    Path file = folder.resolve("a.corelane");
    Files.write(file, GoldenFileTest.fixture());
    Process python;
    try {
      python =
          new ProcessBuilder("python3", script.toString(), file.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "there is no python3 here");
      return;
    }
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(said).isZero();
    assertThat(said.lines())
        .containsExactly("CPU 4: backend ran 180 ns", "CPU 2: größer ran 150 ns");
  }
}
