package dev.corelane.importers;

import java.io.IOException;

/// A file or folder with the importer that reads it.
sealed interface Source {
  TraceImporter importer();

  String name();

  /// @return the name without folders
  default String shortName() {
    String name = name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /// @param what the name of a file without folders, or the id of an importer
  /// @return whether this is meant
  default boolean named(String what) {
    return what.equals(shortName()) || what.equals(importer().id());
  }

  /// @return bytes, 0 for a folder
  long size();

  void importInto(ImportContext context) throws IOException;

  /// A file, or a part of an archive.
  record OfFile(TraceFile file, TraceImporter importer) implements Source {
    @Override
    public String name() {
      return file.name();
    }

    @Override
    public long size() {
      return file.content().byteSize();
    }

    @Override
    public void importInto(ImportContext context) throws IOException {
      importer.importTrace(file, context);
    }
  }

  /// A folder that is one trace.
  record OfFolder(TraceFolder folder, TraceImporter importer) implements Source {
    @Override
    public String name() {
      return folder.name();
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public void importInto(ImportContext context) throws IOException {
      importer.importFolder(folder, context);
    }
  }
}
