/// The timeline of a recording: its vocabulary, its store and its file.
///
/// - [dev.corelane.trace.model] the facts as records and enums;
/// - [dev.corelane.trace.timeline] the store: reading apart from writing;
/// - [dev.corelane.trace.file] the `.corelane` file;
/// - [dev.corelane.trace.diagnostics] what an import could not read;
/// - [dev.corelane.trace.task] progress and cancellation.
@org.jspecify.annotations.NullMarked
module dev.corelane.trace {
  requires static transitive org.jspecify;

  exports dev.corelane.trace.model;
  exports dev.corelane.trace.timeline;
  exports dev.corelane.trace.file;
  exports dev.corelane.trace.diagnostics;
  exports dev.corelane.trace.task;
}
