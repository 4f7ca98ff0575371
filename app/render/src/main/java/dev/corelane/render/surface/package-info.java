/// What painters draw on, and [dev.corelane.render.surface.PixelSurface], the software rasteriser
/// behind the desktop, the command line and the golden images; labels cut to a width.
package dev.corelane.render.surface;
