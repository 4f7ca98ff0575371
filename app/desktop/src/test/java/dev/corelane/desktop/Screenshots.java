package dev.corelane.desktop;

import dev.corelane.desktop.session.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/// Takes pictures of every main view of the program, in all sizes and themes, and the one of the
/// front page. Needs a display of at least 2560x1600 pixels.
///
/// Every scale needs a toolkit of its own, so each size is a process.
public final class Screenshots {
  private static final List<Size> SIZES =
      List.of(new Size(1280, 800, 1), new Size(1920, 1080, 1), new Size(1280, 800, 2));
  private static final Size FRONT = new Size(1600, 1000, 1);
  private static final String ONE_SIZE = "--size";
  private static final String FRONT_PICTURE = "--front";
  private static final String COMPARE_PICTURES = "--compare";
  private static final String EXPLORE_PICTURES = "--explore";
  private static final String REPLAYS = "--replays";

  private static final List<String> GUIDES = List.of(COMPARE_PICTURES, EXPLORE_PICTURES);

  /// Size of a window.
  ///
  /// @param width logical pixels
  /// @param height logical pixels
  /// @param scale device pixels per logical pixel
  record Size(int width, int height, int scale) {
    @Override
    public String toString() {
      return width + "x" + height + (scale == 1 ? "" : "@" + scale);
    }

    static Size of(String text) {
      String[] parts = text.split("[x@]", -1);
      return new Size(
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          parts.length < 3 ? 1 : Integer.parseInt(parts[2]));
    }
  }

  private Screenshots() {}

  /// Takes the pictures.
  ///
  /// @param args the folder that receives all pictures; or `--front FILE` for the one of the front
  ///   page; or `--compare FOLDER` for those of the page about comparisons; or `--explore FOLDER`
  ///   for those of the page about exploring; or `--replays FOLDER` for those of the replay window
  /// @throws Exception if a picture cannot be taken
  public static void main(String[] args) throws Exception {
    if (args.length == 1) {
      Files.createDirectories(Path.of(args[0]));
      for (Size size : SIZES) {
        run(size, ONE_SIZE, size.toString(), args[0]);
      }
    } else if (args.length == 2 && args[0].equals(FRONT_PICTURE)) {
      Files.createDirectories(Path.of(args[1]).toAbsolutePath().getParent());
      run(FRONT, FRONT_PICTURE, FRONT.toString(), args[1]);
    } else if (args.length == 2 && GUIDES.contains(args[0])) {
      Files.createDirectories(Path.of(args[1]));
      run(FRONT, args[0], FRONT.toString(), args[1]);
    } else if (args.length == 2 && args[0].equals(REPLAYS)) {
      Files.createDirectories(Path.of(args[1]));
      for (Size size : SIZES) {
        run(size, REPLAYS, size.toString(), args[1]);
      }
    } else if (args.length == 3) {
      System.exit(taken(args[0], Size.of(args[1]), Path.of(args[2])) ? 0 : 1);
    } else {
      throw new IllegalArgumentException(
          "Usage: Screenshots FOLDER | --front FILE | --compare FOLDER | --explore FOLDER"
              + " | --replays FOLDER");
    }
  }

  private static void run(Size size, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Dglass.gtk.uiScale=" + size.scale());
    command.add("-Dprism.order=sw");
    command.add("-Djava.awt.headless=true");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Screenshots.class.getName());
    command.addAll(List.of(args));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("no pictures of " + size + ", exit code " + exit);
    }
  }

  /// Takes the pictures of one size; the toolkit's thread lives on afterwards.
  private static boolean taken(String what, Size size, Path target) {
    try {
      take(what, size, target);
      return true;
    } catch (Exception e) {
      e.printStackTrace();
      return false;
    }
  }

  private static void take(String what, Size size, Path target) throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    Platform.setImplicitExit(false);
    if (what.equals(FRONT_PICTURE)) {
      try (ScreenshotTour tour = new ScreenshotTour(size, ThemeChoice.LIGHT)) {
        tour.front(target);
      }
      return;
    }
    if (what.equals(EXPLORE_PICTURES)) {
      try (ScreenshotTour tour = new ScreenshotTour(size, ThemeChoice.LIGHT)) {
        tour.explore(target);
      }
      return;
    }
    if (what.equals(COMPARE_PICTURES)) {
      try (CompareTour tour = new CompareTour(size, ThemeChoice.LIGHT)) {
        tour.guide(target);
      }
      return;
    }
    for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
      try (ScreenshotTour tour = new ScreenshotTour(size, theme)) {
        if (!what.equals(REPLAYS)) {
          tour.all(target);
        }
        tour.replays(target);
      }
      if (!what.equals(REPLAYS)) {
        try (CompareTour tour = new CompareTour(size, theme)) {
          tour.all(target);
        }
      }
    }
  }
}
