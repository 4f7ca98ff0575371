/// Glyph masks made by AWT. The only package of the program's library part that uses it.
package dev.corelane.export.text;
