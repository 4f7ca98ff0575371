/// The canvas: shows the pixels that the painters of `dev.corelane.render` made, and turns pointer
/// and keys into movements of a [dev.corelane.desktop.session.TimelineModel].
package dev.corelane.desktop.timeline;
