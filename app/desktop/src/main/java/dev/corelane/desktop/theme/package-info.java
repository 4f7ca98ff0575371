/// Style sheets and fonts of the window around the picture.
package dev.corelane.desktop.theme;
