/// The command line: the engine of the program for scripts, servers and pipes.
///
/// - [dev.corelane.cli] the commands and how a run ends;
/// - `dev.corelane.cli.report` what the commands print, as text and as JSON;
/// - `dev.corelane.cli.terminal` streams, tables, units, progress.
@org.jspecify.annotations.NullMarked
module dev.corelane.cli {
  requires dev.corelane.analysis;
  requires dev.corelane.export;
  requires dev.corelane.importers;
  requires dev.corelane.render;
  requires dev.corelane.replay;
  requires dev.corelane.samples;
  requires dev.corelane.trace;
  requires info.picocli;
  requires static org.jspecify;
  requires tools.jackson.core;

  exports dev.corelane.cli;

  opens dev.corelane.cli to
      info.picocli;
}
