/// Writes what the program knows into the formats of other tools, and lends the painters the fonts
/// of the Java platform.
///
/// - [dev.corelane.export.text] glyph masks made by AWT, which works without a display.
@org.jspecify.annotations.NullMarked
module dev.corelane.export {
  requires static transitive org.jspecify;
  requires transitive dev.corelane.render;
  requires java.desktop;

  exports dev.corelane.export.text;
}
