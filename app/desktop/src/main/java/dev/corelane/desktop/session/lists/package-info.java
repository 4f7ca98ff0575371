/// Lists of what a timeline holds: rows read from the timeline on demand, sorted and filtered by
/// index. View models, free of scene types.
package dev.corelane.desktop.session.lists;
