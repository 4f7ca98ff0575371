package dev.corelane.importers.perf.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratePerfDataTest {
  @TempDir Path folder;

  @Test
  void optionsDecideTheFile() throws IOException {
    Path file = folder.resolve("perf.data");
    Path truthFile = folder.resolve("truth.tsv");
    String arguments =
        "--events 2000 --cpus 2 --threads 9 --endian big --form pipe --compress zstd2"
            + " --kernel 4.14 --seed 5 --attr-size 112 --long-size 4 --callchain --switch-events";
    List<String> options = new ArrayList<>(List.of(arguments.split(" ")));
    options.addAll(List.of("--truth", truthFile.toString(), "-o", file.toString()));
    GroundTruth truth = GeneratePerfData.generate(options);
    PerfDataWalker read = new PerfDataWalker(file);
    assertThat(read.order).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(read.pipe).isTrue();
    assertThat(read.ofType(9)).hasSize(2000);
    assertThat(read.ofType(15)).isNotEmpty();
    assertThat(read.records).anyMatch(r -> r.type() == 83);
    assertThat(read.attrs.getFirst().bytes().limit()).isEqualTo(112);
    assertThat(read.attrs.getFirst().ids()).hasSize(2);
    assertThat(PerfDataWalker.string(read.features.get(4))).isEqualTo("4.14.62");
    List<String> lines = Files.readAllLines(truthFile);
    assertThat(lines).hasSize(1 + truth.threads().size());
    GroundTruth.ThreadTruth first = truth.threads().getFirst();
    assertThat(lines.get(1)).startsWith(first.tid() + "\t" + first.pid() + "\t" + first.comm());
    assertThat(lines.get(1).split("\t", -1)).hasSameSizeAs(lines.getFirst().split("\t", -1));
  }

  @Test
  void sameOptionsSameBytes() throws IOException {
    Path first = folder.resolve("1.data");
    Path second = folder.resolve("2.data");
    GeneratePerfData.generate(List.of("--events", "3000", "-o", first.toString()));
    GeneratePerfData.generate(List.of("--events", "3000", "-o", second.toString()));
    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThatThrownBy(() -> GeneratePerfData.generate(List.of("--speed", "3")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown option --speed");
    assertThatThrownBy(() -> GeneratePerfData.generate(List.of("--events", "3")))
        .hasMessage("-o FILE is missing");
    assertThatThrownBy(() -> GeneratePerfData.generate(List.of("-o")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-o needs a value");
    assertThatThrownBy(() -> GeneratePerfData.generate(List.of("--form", "heap", "-o", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
