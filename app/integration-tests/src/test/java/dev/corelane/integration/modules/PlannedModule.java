package dev.corelane.integration.modules;

import dev.corelane.integration.project.MavenModule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A module as it is meant to be. A module that is planned and not there yet breaks nothing; one
/// that is there and not planned does.
///
/// @param folder where it stands
/// @param moduleName its name in its module descriptor, "" if it has none
/// @param requires the modules it may require besides `java.base` and the nullness annotations
/// @param exports the packages that it exports to everybody
record PlannedModule(String folder, String moduleName, Set<String> requires, Set<String> exports) {
  private static final String PRODUCT = "dev.corelane.";
  private static final List<String> JAVAFX =
      List.of("javafx.base", "javafx.controls", "javafx.graphics");

  static final List<PlannedModule> ALL =
      List.of(
          module("trace-format", "trace")
              .exporting("diagnostics", "file", "model", "task", "timeline"),
          module("importers", "importers")
              .requiring(
                  "dev.corelane.trace",
                  "com.github.luben.zstd_jni",
                  "org.agrona",
                  "org.apache.commons.compress",
                  "org.apache.commons.csv",
                  "tools.jackson.core")
              .exporting(""),
          module("sample-traces", "samples").exporting(""),
          module("app/analysis", "analysis")
              .requiring("dev.corelane.trace", "HdrHistogram")
              .exporting(
                  "",
                  "all",
                  "blocking",
                  "comparison",
                  "criticalpath",
                  "incident",
                  "inversion",
                  "knowledge",
                  "latency",
                  "load",
                  "locks",
                  "observer",
                  "overview",
                  "postgres",
                  "preemption"),
          module("app/replay", "replay")
              .requiring("dev.corelane.trace", "dev.corelane.analysis", "tools.jackson.core")
              .exporting(
                  "engine",
                  "extract",
                  "fidelity",
                  "lock",
                  "machine",
                  "multixact",
                  "record",
                  "recorded",
                  "run",
                  "scenario",
                  "scheduler",
                  "simulation",
                  "statistics",
                  "userspace",
                  "work"),
          module("app/render", "render")
              .requiring("dev.corelane.trace", "dev.corelane.analysis")
              .exporting(
                  "digest", "image", "layout", "paint", "surface", "text", "theme", "time", "view"),
          module("app/export", "export")
              .requiring(
                  "dev.corelane.trace",
                  "dev.corelane.analysis",
                  "dev.corelane.render",
                  "java.desktop")
              .exporting("text"),
          module("app/cli", "cli")
              .requiring(engine())
              .requiring("info.picocli", "tools.jackson.core")
              .exporting(""),
          module("app/desktop", "desktop")
              .requiring(engine())
              .requiring(JAVAFX.toArray(String[]::new))
              .requiring(
                  "atlantafx.base",
                  "org.controlsfx.controls",
                  "org.kordamp.ikonli.core",
                  "org.kordamp.ikonli.feather",
                  "org.kordamp.ikonli.javafx"),
          module("app/benchmarks", ""),
          module("app/integration-tests", ""));

  static Optional<PlannedModule> of(MavenModule module) {
    return ALL.stream().filter(planned -> planned.folder.equals(module.folder())).findFirst();
  }

  String artifact() {
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  /// Benchmarks are compiled by every build and run by hand.
  boolean mayLackTests() {
    return artifact().equals("benchmarks");
  }

  boolean onlyTests() {
    return artifact().equals("integration-tests");
  }

  private static PlannedModule module(String folder, String part) {
    return new PlannedModule(folder, part.isEmpty() ? "" : PRODUCT + part, Set.of(), Set.of());
  }

  private static String[] engine() {
    return Stream.of("trace", "samples", "importers", "analysis", "replay", "render", "export")
        .map(part -> PRODUCT + part)
        .toArray(String[]::new);
  }

  private PlannedModule requiring(String... more) {
    Set<String> all =
        Stream.concat(requires.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    return new PlannedModule(folder, moduleName, all, exports);
  }

  private PlannedModule exporting(String... packages) {
    Set<String> all =
        Stream.of(packages)
            .map(name -> name.isEmpty() ? moduleName : moduleName + "." + name)
            .collect(Collectors.toUnmodifiableSet());
    return new PlannedModule(folder, moduleName, requires, all);
  }
}
