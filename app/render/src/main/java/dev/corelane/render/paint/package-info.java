/// Painters: functions of a timeline, its digest and a view state, drawing on a
/// [dev.corelane.render.surface.Surface]. A painter may keep scratch memory between frames, so it
/// belongs to one thread, but what it draws depends on its arguments only.
package dev.corelane.render.paint;
