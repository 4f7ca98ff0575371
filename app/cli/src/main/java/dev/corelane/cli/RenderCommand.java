package dev.corelane.cli;

import dev.corelane.cli.report.RenderReport;
import dev.corelane.cli.report.Report;
import dev.corelane.render.theme.Theme;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "render", description = "Paint the core lanes as a PNG image.")
final class RenderCommand extends TraceCommand {
  private static final int LEAST_WIDTH = 320;
  private static final int LEAST_HEIGHT = 180;
  private static final int MOST = 16_384;

  enum ThemeName {
    LIGHT(Theme.LIGHT),
    DARK(Theme.DARK);

    private final Theme theme;

    ThemeName(Theme theme) {
      this.theme = theme;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "The PNG file to write.")
  private Path output = Path.of("");

  @Option(
      names = "--width",
      paramLabel = "PIXELS",
      description = "Width of the image (default: ${DEFAULT-VALUE}).")
  private int width = 1920;

  @Option(
      names = "--height",
      paramLabel = "PIXELS",
      description = "Height of the image (default: ${DEFAULT-VALUE}).")
  private int height = 1080;

  @Mixin private RangeOptions part = new RangeOptions();

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ThemeName theme = ThemeName.LIGHT;

  RenderCommand(Session session) {
    super(session);
  }

  @Override
  void check() {
    Path name = output.getFileName();
    if (name == null || !name.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw usage("Images are PNG files: the name after -o must end in .png.");
    }
    if (width < LEAST_WIDTH || width > MOST || height < LEAST_HEIGHT || height > MOST) {
      throw usage(
          "An image is %d x %d to %d x %d pixels, not %d x %d."
              .formatted(LEAST_WIDTH, LEAST_HEIGHT, MOST, MOST, width, height));
    }
    part.range(command);
  }

  @Override
  Report report(Timeline timeline, ProgressMonitor monitor) throws IOException {
    TimeRange all = timeline.range();
    TimeRange shown = all;
    if (part.given()) {
      long first = Math.max(all.startNs(), part.range(command).startNs());
      long last = Math.min(all.endNs(), part.range(command).endNs());
      if (first >= last) {
        throw usage(
            "The recording goes from %d to %d ns; nothing of it lies between --from and --to."
                .formatted(all.startNs(), all.endNs()));
      }
      shown = new TimeRange(first, last);
    }
    monitor.progress(0, -1, "painting");
    Optional<TimeRange> window = shown.equals(all) ? Optional.empty() : Optional.of(shown);
    new PictureFile(width, height, theme.theme, window).write(timeline, output);
    return new RenderReport(
        output.toString(), width, height, shown.startNs(), shown.endNs(), theme.toString());
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
