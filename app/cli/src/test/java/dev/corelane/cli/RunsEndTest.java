package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.cli.terminal.Terminal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How runs end: exit codes, messages, files.
class RunsEndTest {
  @TempDir Path folder;

  @Test
  void problemsInTheDataEndWithThreeOnlyWhenStrict() throws IOException {
    Path file = SampleFiles.truncated(folder);
    Run lenient = Run.of("info", "--json", file);
    Run strict = Run.of("info", "--json", file, "--strict");
    assertThat(lenient.code()).isEqualTo(ExitCode.OK);
    assertThat(strict.code()).isEqualTo(ExitCode.DATA_PROBLEMS).isEqualTo(3);
    assertThat(strict.out()).isEqualTo(lenient.out());
    assertThat(Json.parse(strict.out()).get("problems").elements())
        .extracting(problem -> problem.text("severity"))
        .contains("data-loss");
    assertThat(Run.of("threads", file).err()).contains("data-loss: ");
    assertThat(Run.of("info", SampleFiles.SMALL.copyTo(folder), "--strict").code()).isZero();
  }

  @Test
  void whatCannotBeReadEndsWithTwoAndOneSentence() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "no trace");
    Path empty = Files.createFile(folder.resolve("empty"));
    Path damaged = folder.resolve("x.corelane");
    assertThat(Run.of("import", SampleFiles.SMALL.copyTo(folder), "-o", damaged).code()).isZero();
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);
    for (Path file : List.of(text, empty, folder.resolve("missing"))) {
      for (String command : List.of("info", "threads", "preemptions")) {
        Run run = Run.of(command, "--json", file);
        assertThat(run.code()).as(command + " " + file).isEqualTo(ExitCode.FILE).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().matches("corelane: .*\\.");
      }
    }
    assertThat(Run.of("threads", damaged).code()).isIn(ExitCode.OK, ExitCode.FILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bogus",
        "info",
        "info --bogus x",
        "threads x --sort colour",
        "threads x --limit -1",
        "render x",
        "render x -o y.jpg",
        "render x -o y.png --width 3",
        "render x -o y.png --from 2s --to 1s",
        "render x -o y.png --from noon",
        "import x",
        "sample no-such-sample",
        "open x"
      })
  void whatMakesNoSenseEndsWithOne(String line) {
    Run run = Run.of((Object[]) line.split(" "));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("corelane: ").doesNotContain("Exception");
  }

  @Test
  void picturesHaveTheSizeAskedFor() throws IOException {
    Path trace = SampleFiles.SMALL.copyTo(folder);
    Path whole = folder.resolve("whole.png");
    Path part = folder.resolve("part.png");
    Run run = Run.of("render", trace, "-o", whole, "--width", 800, "--height", 450, "--json");
    Json json = run.json();
    BufferedImage image = ImageIO.read(whole.toFile());
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(800, 450);
    assertThat(colours(image)).as("colours").isGreaterThan(10);
    Json info = Run.of("info", trace, "--json").json();
    assertThat(json.number("fromNs")).isEqualTo(info.number("startNs"));
    assertThat(json.number("toNs")).isEqualTo(info.number("endNs"));

    Json dark =
        Run.of(
                "render",
                trace,
                "-o",
                part,
                "--width",
                640,
                "--height",
                360,
                "--theme",
                "dark",
                "--from",
                "20s",
                "--to",
                "20.5s",
                "--json")
            .json();
    assertThat(dark.number("fromNs")).isEqualTo(20_000_000_000L);
    assertThat(dark.number("toNs")).isEqualTo(20_500_000_000L);
    assertThat(ImageIO.read(part.toFile()).getWidth()).isEqualTo(640);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(f -> f.toString().endsWith(".part"))).isEmpty();
    }
  }

  private static long colours(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    return Arrays.stream(pixels).distinct().count();
  }

  @Test
  void importKeepsWhatItDoesNotKnow() throws IOException {
    Path trace = SampleFiles.SMALL.copyTo(folder);
    Path letter = Files.writeString(folder.resolve("letter.txt"), "dear reader");
    assertThat(Run.of("import", trace, "-o", letter).code()).isEqualTo(ExitCode.USAGE);
    assertThat(letter).hasContent("dear reader");
    assertThat(Run.of("import", trace, "-o", letter, "--force").code()).isZero();
    assertThat(Run.of("import", trace, "-o", letter).code()).isZero();
    assertThat(Run.of("import", trace, "-o", folder.resolve("no/such/folder")).code())
        .isEqualTo(ExitCode.FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Broken pipe", "No space left on device"})
  void aReaderThatGoesAwayIsNoErrorButAFullDiskIs(String reason) throws IOException {
    Path trace = SampleFiles.SMALL.copyTo(folder);
    var out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    boolean gone = reason.startsWith("Broken");
    for (String[] words : List.of(new String[] {"threads"}, new String[] {"threads", "--json"})) {
      var err = new ByteArrayOutputStream();
      String[] line = Arrays.copyOf(words, words.length + 1);
      line[words.length] = trace.toString();
      int code = new Program(Terminal.of(out, err), new AtomicBoolean()).run(line);
      assertThat(code).isEqualTo(gone ? ExitCode.OK : ExitCode.FILE);
      assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(gone ? 0 : 1);
    }
  }

  @Test
  void cancelledRunsLeaveNothingBehind() throws IOException {
    Path trace = SampleFiles.SMALL.copyTo(folder);
    Path output = folder.resolve("x.corelane");
    OutputStream nowhere = OutputStream.nullOutputStream();
    var program = new Program(Terminal.of(nowhere, nowhere), new AtomicBoolean(true));
    assertThat(program.run("import", trace.toString(), "-o", output.toString()))
        .isEqualTo(ExitCode.CANCELLED);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(trace);
    }
  }

  @Test
  void everyCommandRunsInARehearsal() throws IOException {
    assertThat(Rehearsal.run()).isEqualTo(ExitCode.OK);
  }
}
