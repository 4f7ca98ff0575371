package dev.corelane.integration.project;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A module of the reactor.
///
/// @param folder where it stands, relative to the project
/// @param name the artifact's name
/// @param aggregator whether it only lists other modules
/// @param dependencies the modules of this project that its classes are compiled against
/// @param descriptor its compiled module descriptor; absent for tests and benchmarks
/// @param services the files under `META-INF/services`: interface to implementations
/// @param classes the folder of its compiled classes
public record MavenModule(
    String folder,
    String name,
    boolean aggregator,
    Set<String> dependencies,
    Optional<ModuleDescriptor> descriptor,
    Map<String, List<String>> services,
    Path classes) {

  /// @param within a folder or file below this module's folder
  /// @return its path, relative to the project
  public String path(String within) {
    return folder.isEmpty() ? within : folder + "/" + within;
  }
}
