/// The desktop program.
///
/// - [dev.corelane.desktop] start-up and arguments;
/// - [dev.corelane.desktop.session] view models, free of scene types;
/// - [dev.corelane.desktop.session.lists] lists below the timeline;
/// - [dev.corelane.desktop.session.compare] timelines side by side;
/// - [dev.corelane.desktop.session.replay] the form, the runs and the results of the replay window;
/// - [dev.corelane.desktop.shell] windows, menus, start page, dialogs;
/// - [dev.corelane.desktop.shell.compare] windows that compare;
/// - [dev.corelane.desktop.shell.replay] the replay window;
/// - [dev.corelane.desktop.shell.parts] small parts that these share;
/// - [dev.corelane.desktop.timeline] the canvas and its input;
/// - [dev.corelane.desktop.theme] style sheets and fonts.
@org.jspecify.annotations.NullMarked
module dev.corelane.desktop {
  requires static transitive org.jspecify;
  requires atlantafx.base;
  requires dev.corelane.analysis;
  requires dev.corelane.export;
  requires dev.corelane.importers;
  requires dev.corelane.render;
  requires dev.corelane.replay;
  requires dev.corelane.samples;
  requires dev.corelane.trace;
  requires javafx.controls;
  requires org.controlsfx.controls;
  requires org.kordamp.ikonli.core;
  requires org.kordamp.ikonli.feather;
  requires org.kordamp.ikonli.javafx;

  exports dev.corelane.desktop to
      javafx.graphics;
}
