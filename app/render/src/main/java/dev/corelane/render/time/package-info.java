/// Time to pixels and back, ruler ticks, time as text.
package dev.corelane.render.time;
