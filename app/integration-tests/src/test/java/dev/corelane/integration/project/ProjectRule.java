package dev.corelane.integration.project;

import java.util.List;
import java.util.function.Function;

/// A rule over the files and the modules of the project.
///
/// @param id its name, under which its seed is found
/// @param check finds what breaks it: a sentence each, beginning with the file or module
public record ProjectRule(String id, Function<Project, List<String>> check) {
  @Override
  public String toString() {
    return id;
  }
}
