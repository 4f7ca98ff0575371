package dev.corelane.export.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.export.text.AwtGlyphSource;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.image.PngWriter;
import dev.corelane.render.paint.TracePicture;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.theme.Theme;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole picture with real type, read back by another PNG reader, against a kept one. Curves of
/// glyphs may be filled a little differently by another Java release, so at most one pixel in 200
/// may differ by more than 24 of 255. The system property `goldens.write=true` writes the pictures
/// anew.
class PictureWithTextTest {
  private static final int CHANNEL_TOLERANCE = 24;
  private static final double PIXEL_TOLERANCE = 0.005;

  @ParameterizedTest
  @CsvSource({"text-light, 1280, 720, 1", "text-dark-150, 1280, 720, 1.5"})
  void pictureIsAsKept(String name, int columns, int rows, double scale) throws IOException {
    var surface = new PixelSurface(columns, rows, scale, new AwtGlyphSource());
    try (Timeline timeline = timeline()) {
      Theme theme = name.contains("dark") ? Theme.DARK : Theme.LIGHT;
      new TracePicture(TraceDigest.of(timeline), theme, Optional.empty()).paint(surface);
    }
    byte[] actual = PngWriter.toBytes(surface.pixels(), columns, rows, scale);
    if (Boolean.getBoolean("goldens.write")) {
      Path file = Path.of("src/test/resources/goldens", name + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, actual);
      return;
    }
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(actual));
    try (InputStream in = getClass().getResourceAsStream("/goldens/" + name + ".png")) {
      assertThat(in).as("golden picture").isNotNull();
      BufferedImage expected = ImageIO.read(in);
      assertThat(seen.getWidth()).isEqualTo(expected.getWidth()).isEqualTo(columns);
      assertThat(seen.getHeight()).isEqualTo(expected.getHeight()).isEqualTo(rows);
      double differing = differing(expected, seen);
      if (differing > PIXEL_TOLERANCE) {
        Path file = Path.of("target/goldens", name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, actual);
      }
      assertThat(differing).isLessThanOrEqualTo(PIXEL_TOLERANCE);
    }
  }

  private static double differing(BufferedImage a, BufferedImage b) {
    long count = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        int p = a.getRGB(x, y);
        int q = b.getRGB(x, y);
        for (int shift = 0; shift < 24; shift += 8) {
          if (Math.abs(((p >>> shift) & 0xFF) - ((q >>> shift) & 0xFF)) > CHANNEL_TOLERANCE) {
            count++;
            break;
          }
        }
      }
    }
    return (double) count / (a.getWidth() * a.getHeight());
  }

  /// Two CPUs, three tasks in turn, one preempted inside the kernel, lost data, idle time.
  private static Timeline timeline() {
    try (var b = new TimelineBuilder()) {
      b.property(Properties.KERNEL_RELEASE, "6.12.107");
      b.property(Properties.KERNEL_PREEMPTION, "lazy");
      int writer = b.task(4711, 4711, "checkpointer", 0, false);
      int backend = b.task(4720, 4720, "postgres", 0, false);
      int kworker = b.task(33, 2, "kworker/1:2", 0, false);
      b.kernelThread(kworker);
      for (int number = 0; number < 2; number++) {
        int cpu = b.cpu(number);
        int[] turn = number == 0 ? new int[] {backend, Task.IDLE} : new int[] {writer, kworker};
        long at = 0;
        for (int i = 0; at < 30_000_000; i++) {
          long end = at + 400_000L + 137_000L * (i * 7 % 11);
          int task = turn[i % 2];
          SliceEnd how =
              task == Task.IDLE
                  ? SliceEnd.IDLE_END
                  : i % 3 == 0 ? SliceEnd.PREEMPTED_KERNEL : SliceEnd.PREEMPTED_USER;
          b.slice(cpu, at, end, task, how, 'R', Provenance.RECORDED, false, false, 120, 0);
          if (task != Task.IDLE) {
            b.state(
                task,
                end,
                StateKind.RUNNABLE_PREEMPTED,
                'R',
                cpu,
                turn[(i + 1) % 2],
                Provenance.RECORDED);
          }
          at = end;
          if (number == 1 && i == 8) {
            b.hole(cpu, at, at + 4_000_000, 1_234, "PERF_RECORD_LOST");
            at += 4_000_000;
          }
        }
      }
      return b.build(ProgressMonitor.NONE);
    }
  }
}
