/// Two to four timelines side by side: linked views, differences, distributions. View models, free
/// of scene types.
package dev.corelane.desktop.session.compare;
