package dev.corelane.desktop.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Where what the user asked for lies, and in which words it is told that it could not be read.
public final class RequestedFiles {
  private RequestedFiles() {}

  /// The files behind a request.
  ///
  /// @param request what the user asked to open
  /// @param samples where samples come from
  /// @return the files or folders, all of them there
  /// @throws NoSuchFileException if one is not there
  /// @throws IOException if a sample cannot be unpacked
  public static List<Path> of(OpenRequest request, SampleCatalog samples) throws IOException {
    return switch (request) {
      case OpenRequest.Files files -> existing(files.paths());
      case OpenRequest.OfSample sample -> samples.files(sample.sample());
    };
  }

  private static List<Path> existing(List<Path> paths) throws NoSuchFileException {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
    }
    return paths;
  }

  /// Why something could not be read.
  ///
  /// @param title what it is called
  /// @param e what happened
  /// @return a sentence for the user
  public static String failure(String title, IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist any more.";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be read.";
    }
    String message = e.getMessage();
    return message == null || message.isBlank() ? title + " could not be read." : message;
  }
}
