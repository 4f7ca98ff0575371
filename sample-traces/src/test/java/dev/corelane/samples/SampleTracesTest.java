package dev.corelane.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTracesTest {
  @Test
  void everySampleHasItsFiles(@TempDir Path folder) throws IOException {
    for (SampleTrace sample : SampleTraces.all()) {
      Path file = sample.copyTo(folder);
      assertThat(Files.size(file)).as(sample.id()).isBetween(100_000L, 5_000_000L);
      assertThat(text(sample, "PROVENANCE.md")).contains("preemption model");
      assertThat(text(sample, "expected/timehist-threads.csv")).startsWith("tid,switches,");
    }
  }

  @Test
  void aDamagedCopyIsReplaced(@TempDir Path folder) throws IOException {
    SampleTrace sample = SampleTraces.all().getFirst();
    Path file = sample.copyTo(folder);
    long size = Files.size(file);
    Files.writeString(file, "damaged");
    assertThat(Files.size(sample.copyTo(folder))).isEqualTo(size);
  }

  private static String text(SampleTrace sample, String name) throws IOException {
    try (InputStream in = sample.open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
