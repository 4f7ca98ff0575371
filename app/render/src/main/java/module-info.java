/// Drawing of timelines, free of any window toolkit: painters are functions of a timeline and a
/// view state on a [dev.corelane.render.surface.Surface].
///
/// - [dev.corelane.render.surface] what painters draw on, the software rasteriser, labels cut to
///   fit;
/// - [dev.corelane.render.text] fonts, glyph masks;
/// - [dev.corelane.render.time] time to pixels and back, ruler ticks, time as text;
/// - [dev.corelane.render.theme] colours and sizes;
/// - [dev.corelane.render.layout] which lane stands where;
/// - [dev.corelane.render.digest] a whole timeline in a few numbers, and the colours of its tasks;
/// - [dev.corelane.render.view] the state of a view, its areas, what stands at a point;
/// - [dev.corelane.render.paint] the painters;
/// - [dev.corelane.render.image] PNG files.
@org.jspecify.annotations.NullMarked
module dev.corelane.render {
  requires static transitive org.jspecify;
  requires dev.corelane.analysis;
  requires transitive dev.corelane.trace;

  exports dev.corelane.render.digest;
  exports dev.corelane.render.image;
  exports dev.corelane.render.layout;
  exports dev.corelane.render.paint;
  exports dev.corelane.render.surface;
  exports dev.corelane.render.text;
  exports dev.corelane.render.theme;
  exports dev.corelane.render.time;
  exports dev.corelane.render.view;
}
