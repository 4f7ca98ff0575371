/// Text without a toolkit: bundled faces, glyph masks from a
/// [dev.corelane.render.text.GlyphSource], labels cut to a width.
package dev.corelane.render.text;
