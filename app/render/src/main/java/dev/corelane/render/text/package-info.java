/// Text without a toolkit: bundled faces, glyph masks from a
/// [dev.corelane.render.text.GlyphSource].
package dev.corelane.render.text;
