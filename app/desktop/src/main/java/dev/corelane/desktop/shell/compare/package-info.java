/// Windows that show two to four timelines side by side.
package dev.corelane.desktop.shell.compare;
