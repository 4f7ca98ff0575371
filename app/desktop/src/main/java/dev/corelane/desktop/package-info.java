/// Start-up of the desktop program and its arguments.
package dev.corelane.desktop;
